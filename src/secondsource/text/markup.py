"""HTML string → visible text, what the markup said of each line, and what the page declares.

One flat pass over the tags: no tree is built and none leaves this module. Time is linear in the
length of the page whatever its shape, because depth, attributes and words are capped as they pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

from secondsource.model import Line, Span
from secondsource.text import unseen
from secondsource.text.attributes import attributes, cues, hides
from secondsource.text.references import tidy

MAX_DEPTH = 120  # open blocks whose names are kept; deeper ones add no path and no cues
MAX_CUES = 300  # characters of class words kept along one path, the innermost ones
MAX_PROPERTY = 12  # tags looked through for the words of a declared property
MAX_DECLARED = 400  # meta, link, time and property declarations kept of each kind

# A tag that never ends takes the rest of the page, as in browsers: were it no match, each of
# 100,000 of them would be tried to the end of the page. Groups: "/" and name; attributes.
_TAG = re.compile(
    rf"<(?:(/?[a-zA-Z][^{unseen.SPACE}/>]*+)({unseen.ATTRIBUTES})|[!?][^>]*+)(?:>|\Z)"
)

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body button caption center dd details dialog dir div dl dt
        fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend
        li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul
        """,
    )
)
_VOID = frozenset(re.findall(r"\w+", "area base col embed img input param source track wbr"))
_ENDS_P = _BLOCKS - set(re.findall(r"\w+", "button label option td th tr tbody caption html body"))
_SIBLINGS = {  # what ends an open element of its kind or these, unless one of those stands between
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr", "td", "th"), ("table",)),
    "td": (("td", "th"), ("table", "tr")),
    "th": (("td", "th"), ("table", "tr")),
    "option": (("option",), ("select",)),
}
_UNNESTED = frozenset(("dd", "dt", "li", "p", "td", "th", "tr"))  # a second one ends the first
_ACTS = (  # what a tag as written does; of other tags only their attributes count
    dict.fromkeys(_BLOCKS, "open")
    | dict.fromkeys((f"/{name}" for name in _BLOCKS), "close")
    | dict.fromkeys(("meta", "link", "time"), "declare")
    | {"br": "break", "/br": "flush", "hr": "flush", "a": "link", "/a": "unlink"}
)
_ENDED = {f"/{name}": name for name in _BLOCKS}
# An open block: name, path, cues; attributes and record of the last block opened in it. The next
# one is like it as a rule, and shares the record.
_Open = list[Any]
_Tag = tuple[int, str, str, str]  # number among the pieces, name, attributes, words after it


class Declared(NamedTuple):
    """One attribute set the page declares something with, and the words under it."""

    kind: str  # "meta", "link", "time", "html" or "property"
    attributes: dict[str, str]
    words: str = ""
    path: str = ""
    cues: str = ""
    at: int = 0  # code points of visible text before it


class Markup(NamedTuple):
    """What one pass over a page gives."""

    text: str
    lines: tuple[Line, ...]
    title: str
    declared: tuple[Declared, ...]
    scripts: tuple[str, ...]  # the contents of JSON-LD scripts, as written


def read(html: str) -> Markup:
    """The visible text of a page, one line a paragraph, and what stands around it. O(length)."""
    seen = unseen.without(html)
    walk = _Walk(_TAG.split(seen.html))
    walk.run()
    walk.flush()
    return Markup(
        "\n".join(walk.texts), tuple(walk.lines), seen.title, tuple(walk.declared), seen.scripts
    )


class _Walk:
    """The state of one pass: open blocks, the line being gathered, the lines finished."""

    def __init__(self, pieces: list[str]) -> None:
        self.page = pieces  # words, then name, attributes and following words of each tag
        self.texts: list[str] = []
        self.lines: list[Line] = []
        self.declared: list[Declared] = []
        self.size = 0
        self.stack: list[_Open] = [["", "", "", None, None]]
        self.count: dict[str, int] = dict.fromkeys(_BLOCKS, 0)
        self.pieces: list[str] = []
        self.linked: list[str] = []
        self.anchor = 0  # depth of the stack where a link was opened; 0: none open
        self.just_linked = False
        self.hidden = ""  # the name of a hidden element that has just begun
        self.soft_break = False
        self.kinds: dict[str, int] = {}
        self.known: dict[str, str | None] = {"": ""}  # attributes → their cues; None: they hide

    def run(self) -> None:
        """Every tag in turn, with the words after it.

        What nearly all tags of a page do stands here, not in methods: a call costs as much again.
        """
        page, stack, open_blocks = self.page, self.stack, self.count
        pieces, linked, known = self.pieces, self.linked, self.known
        act_of = _ACTS.get
        if page[0] and not page[0].isspace():
            pieces.append(page[0])
        tags = zip(count(1, 3), page[1::3], page[2::3], page[3::3], strict=False)
        for number, name, source, words in tags:
            act = act_of(name)
            if act is None and name and not name.islower():
                name = name.lower()
                act = act_of(name)
            if act == "close":
                if pieces:
                    self.flush()
                name = _ENDED[name]
                if stack[-1][0] == name:  # as a rule
                    if self.anchor >= len(stack):
                        self.anchor = 0
                    stack.pop()
                    open_blocks[name] -= 1
                elif open_blocks[name]:
                    self._pop(name)
            elif act == "open":
                if pieces:
                    self.flush()
                self.soft_break = False
                top = stack[-1]
                if top[0] == "p" and name in _ENDS_P:
                    self._pop("p")
                    top = stack[-1]
                elif name in _SIBLINGS and open_blocks[name]:
                    self._end_sibling(name)
                    top = stack[-1]
                if top[3] == source and top[4][0] == name:
                    stack.append(top[4])
                    open_blocks[name] += 1
                else:
                    own = known.get(source)
                    if own is None:
                        own = self._cues_of(name, source)
                    if not self.hidden:
                        path, around = top[1], top[2]
                        if len(stack) <= MAX_DEPTH:
                            path = f"{path}>{name}" if path else name
                            if own:
                                around = f"{around} {own}" if around else own
                                if len(around) > MAX_CUES:
                                    around = around[-MAX_CUES:]
                        top[3] = source
                        top[4] = opened = [name, path, around, None, None]
                        stack.append(opened)
                        open_blocks[name] += 1
                if "itemprop" in source:
                    self.declare_property(name, source, number)
            elif act == "unlink":
                self.just_linked = bool(self.anchor)
                self.anchor = 0
            elif act == "link":
                self._link(source, number)
            elif act:
                self._meet(act, name, source, number)
            elif source and name[0] != "/":
                if name not in _VOID and hides(source):
                    self.hidden = name
                if "itemprop" in source:
                    self.declare_property(name, source, number)
            if self.hidden:
                words = self._pass_by(tags)
            if words:
                if words.isspace():
                    if pieces:
                        pieces.append(" ")
                        if self.anchor:
                            linked.append(" ")
                    continue
                if self.soft_break:
                    self._break(words)
                pieces.append(words)
                if self.anchor:
                    linked.append(words)
                else:
                    self.just_linked = False

    # -- words

    def flush(self) -> None:
        """End the line being gathered."""
        self.soft_break = False
        pieces, linked = self.pieces, self.linked
        if not pieces:
            return
        words = tidy(pieces[0] if len(pieces) == 1 else "".join(pieces))
        size = in_links = len(words)
        if linked != pieces:
            in_links = min(len(tidy("".join(linked))), size) if linked else 0
        pieces.clear()
        linked.clear()
        if not words:
            return
        start = self.size
        self.size = start + size + 1
        self.texts.append(words)
        name, path, around, _, _ = self.stack[-1]
        self.lines.append(Line(Span(start, start + size), name, path, around, in_links))

    def _break(self, words: str) -> None:
        """Settle a single <br>: hard-wrapped prose goes on, anything else starts a line."""
        self.soft_break = False
        before = "".join(self.pieces[-2:]).rstrip()
        after = words.lstrip()[:1]
        if before and (before[-1].islower() or before[-1] == ",") and after.islower():
            self.pieces.append(" ")
        else:
            self.flush()

    # -- blocks

    def _cues_of(self, name: str, source: str) -> str:
        """The cues of the attributes of a block, met for the first time or hiding it."""
        known = self.known
        if source in known or hides(source):
            known[source] = None
            self.hidden = name
            return ""
        if name == "html":
            self.declared.append(Declared("html", attributes(source)))
        own = known[source] = cues(source)
        return own

    def _end_sibling(self, name: str) -> None:
        closes, walls = _SIBLINGS[name]
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - 12), -1):
            above = self.stack[depth][0]
            if above in walls:
                return
            if above in closes:
                self._pop(above)
                return

    def _pop(self, name: str) -> None:
        """Close blocks up to and with the innermost one of this name; each is closed once."""
        while len(self.stack) > 1:
            top = self.stack.pop()[0]
            self.count[top] -= 1
            if self.anchor >= len(self.stack) + 1:
                self.anchor = 0
            if top == name:
                return

    # -- other tags

    def _meet(self, act: str, name: str, source: str, number: int) -> None:
        """One of the rarer tags that open and close no block."""
        if act == "break":
            if self.soft_break:
                self.flush()
            self.soft_break = True
        elif act == "flush":
            self.flush()
        elif name != "link" or "anonical" in source:
            self._declare(name, attributes(source), number)

    def _link(self, source: str, number: int) -> None:
        if "href" in source:
            if hides(source):
                self.hidden = "a"
            else:
                if self.just_linked or self.anchor:
                    self.pieces.append(" ")
                self.anchor = len(self.stack)
        if "itemprop" in source or ("rel=" in source and "author" in source.lower()):
            self.declare_property("a", source, number)

    def _pass_by(self, tags: Iterator[_Tag]) -> str:
        """The words after a hidden element; its tags are passed over."""
        hidden, self.hidden = self.hidden, ""
        end = f"/{hidden}"
        depth = 1
        for _, name, source, words in tags:
            name = name.lower() if name else ""
            if name == end:
                depth -= 1
                if not depth:
                    return words
            elif name == hidden and name not in _UNNESTED and not source.endswith("/"):
                depth += 1
        return ""

    # -- declarations

    def declare_property(self, name: str, source: str, number: int) -> None:
        found = attributes(source)
        if "itemprop" in found or found.get("rel", "").lower() == "author":
            self._declare("property", found, number, name)

    def _declare(self, kind: str, found: dict[str, str], number: int, name: str = "") -> None:
        seen = self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if seen > MAX_DECLARED:
            return
        words = "" if kind in ("meta", "link") else self._under(name or kind, number)
        _, path, around, _, _ = self.stack[-1]
        self.declared.append(Declared(kind, found, words, path, around, self.size))

    def _under(self, name: str, number: int) -> str:
        """The words from a tag to the one that closes it."""
        words = []
        for at in range(number, min(number + 3 * MAX_PROPERTY, len(self.page)), 3):
            if at > number and (self.page[at] or "").lower() == "/" + name:
                break
            words.append(self.page[at + 2][:500])
        return tidy(" ".join(words))[:500]

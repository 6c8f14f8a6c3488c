"""HTML string → visible text, what the markup said of each line, and what the page declares.

One flat pass over the tags: no tree is built and none leaves this module. Time is linear in the
length of the page whatever its shape, because depth, attributes and words are capped as they pass.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import NamedTuple

from secondsource.model import Line, Span

MAX_DEPTH = 120  # open blocks whose names are kept; deeper ones add no path and no cues
MAX_ATTRIBUTES = 20_000  # characters of one tag that are read for attributes
MAX_CUES = 300  # characters of class words kept along one path, the innermost ones
MAX_PROPERTY = 12  # tags looked through for the words of a declared property
MAX_DECLARED = 400  # meta, link, time and property declarations kept of each kind

_ATTRIBUTES = r"(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?|[\"'])*+"
# A tag that never ends takes the rest of the page, as in browsers: were it no match, each of
# 100,000 of them would be tried to the end of the page.
_TAG = re.compile(rf"<(?:(/?)([a-zA-Z][^\s/>]*+)({_ATTRIBUTES})|[!?][^>]*+)(?:>|\Z)")
_RAW = re.compile(
    rf"<(!--|(?:script|style|noscript|template|svg|iframe|object|textarea|select|title"
    rf"|audio|video|canvas|xmp|noembed|noframes)(?=[\s/>])({_ATTRIBUTES})(?:>|\Z))",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_CUE = re.compile(
    r"(?<![\w-])(?:class|id|role|itemprop)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"(?<![\w-])display\s*:\s*none", re.IGNORECASE)
_UNFOLDS = re.compile(r"collaps|accordion|expand|tabpanel|role\s*=\s*[\"']?region", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});?|[a-zA-Z][a-zA-Z0-9]{1,32};?)")
_NOISE = dict.fromkeys((*range(9), 11, *range(14, 32), 127, 173, 8203, 8288, 65279))
_NOISY = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u200b\u2060\ufeff]")

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
_VOID = frozenset(
    re.findall(r"\w+", "area base br col embed hr img input link meta param source track wbr")
)
_ENDS_P = _BLOCKS - {
    "button",
    "label",
    "option",
    "td",
    "th",
    "tr",
    "tbody",
    "caption",
    "html",
    "body",
}
_SIBLINGS = {
    "li": ("li", frozenset(("ul", "ol", "menu", "dir"))),
    "dt": ("dt dd", frozenset(("dl",))),
    "dd": ("dt dd", frozenset(("dl",))),
    "tr": ("tr td th", frozenset(("table",))),
    "td": ("td th", frozenset(("table", "tr"))),
    "th": ("td th", frozenset(("table", "tr"))),
    "option": ("option", frozenset(("select",))),
}
_KIND = (
    dict.fromkeys(_BLOCKS, "block")
    | dict.fromkeys(("meta", "link", "time"), "declares")
    | {"br": "br", "hr": "hr", "a": "a"}
)


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
    kept, scripts, title = _without_raw(html)
    pass_ = _Pass()
    pieces = _TAG.split(kept)
    if pieces[0] and not pieces[0].isspace():
        pass_.words(pieces[0])
    kinds = _KIND
    number = -3
    for closing, name, source, words in zip(
        pieces[1::4], pieces[2::4], pieces[3::4], pieces[4::4], strict=True
    ):
        number += 4
        if name is not None:
            kind = kinds.get(name)
            if kind is None and not name.islower():
                name = name.lower()
                kind = kinds.get(name)
            if kind is None and not pass_.unseen:
                if source and (_may_hide(source) or "itemprop" in source):
                    pass_.open(name, source, pieces, number)
            elif closing:
                pass_.close(name)
            else:
                pass_.open(name, source, pieces, number)
        if words:
            if not words.isspace():
                pass_.words(words)
            elif pass_.pieces:
                pass_.space()
    pass_.flush()
    return Markup(
        "\n".join(pass_.texts), tuple(pass_.lines), title, tuple(pass_.declared), tuple(scripts)
    )


def attributes(source: str) -> dict[str, str]:
    """The attributes of one tag by lower-case name; of equal names the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source[:MAX_ATTRIBUTES]):
        low = name.lower()
        if low not in found:
            value = double or single or bare
            found[low] = unescape(value) if "&" in value else value
    return found


def unescape(text: str) -> str:
    """The text with its character references resolved, unknown ones left as they stand."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def flat(html: str) -> str:
    """The words of a fragment on one line: tags dropped, references resolved, spaces folded."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def windows(code: int) -> str:
    """The character of windows-1252 at 128..159; a hole is the control character of that number."""
    try:
        return bytes((code,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


def _character(match: re.Match[str]) -> str:
    reference = match[0]
    if reference[1] == "#":
        digits = reference[2:].rstrip(";")
        code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        if 128 <= code < 160:  # "&#146;" means a curly quote, whatever Unicode says
            return windows(code)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    name = reference[1:]
    if name in html5:
        return html5[name]
    # "&nbsptext", "&ampamp": names of old that need no semicolon are six letters at most.
    for size in range(min(6, len(name)), 1, -1):
        if name[:size] in html5:
            return html5[name[:size]] + name[size:]
    return reference


def _without_raw(html: str) -> tuple[str, list[str], str]:
    """The page without comments, scripts, styles and other unseen elements; JSON-LD; the title."""
    kept: list[str] = []
    scripts: list[str] = []
    title = ""
    missing: set[str] = set()
    at = 0
    position = 0
    while match := _RAW.search(html, position):
        head = match[1]
        if head == "!--":
            end = html.find("-->", match.start() + 2) if "-->" not in missing else -1
            stop = end + 3
            name = "-->"
        else:
            name = re.match(r"\w+", head)[0]  # type: ignore[index]
            if head.endswith("/>") and name.lower() in ("svg", "object", "canvas"):
                position = match.end()
                continue
            end = _end_of(html, name, match.end(), missing)
            stop = html.find(">", end) + 1 if end >= 0 else 0
        if end < 0:
            missing.add(name)
            position = match.end()
            if name.lower() in ("script", "style"):
                kept.append(html[at : match.start()])
                at = position = len(html)
                break
            continue
        kept.append(html[at : match.start()])
        kept.append(" " if name == "-->" else "")
        lowered = name.lower()
        if lowered == "script" and "ld+json" in match[2].lower():
            scripts.append(html[match.end() : end])
        elif lowered == "title" and not title:
            title = " ".join(unescape(html[match.end() : end]).translate(_NOISE).split())
        at = position = stop or len(html)
    kept.append(html[at:])
    return "".join(kept), scripts, title


def _end_of(html: str, name: str, start: int, missing: set[str]) -> int:
    """Where `</name` next stands, or -1; a search that once failed is not made again."""
    if name in missing:
        return -1
    found = html.find(f"</{name}", start)
    if found >= 0:
        return found
    match = re.compile(f"</{name}", re.IGNORECASE).search(html, start)
    return match.start() if match else -1


class _Pass:
    """The state of one pass: open blocks, the line being gathered, the lines finished."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lines: list[Line] = []
        self.declared: list[Declared] = []
        self.size = 0
        self.stack: list[tuple[str, str, str]] = [("", "", "")]
        self.count: dict[str, int] = {}
        self.pieces: list[str] = []
        self.linked: list[str] = []
        self.anchor = 0  # depth of the stack where a link was opened; 0: none open
        self.just_linked = False
        self.unseen = ""  # the name of the hidden element we are in
        self.unseen_depth = 0
        self.soft_break = False
        self.kinds: dict[str, int] = {}
        self.cues: dict[str, tuple[bool, str]] = {}

    def space(self) -> None:
        """White space inside the line being gathered."""
        if not self.unseen:
            self.pieces.append(" ")
            if self.anchor:
                self.linked.append(" ")

    def words(self, words: str) -> None:
        if self.unseen:
            return
        if self.soft_break:
            self._break(words)
        self.pieces.append(words)
        if self.anchor:
            self.linked.append(words)
        else:
            self.just_linked = False

    def open(self, name: str, source: str, pieces: list[str], number: int) -> None:
        if self.unseen:
            self._deeper(name, source)
            return
        kind = _KIND.get(name)
        if kind == "block":
            self._open_block(name, source)
        elif kind == "br":
            if self.soft_break:
                self.flush()
            self.soft_break = True
        elif kind == "a":
            self._open_link(source)
        elif kind == "hr":
            self.flush()
        elif kind == "declares":
            if name != "link" or "anonical" in source:
                self._declare(name, attributes(source), pieces, number)
        elif source and name not in _VOID and _hides(source):
            self._hide(name)
        if (source and "itemprop" in source) or ("rel=" in source and name == "a"):
            self._property(name, source, pieces, number)

    def close(self, name: str) -> None:
        if self.unseen:
            if name == self.unseen:
                self.unseen_depth -= 1
                if not self.unseen_depth:
                    self.unseen = ""
            return
        if name == "a":
            self.just_linked = bool(self.anchor)
            self.anchor = 0
        elif name in _BLOCKS:
            if self.pieces:
                self.flush()
            stack = self.stack
            if stack[-1][0] == name:  # as a rule
                if self.anchor >= len(stack):
                    self.anchor = 0
                stack.pop()
                self.count[name] -= 1
            elif self.count.get(name):
                self._pop(name)
        elif name == "br":
            self.flush()

    def flush(self) -> None:
        """End the line being gathered."""
        self.soft_break = False
        pieces = self.pieces
        if not pieces:
            return
        words = _tidy(pieces[0] if len(pieces) == 1 else "".join(pieces))
        linked = self.linked
        self.pieces = []
        if words:
            name, path, cues = self.stack[-1]
            start = self.size
            self.size += len(words) + 1
            self.texts.append(words)
            size = 0
            if linked:
                size = (
                    len(words) if linked == pieces else min(len(_tidy("".join(linked))), len(words))
                )
            self.lines.append(Line(Span(start, start + len(words)), name, path, cues, size))
        if linked:
            self.linked = []

    # -- blocks

    def _open_block(self, name: str, source: str) -> None:
        if self.pieces:
            self.flush()
        self.soft_break = False
        if self.stack[-1][0] == "p" and name in _ENDS_P:
            self._pop("p")
        elif name in _SIBLINGS and self.count.get(name, 0):
            self._end_sibling(name)
        own = ""
        if source:
            known = self.cues.get(source)
            if known is None:
                # Repeated tags are the rule: what one says of cues and hiding is worked out once.
                hidden = _hides(source)
                known = self.cues[source] = (
                    hidden,
                    "" if hidden else _cues(source[:MAX_ATTRIBUTES]),
                )
            if known[0]:
                self._hide(name)
                return
            own = known[1]
        _, path, cues = self.stack[-1]
        if len(self.stack) <= MAX_DEPTH:
            path = f"{path}>{name}" if path else name
            if own:
                cues = f"{cues} {own}"[-MAX_CUES:] if cues else own[:MAX_CUES]
        self.stack.append((name, path, cues))
        self.count[name] = self.count.get(name, 0) + 1
        if name == "html":
            self.declared.append(Declared("html", attributes(source)))

    def _end_sibling(self, name: str) -> None:
        closes, walls = _SIBLINGS[name]
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - 12), -1):
            above = self.stack[depth][0]
            if above in walls:
                return
            if above in closes.split():
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

    def _break(self, words: str) -> None:
        """Settle a single <br>: hard-wrapped prose goes on, anything else starts a line."""
        self.soft_break = False
        before = "".join(self.pieces[-2:]).rstrip()
        after = words.lstrip()[:1]
        if before and (before[-1].islower() or before[-1] == ",") and after.islower():
            self.pieces.append(" ")
        else:
            self.flush()

    # -- links, hidden elements

    def _open_link(self, source: str) -> None:
        if "href" not in source:
            return
        if _hides(source):
            self._hide("a")
            return
        if self.just_linked or self.anchor:
            self.pieces.append(" ")
        self.anchor = len(self.stack)

    def _hide(self, name: str) -> None:
        self.unseen = name
        self.unseen_depth = 1

    def _deeper(self, name: str, source: str) -> None:
        if name == self.unseen and not source.endswith("/"):
            if name in ("p", "li", "td", "tr", "th", "dd", "dt"):
                return
            self.unseen_depth += 1

    # -- declarations

    def _declare(
        self, kind: str, found: dict[str, str], pieces: list[str], number: int, name: str = ""
    ) -> None:
        seen = self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if seen > MAX_DECLARED:
            return
        words = "" if kind in ("meta", "link") else self._under(name or kind, pieces, number)
        _, path, cues = self.stack[-1]
        self.declared.append(Declared(kind, found, words, path, cues, self.size))

    def _property(self, name: str, source: str, pieces: list[str], number: int) -> None:
        if name in ("meta", "link", "time"):
            return
        found = attributes(source)
        if "itemprop" in found or found.get("rel", "").lower() == "author":
            self._declare("property", found, pieces, number, name)

    @staticmethod
    def _under(name: str, pieces: list[str], number: int) -> str:
        words = []
        for at in range(number, min(number + 4 * MAX_PROPERTY, len(pieces)), 4):
            if at > number and pieces[at] and (pieces[at + 1] or "").lower() == name:
                break
            words.append(pieces[at + 3][:500])
        return _tidy(" ".join(words))[:500]


def _cues(source: str) -> str:
    """The class, id, role and itemprop words of one tag, in the order they stand."""
    return " ".join(" ".join([a or b or c for a, b, c in _CUE.findall(source)]).split())


def _may_hide(source: str) -> bool:
    """Whether it is worth reading the attributes for "hidden" and "display: none"."""
    return "idden" in source or "none" in source or "NONE" in source


def _hides(source: str) -> bool:
    """Whether attributes say that an element is not shown and never will be.

    What a reader can unfold is text ("collapsible", role="region"), and so is what a script moves
    in place: React streams a page as `<div hidden id="S:1">`.
    """
    if not _may_hide(source):
        return False
    found = attributes(source)
    hidden = "hidden" in found and found["hidden"].lower() != "until-found"
    if not hidden and not _UNSEEN.search(found.get("style", "")):
        return False
    return not _UNFOLDS.search(source) and not found.get("id", "").startswith("S:")


def _tidy(words: str) -> str:
    """References resolved, unseen characters dropped, white space folded to single spaces."""
    if "&" in words:
        words = _ENTITY.sub(_character, words)
    if _NOISY.search(words):
        words = words.translate(_NOISE)
    return " ".join(words.split())

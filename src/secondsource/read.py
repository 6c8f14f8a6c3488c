"""Page → Article: decoding, visible text, declared facts, title, outlet, address and language."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import repeat
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from secondsource.model import Article, Fact, Fault, Line, Page, Span, digest
from secondsource.text import markup
from secondsource.text.mastheads import MASTHEAD, MAX_TOP, masthead, titled
from secondsource.text.patterns import rules
from secondsource.text.references import unescape, windows

MAX_BYTES = 32_000_000  # of one page; more is a heap in disguise
MAX_NODES = 2_000  # of one JSON-LD script
MAX_VALUE = 1_000  # code points of one declared value
SAMPLE = 5_000  # code points the language is told from
PRESCAN = 4096  # bytes looked through for a declared encoding; browsers look at 1024

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.\-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.\-]+)",
    re.IGNORECASE,
)
_LANG = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})", re.IGNORECASE)
_PAGE_HEAD = re.compile(rb"[\s\xef\xbb\xbf]*<(?:!doctype|html|head|\?xml|!--)", re.IGNORECASE)
_CONTROLS = bytes(code for code in range(1, 32) if code not in (9, 10, 12, 13, 27)) + b"\x7f"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WINDOWS = {code: char for code in range(128, 160) if (char := windows(code))}
_MARKS = re.compile(r"[^\x00-\x7f\w]+")  # beyond ASCII
_COMMON_MARKS = "’“”‘–—…\u00a0•©·»"
_SPACED = bytes(code if code > 127 or chr(code).isalpha() else ord(" ") for code in range(256))
_BARE_LINE = re.compile(r"[^\r\n]+")
# "published_at":"2019-03-02T06:22:28", also inside strings and attributes: \"...\", &quot;...&quot;
_SCRIPT_DAY = re.compile(
    r"\b(date_?[pP]ublished|published_?[aA]t|published_?[dD]ate|publish_?[dD]ate|published_?[oO]n)"
    r"(?:\\{0,3}\"|&quot;)\s{0,3}:\s{0,3}(?:\\{0,3}\"|&quot;)([^\"\\&<]{8,40})"
)
_SHARED = "ublish"
_BEFORE_SHARED = (len("date_p"), len("datep"), len("p"))
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def read(page: Page) -> Article | Fault:
    """The page as an article without marks, or the reason why it is none.

    The text of a text/plain page is its body decoded, code point for code point; that of an HTML
    page is what a reader sees, one line a paragraph. Never raises for what a page holds.
    """
    if len(page.body) > MAX_BYTES:
        size = f"{len(page.body) // 1_000_000} MB"
        return Fault(f"page of {size}", page.origin, do="split it: one page a file")
    refused = _not_a_page(page)
    if refused:
        return Fault(refused, page.origin, do="give HTML or plain text")
    if page.media == "text/plain":
        return _bare(page, decode(page.body, page.charset, bare=True))
    return _html(page, decode(page.body, page.charset))


def _bare(page: Page, text: str) -> Article:
    lines = []
    for match in _BARE_LINE.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        if start < end:
            lines.append(Line(span=Span(start, end)))
    facts = page.facts
    if not any(fact.name == "outlet" for fact in facts):
        named = masthead([text[line.span.start : line.span.end] for line in lines[:MAX_TOP]])
        facts += (Fact("outlet", named, MASTHEAD),) if named else ()
    return _article(page, text, tuple(lines), facts)


def _html(page: Page, html: str) -> Article:
    seen = markup.read(html)
    facts = [*page.facts]
    for script in seen.scripts:
        facts.extend(_json_facts(script))
    if seen.title:
        facts.append(Fact("title", seen.title[:MAX_VALUE], "html:title"))
        if named := titled(seen.title[:MAX_VALUE]):
            facts.append(Fact("outlet", named, "html:title"))
    heading = next((line for line in seen.lines if line.tag == "h1"), None)
    if heading:
        words = seen.text[heading.span.start : heading.span.end]
        facts.append(Fact("title", words[:MAX_VALUE], "html:h1"))
    for declared in seen.declared:
        facts.extend(_declared_facts(declared, page.url))
    if not any(fact.name == "published" for fact in facts):
        facts.extend(_script_facts(html))
    return _article(page, seen.text, seen.lines, tuple(dict.fromkeys(facts)))


def _article(page: Page, text: str, lines: tuple[Line, ...], facts: tuple[Fact, ...]) -> Article:
    url = page.url or _best("url", facts)
    return Article(
        id=digest(page.origin, text),
        page=page.id,
        origin=page.origin,
        ref=page.ref,
        text=text,
        url=url,
        title=_best("title", facts),
        outlet=_best("outlet", facts) or _host(url),
        language=language(text, (fact.value for fact in facts if fact.name == "language")),
        found=page.found,
        facts=facts,
        lines=lines,
    )


# ------------------------------------------------------------------ bytes to text


def decode(body: bytes, charset: str = "", *, bare: bool = False) -> str:
    """The text of a page: by its byte order mark, by what it declares, by what the bytes look like.

    bare: plain text, which names no encoding inside; with a declared charset nothing is dropped,
    not even a leading byte order mark.
    """
    if bare and codec(charset) == "utf-8":
        try:
            return body.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            pass
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace")
    declared = codec(charset) or ("" if bare else codec(_declared_charset(body)))
    if declared.startswith("utf-16"):  # a page whose <meta> could be read is not UTF-16
        declared = "utf-8"
    try:
        # Many servers declare iso-8859-1 for everything; bytes that hold together as UTF-8 are.
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared in ("", "utf-8") and _mostly_utf8(body, error):
            return body.decode("utf-8", "replace")
    if declared in ("", "utf-8"):
        found = _LANG.search(body[:PRESCAN])
        by_language = rules("world/encodings.toml")["languages"]
        declared = by_language.get(found[1].decode().lower(), "cp1252") if found else "cp1252"
    if declared == "cp1252":  # its five holes are control characters to a browser, errors to Python
        return body.decode("latin-1").translate(_WINDOWS)
    return body.decode(declared, "replace")


def codec(label: str) -> str:
    """The codec a browser uses for an encoding's name, "" where there is none."""
    name = label.strip().strip("\"'").lower()
    known: str = rules("world/encodings.toml")["labels"].get(name, "")
    if known or not name:
        return known
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    # Python also lists codecs that are no text encodings: "rot13", "base64".
    return found.name if getattr(found, "_is_text_encoding", True) else ""


def _declared_charset(body: bytes) -> str:
    match = _META_CHARSET.search(body[:PRESCAN])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _wide(body: bytes) -> str:
    """The UTF-16 codec of bytes without a mark in which every second one is zero, or ""."""
    head = body[:400]
    if len(head) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def _mostly_utf8(body: bytes, error: UnicodeDecodeError) -> bool:
    """Whether broken UTF-8 is still UTF-8: more good sequences than bad bytes."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text))
    return good > 2 * bad


def _not_a_page(page: Page) -> str:
    """Why the bytes are neither HTML nor text, or ""."""
    if page.body.startswith(b"%PDF-"):
        return "a PDF, not a page"
    if (
        page.charset
        or page.body[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        or _wide(page.body)
    ):
        return ""
    if _PAGE_HEAD.match(page.body[:200]):
        return ""
    head = page.body[:65_536].replace(b"\0", b"")  # NULs are dirt, even many of them
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data, not text" if controls * 12 > len(head) and controls > 16 else ""


# ------------------------------------------------------------------ declared facts


@cache
def _names(part: str) -> dict[str, str]:
    """Declared name → fact name, for one part of the rule file."""
    table: dict[str, list[str]] = rules("world/declared.toml")[part]
    return {name: fact for fact, names in table.items() for name in names}


def _declared_facts(declared: markup.Declared, base: str) -> Iterator[Fact]:
    found = declared.attributes
    if declared.kind == "meta":
        yield from _meta_facts(found)
    elif declared.kind == "link":
        if "canonical" in found.get("rel", "").lower().split() and found.get("href"):
            yield _fact("url", _join(base, found["href"]), "link:canonical")
    elif declared.kind == "html":
        if found.get("lang") or found.get("xml:lang"):
            yield _fact("language", found.get("lang") or found["xml:lang"], "html:lang")
    elif declared.kind == "time":
        yield from _time_facts(declared)
    else:
        yield from _property_facts(declared)


def _meta_facts(found: dict[str, str]) -> Iterator[Fact]:
    value = found.get("content", "").strip()
    if not value:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        for name in found.get(attribute, "").lower().split():
            table = "property" if attribute == "itemprop" else "meta"
            fact = _names(table).get(name) or _names("meta").get(name)
            if fact:
                yield _fact(fact, value, f"{table}:{name}")


def _time_facts(declared: markup.Declared) -> Iterator[Fact]:
    found = declared.attributes
    value = found.get("datetime", "").strip()
    if not value:
        return
    name = _names("property").get(found.get("itemprop", "").lower(), "published")
    cues = found.get("class", "").lower()
    if "updated" in cues.split() or "modified" in cues:
        name = "modified"
    where = f"time[{found['itemprop']}]" if "itemprop" in found else "time"
    aside = any(tag in declared.path.split(">") for tag in ("aside", "nav", "footer", "li"))
    yield _fact(name, value, where + ("@aside" if aside else ""))


def _property_facts(declared: markup.Declared) -> Iterator[Fact]:
    found = declared.attributes
    value = found.get("content") or found.get("datetime") or declared.words
    if not value.strip():
        return
    for prop in found.get("itemprop", "").lower().split():
        fact = _names("property").get(prop)
        if fact:
            yield _fact(fact, value, f"property:{prop}")
    if found.get("rel", "").lower() == "author" and declared.words:
        yield _fact("author", declared.words, "rel:author")


def _fact(name: str, value: str, by: str) -> Fact:
    return Fact(name, " ".join(value.split())[:MAX_VALUE], by)


def _json_facts(script: str) -> Iterator[Fact]:
    """The facts of one JSON-LD script; a script that is not JSON gives none."""
    types = rules("world/declared.toml")["types"]
    own, pages = frozenset(types["article"]), frozenset(types["page"])
    nodes = _nodes(_json(script), types["others"])
    named = {node["@id"]: node["name"] for node in nodes if _is_named(node)}
    for node in nodes:
        kinds = {str(kind).lower().rpartition("/")[2] for kind in _several(node.get("@type"))}
        if kinds & own:
            yield from _node_facts(node, "json-ld:", named)
        elif kinds & pages:
            yield from _node_facts(node, f"json-ld:{'+'.join(sorted(kinds & pages))}.", named)


def _nodes(root: Any, others: list[str]) -> list[dict[str, Any]]:
    """The objects of a script, outermost first, without those that describe other pages."""
    found: list[dict[str, Any]] = []
    queue = deque([root])
    for _ in range(MAX_NODES):
        if not queue:
            break
        node = queue.popleft()
        if isinstance(node, list):
            queue.extend(node[:MAX_NODES])
        elif isinstance(node, dict):
            found.append(node)
            queue.extend(
                value
                for key, value in node.items()
                if isinstance(value, dict | list) and key not in others
            )
    return found


def _is_named(node: dict[str, Any]) -> bool:
    return isinstance(node.get("@id"), str) and isinstance(node.get("name"), str)


def _node_facts(node: dict[str, Any], by: str, named: dict[str, str]) -> Iterator[Fact]:
    for key, fact in _names("json").items():
        for value in _several(node.get(key)):
            # {"author": {"@id": "#bo"}}: the name stands in another node of the script.
            is_node = isinstance(value, dict)
            given = (value.get("name") or named.get(str(value.get("@id")))) if is_node else value
            for word in _several(given):
                if isinstance(word, str) and word.strip():
                    yield _fact(fact, unescape(word), by + key)


def _script_facts(html: str) -> list[Fact]:
    """Days that the data of scripts and attributes gives, for pages that declare none otherwise.

    The first of each name: what follows is mostly of other pages.
    """
    found: dict[str, Fact] = {}
    # A search for the letters all names share is many times as fast as one for the names.
    at = html.find(_SHARED)
    while at >= 0:
        for before in _BEFORE_SHARED:
            match = _SCRIPT_DAY.match(html, max(0, at - before))
            if match:
                found.setdefault(match[1], _fact("published", match[2], f"script:{match[1]}"))
        at = html.find(_SHARED, at + 1)
    return list(found.values())


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return value[:50] if isinstance(value, list) else [value]


def _json(script: str) -> Any:
    words = (
        script.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removeprefix("<![CDATA[")
    )
    words = words.removesuffix("-->").removesuffix("//]]>").removesuffix("]]>").strip().rstrip(";")
    for attempt in (words, _TRAILING_COMMA.sub(r"\1", words)):
        try:
            return msgspec.json.decode(attempt)
        except (msgspec.DecodeError, RecursionError, ValueError):
            try:
                return json.loads(attempt, strict=False)  # raw line ends inside strings are common
            except (ValueError, RecursionError):
                continue
    return None


# ------------------------------------------------------------------ best picks


def _best(name: str, facts: Iterable[Fact]) -> str:
    """The declared value to use: by the order of trust of the rule file, then as first declared."""
    found: dict[str, str] = {}
    for fact in facts:
        if fact.name == name:
            found.setdefault(fact.by, fact.value)
    for by in rules("world/declared.toml")["best"][name]:
        if found.get(by):
            return found[by]
    return next(iter(found.values()), "")


def _join(base: str, url: str) -> str:
    try:
        return urljoin(base, url.strip())
    except ValueError:  # "http://[": no address
        return url.strip()


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def language(text: str, declared: Iterable[str] = ()) -> str:
    """The ISO 639-1 code of the text's language: by its commonest words, else as declared, else "".

    Declared languages are often a template's; the words of the text overrule them.
    """
    start = max(0, min(len(text) // 3, len(text) - SAMPLE))  # past the menus, before the comments
    counts = Counter(_words(text[start : start + SAMPLE]))
    total = counts.total()
    shares = sorted(
        (sum(map(counts.get, words, repeat(0))) / max(total, 1), code)
        for code, words in rules("world/languages.toml")["words"].items()
    )
    (second, _), (first, code) = shares[-2], shares[-1]
    if total >= 5 and first >= 0.15 and first >= 1.5 * second:
        return str(code)
    for value in declared:
        match = re.match(r"[a-zA-Z]{2,3}(?=[-_]|$)", value.strip())
        if match and (total < 50 or match[0].lower() not in rules("world/languages.toml")["words"]):
            return match[0].lower()
    return str(code) if total >= 5 and first >= 0.08 and first >= 1.5 * second else ""


def _words(text: str) -> list[str]:
    """The runs of letters, in lower case: splitting is twice as fast as a pattern."""
    for mark in _COMMON_MARKS:
        text = text.replace(mark, " ")
    text = text.lower()  # many times as fast where nothing but ASCII is left
    if not text.isascii():
        text = _MARKS.sub(" ", text)
    raw = text.encode("utf-8", "surrogatepass").translate(_SPACED)
    return raw.decode("utf-8", "surrogatepass").split()

"""Feeds: RSS, Atom, JSON Feed; one entry is one page.

An XML feed is cut into its entries first and each is parsed alone, without the document type: a
broken entry costs no other, and no entity that a document declares is ever expanded or fetched.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO
from xml.parsers import expat

import msgspec
from msgspec import structs

from secondsource.model import Fact, Fault, Page
from secondsource.sources import dates, files
from secondsource.sources.limits import UnreadableError, whole

SUFFIXES = (".rss", ".atom", ".xml", ".rdf")
MAX_DEPTH = 200  # elements inside one another in an entry
MAX_FAULTS = 50  # of one feed that are listed each
MAX_BROKEN = 1000  # entries; then it is garbage and the rest of it is not tried
MAX_QUOTED_ENDS = 20  # end tags inside the CDATA of one entry
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<(?:!--[^>]{0,1000}--|\?[^>]{0,300})>\s*){0,5}"
    rb"(?:<!DOCTYPE[^>\[]{0,300}(?:\[[^\]]{0,3000}\]?\s*)?>?\s*)?"
    rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]",
    re.I,
)
_ENTRY = re.compile(rb"<((?:\w+:)?(?:item|entry))(?=[\s>])", re.I)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_ENTITY_DECLARATION = re.compile(rb"<!ENTITY\b", re.I)
_REFERENCE = re.compile(
    r"&(?:([A-Za-z][A-Za-z0-9]{1,31});|(?!#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};))"
)
_XML_ENTITIES = ("lt", "gt", "amp", "quot", "apos")
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
_MARKED = re.compile(r"<[A-Za-z!/]|&#?\w+;")
_TEXTS = {  # element → what of an entry it says; later ones in a list of one kind fill gaps only
    "title": "title",
    "link": "link",
    "guid": "id",
    "id": "id",
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "date": "published",
    "updated": "modified",
    "modified": "modified",
    "creator": "author",
    "author": "author",
    "source": "outlet",
    "encoded": "content",
    "content": "content",
    "description": "summary",
    "summary": "summary",
    "language": "language",
}
_BY = {"published": "pubDate", "content": "content", "author": "author", "outlet": "source"}


def sniff(head: bytes) -> bool:
    """Whether the bytes begin like an RSS, RDF or Atom feed, or a JSON Feed."""
    if head.lstrip()[:1] == b"{":
        return b"jsonfeed.org/version" in head.replace(b"\\/", b"/")
    return bool(_ROOT.match(head))


def pages(stream: BinaryIO, origin: str, ref: str) -> Iterator[Page | Fault]:
    """One page an entry, in the order of the feed: its heading, then its content."""
    body = whole(stream)
    read = _json_entries if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else _xml_entries
    seen: Counter[str] = Counter()
    number = faults = 0
    for number, entry in enumerate(read(body, origin), 1):
        if isinstance(entry, Fault):
            faults += 1
            if faults <= MAX_FAULTS:
                yield entry
            continue
        key = entry.get("id") or entry.get("link") or str(number)
        seen[key] += 1
        unique = key if seen[key] == 1 else f"{key}~{seen[key]}"
        yield _page(entry, f"{origin}#{unique}", f"{ref}#{unique}")
    if faults > MAX_FAULTS:
        yield Fault(f"{faults - MAX_FAULTS} more broken entries", origin, do="mend the feed")
    if not number:
        yield Fault("a feed without entries", origin, at=0, do="fetch it again")


_Entry = dict[str, str]


def _page(entry: _Entry, origin: str, ref: str) -> Page:
    content = entry.get("content") or entry.get("summary", "")
    title = " ".join(_plain(entry.get("title", "")).split())
    marked = entry.get("type") != "text" and bool(_MARKED.search(content))
    if marked:
        media = "text/html"
        text = (f"<h1>{html.escape(title)}</h1>\n" if title else "") + content
    else:
        media = "text/plain"
        text = "\n\n".join(part for part in (title, content.strip()) if part)
    link = entry.get("link") or entry.get("id", "")
    url = link if link.startswith(("http://", "https://")) else ""
    facts = [Fact("title", title, "feed:title")] if title else []
    facts += [Fact("url", url, "feed:link")] if url else []
    for name in ("published", "modified", "author", "outlet", "language"):
        if value := _plain(entry.get(name, "")).strip():
            day = name in ("published", "modified")
            by = f"feed:{_BY.get(name, name)}"
            facts.append(Fact(name, dates.iso(value) if day else " ".join(value.split()), by))
    made = files.page(
        text.encode("utf-8", "replace"),
        origin,
        ref,
        media=media,
        charset="utf-8",
        facts=tuple(facts),
    )
    return structs.replace(made, url=url)


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^<>]{0,500}>", "", text))


# ------------------------------------------------------------------ XML


def _xml_entries(body: bytes, origin: str) -> Iterator[_Entry | Fault]:
    body = _as_utf8(body).translate(bytes(32 if c in _CONTROLS else c for c in range(256)))
    first = _ENTRY.search(body)
    head = body[: first.start() if first else len(body)]
    if declares := _ENTITY_DECLARATION.search(head):
        yield Fault(
            "the feed declares entities; they are not expanded",
            origin,
            at=declares.start(),
            do="nothing, unless words are missing",
        )
    about = _feed(head)
    at = first.start() if first else len(body)
    broken = 0
    endless: set[bytes] = set()  # end tags that stand nowhere in the rest; looked for once only
    while start := _ENTRY.search(body, at):
        piece, at = _piece(body, start, endless)
        if not piece:
            yield Fault(
                "the last entry is cut short", origin, at=start.start(), do="fetch it again"
            )
            return
        entry = _entry(piece)
        if entry is None:
            broken += 1
            yield Fault("an entry that is not XML", origin, at=start.start(), do="mend the feed")
            if broken == MAX_BROKEN:
                return
            continue
        if "outlet" not in entry and about.get("title"):
            entry["outlet"] = about["title"]
        if "language" not in entry and about.get("language"):
            entry["language"] = about["language"]
        yield entry


def _as_utf8(body: bytes) -> bytes:
    """The feed in UTF-8: by its mark, its declaration, else as it is with wrong bytes replaced."""
    unfolded = files.legible(body)
    if unfolded != body:
        return unfolded
    declared = _DECLARED.match(body.lstrip()[:300])
    charset = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        text = body.decode(charset, "replace")
    except (LookupError, UnicodeError):
        text = body.decode("utf-8", "replace")
    return text.encode("utf-8", "replace")


def _piece(body: bytes, start: re.Match[bytes], endless: set[bytes]) -> tuple[bytes, int]:
    """One entry's bytes and where they end; b"" where no end tag follows."""
    tag = b"</" + start[1]
    at = start.end()
    for _ in range(0 if tag in endless else MAX_QUOTED_ENDS):
        end = body.find(tag, at)
        if end < 0:
            if at == start.end():
                endless.add(tag)
            break
        at = body.find(b">", end) + 1 or len(body)
        piece = body[start.start() : at]
        # An end tag quoted inside CDATA ends nothing.
        if piece.count(b"<![CDATA[") <= piece.count(b"]]>"):
            return piece, at
    following = _ENTRY.search(body, start.end())
    if following:  # the end tag alone is missing: give what stands before the next entry
        return body[start.start() : following.start()], following.start()
    return b"", len(body)


def _entry(piece: bytes) -> _Entry | None:
    """The entry's texts by what they say; None where it is no XML even after mending."""
    for attempt in (piece, _mended(piece)):
        reader = _Reader()
        try:
            reader.read(attempt)
        except (expat.ExpatError, UnreadableError):
            continue
        return reader.entry
    return None


def _feed(head: bytes) -> _Entry:
    """What the feed says of itself before its first entry."""
    root = re.search(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", head, re.I)
    reader = _Reader()
    with suppress(expat.ExpatError, UnreadableError):
        reader.read(_mended(head[root.start() :] if root else b""), final=False)
    return reader.entry


def _mended(piece: bytes) -> bytes:
    """The piece with HTML's entities as characters and stray ampersands escaped."""

    def replaced(found: re.Match[str]) -> str:
        name = found[1]
        if name in _XML_ENTITIES:
            return found[0]
        character = html.unescape(f"&{name};") if name else ""
        return character if len(character) == 1 else "&amp;" + found[0][1:]

    return _REFERENCE.sub(replaced, piece.decode("utf-8", "replace")).encode()


class _Reader:
    """Collects the texts of one entry; prefixes are dropped, inner XHTML is kept as markup."""

    def __init__(self) -> None:
        self.entry: _Entry = {}
        self._open: list[str] = []
        self._text: list[str] = []
        self._field = ""  # what the open element says, "" where it says nothing
        self._depth = 0  # of the element whose text is collected
        self._markup = False
        self._image = False  # inside <image>, whose title is not the feed's

    def read(self, piece: bytes, *, final: bool = True) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.Parse(piece, final)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2].lower()
        self._open.append(name)
        if len(self._open) > MAX_DEPTH:
            raise UnreadableError("elements too deep inside one another")
        if self._field:
            if self._markup:
                said = "".join(
                    f' {key}="{html.escape(value)}"' for key, value in attributes.items()
                )
                self._text.append(f"<{name}{said}>")
            elif name == "name":  # <author><name>
                self._text.clear()
            return
        if name in ("image", "textinput") or tag.lower().startswith(("media:", "itunes:")):
            self._image = True
        if name == "link" and "href" in attributes:
            if attributes.get("rel", "alternate") == "alternate":
                self.entry.setdefault("link", attributes["href"].strip())
            return
        if name in _TEXTS and not self._image:
            self._field, self._depth = _TEXTS[name], len(self._open)
            kind = attributes.get("type", "")
            self._markup = kind == "xhtml"
            if self._field == "content" and kind:
                self.entry["type"] = "text" if kind in ("text", "text/plain") else "html"
            self._text.clear()

    def _end(self, tag: str) -> None:
        name = self._open.pop()
        if name in ("image", "textinput") or tag.lower().startswith(("media:", "itunes:")):
            self._image = False
        if not self._field:
            return
        if len(self._open) >= self._depth:
            if self._markup:
                self._text.append(f"</{name}>")
            elif name in ("name", "title"):  # what an author or a source is called is enough
                self._close()
            return
        self._close()

    def _close(self) -> None:
        value = "".join(self._text).strip()
        if value and not self.entry.get(self._field):
            self.entry[self._field] = value
        self._field, self._markup = "", False
        self._text.clear()


# ------------------------------------------------------------------ JSON Feed


def _json_entries(body: bytes, origin: str) -> Iterator[_Entry | Fault]:
    try:
        feed = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableError(f"not JSON ({error})", at=0, do="fetch the feed again") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            yield Fault("an entry that is no object", origin, do="mend the feed")
            continue
        yield _json_entry(item, str(feed.get("title") or ""), str(feed.get("language") or ""))


def _json_entry(item: dict[str, Any], outlet: str, language: str) -> _Entry:
    authors = item.get("authors") or [item.get("author")]
    names = [a["name"] for a in authors if isinstance(a, dict) and isinstance(a.get("name"), str)]
    said = {
        "id": item.get("id"),
        "link": item.get("url") or item.get("external_url"),
        "title": item.get("title"),
        "published": item.get("date_published"),
        "modified": item.get("date_modified"),
        "author": ", ".join(names),
        "outlet": outlet,
        "language": item.get("language") or language,
        "content": item.get("content_html") or item.get("content_text") or item.get("summary"),
        "type": "html" if item.get("content_html") else "text",
    }
    return {name: str(value) for name, value in said.items() if value}

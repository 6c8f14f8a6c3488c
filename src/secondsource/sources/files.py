"""Single pages: HTML, bare text, Markdown, saved MHTML; and what kind of bytes a file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import BinaryIO

from secondsource.model import Fact, Fault, Page, digest
from secondsource.sources import dates
from secondsource.sources.limits import whole

SUFFIXES = (".htm", ".html", ".xhtml", ".txt", ".text", ".md", ".mht", ".mhtml")
_PLAIN = (".txt", ".text", ".md")
_MARKED = (".htm", ".html", ".xhtml")
_SAVED = (".mht", ".mhtml")
_DOCUMENT = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_LEADING_TAG = re.compile(
    rb"\s*(?:<!--[^>]{0,2000}-->\s*)?<(?:a|article|aside|b|br|div|figure|font|h[1-6]|header|i|iframe"
    rb"|img|link|main|meta|nav|ol|p|script|section|span|strong|style|table|title|ul)[\s>/]",
    re.I,
)
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"PAR1", "a Parquet file"),
)
_MAX_CONTROLS = 0.03  # share of control bytes; random bytes have 0.1, text has none or a stray one


def pages(stream: BinaryIO, origin: str, ref: str) -> Iterator[Page | Fault]:
    """The one page a file holds; the suffix of `ref` settles what the bytes leave open."""
    body = whole(stream)
    name = ref.lower().removesuffix(".gz")
    if name.endswith(_SAVED):
        yield from _saved(body, origin, ref)
        return
    yield page(body, origin, ref, media=media(body, name))


def page(
    body: bytes,
    origin: str,
    ref: str,
    *,
    media: str,
    charset: str = "",
    facts: tuple[Fact, ...] = (),
) -> Page:
    """A page with its content id."""
    return Page(
        id=digest(origin, media, charset, body, *(f"{f.name}\0{f.value}\0{f.by}" for f in facts)),
        origin=origin,
        ref=ref,
        media=media,
        body=body,
        charset=charset,
        facts=facts,
    )


def media(body: bytes, name: str) -> str:
    """ "text/html" or "text/plain": by the bytes, then by the suffix."""
    head = legible(body[:4096])
    if name.endswith(_MARKED):
        return "text/html"
    # A text that merely opens with a tag stays a text where its name says so.
    if _DOCUMENT.search(head) if name.endswith(_PLAIN) else looks_marked(head):
        return "text/html"
    return "text/plain"


def looks_marked(head: bytes) -> bool:
    """Whether bytes of no known suffix open like HTML."""
    return bool(_LEADING_TAG.match(head) or _DOCUMENT.search(head))


def legible(head: bytes) -> bytes:
    """The head as ASCII-compatible bytes, for sniffing: marked UTF-16 and UTF-32 unfolded."""
    for mark, charset in (
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(charset, "ignore").encode("utf-8", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf")


def binary(head: bytes) -> str:
    """What kind of binary file this is, in words; "" where it may be text in any charset."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if not head or legible(head) != head.removeprefix(b"\xef\xbb\xbf"):
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd > len(head) * 0.2 and min(even, odd) * 10 < max(even, odd):
        return ""  # UTF-16 without a mark
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return "a binary file" if controls > len(head) * _MAX_CONTROLS else ""


def _saved(body: bytes, origin: str, ref: str) -> Iterator[Page | Fault]:
    """The first HTML part of a page a browser saved (RFC 2557)."""
    message = message_from_bytes(body)
    part = _first_part(message)
    content = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(content, bytes):
        yield Fault("no HTML part in this saved page", origin, at=0, do="save it again as HTML")
        return
    url = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    saved = page(
        content,
        origin,
        ref,
        media=part.get_content_type(),
        charset=part.get_content_charset() or "",
        facts=(Fact("url", str(url), "mhtml:Content-Location"),) if url else (),
    )
    day = message.get("Date")
    yield Page(
        **{
            name: getattr(saved, name)
            for name in ("id", "origin", "ref", "media", "body", "charset")
        },
        url=str(url),
        facts=saved.facts,
        found=dates.found(str(day)) if day else None,
    )


def _first_part(message: Message) -> Message | None:
    for wanted in ("text/html", "text/plain"):
        for part in message.walk():
            if part.get_content_type() == wanted:
                return part
    return None

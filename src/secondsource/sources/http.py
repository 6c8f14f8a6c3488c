"""HTTP answers as crawls keep them: status, type, and the body without its encodings."""

from __future__ import annotations

import re
import zlib
from email.message import Message
from email.parser import BytesHeaderParser
from typing import NamedTuple

from secondsource.sources.limits import MAX_PAGE_BYTES, UnreadableError

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[^\r\n]*\r?\n")


class Answer(NamedTuple):
    """One HTTP answer; `media` and `charset` are lower-case, "" where not said."""

    status: int
    media: str
    charset: str
    body: bytes


def answer(block: bytes) -> Answer:
    """The answer in a block of bytes; raises `UnreadableError` on an encoding past the limits."""
    ends = [end for blank in (b"\r\n\r\n", b"\n\n") if (end := block.find(blank)) >= 0]
    end = min(ends, default=len(block))
    head, body = block[:end], block[end:].removeprefix(b"\r\n\r\n").removeprefix(b"\n\n")
    status = _STATUS.match(head)
    fields = BytesHeaderParser().parsebytes(head.partition(b"\n")[2])
    media, charset = content_type(str(fields.get("Content-Type", "")))
    wanted = media in ("text/html", "application/xhtml+xml", "")
    if wanted and "chunked" in str(fields.get("Transfer-Encoding", "")).lower():
        body = _without_chunks(body)
    if wanted:
        for coding in reversed(str(fields.get("Content-Encoding", "")).lower().split(",")):
            body = _decoded(body, coding.strip())
    return Answer(int(status[1]) if status else 0, media, charset, body)


def content_type(value: str) -> tuple[str, str]:
    """("text/html", "utf-8") from "text/html; charset=UTF-8"."""
    message = Message()
    message["Content-Type"] = value.replace("\n", " ").replace("\r", " ") or "x/x"
    kind = message.get_content_type()
    return ("" if kind == "x/x" else kind), str(message.get_content_charset() or "")


def _without_chunks(body: bytes) -> bytes:
    """The body joined; as it stands where it was joined already, as most crawlers do."""
    pieces, at = [], 0
    while chunk := _CHUNK.match(body, at):
        size = int(chunk[1], 16)
        pieces.append(body[chunk.end() : chunk.end() + size])
        at = chunk.end() + size
        if size == 0:
            return b"".join(pieces)
        at += 2 if body[at : at + 2] == b"\r\n" else 0
    return b"".join(pieces) if pieces and at >= len(body) else body


def _decoded(body: bytes, coding: str) -> bytes:
    """The body unpacked; as it stands where the crawler did that and kept the header."""
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, 31) if body.startswith(b"\x1f\x8b") else body
    if coding == "deflate":
        # RFC 9110 §8.4.1.2 says zlib; some servers send the bare stream.
        return _inflated(body, 15 if body[:1] == b"\x78" else -15, bare_is_plain=True)
    if coding in ("br", "zstd") and b"<" not in body[:1000]:
        raise UnreadableError(
            f"packed with {coding}, which is not read yet", do="crawl with gzip or no encoding"
        )
    return body


def _inflated(body: bytes, wbits: int, *, bare_is_plain: bool = False) -> bytes:
    inflater = zlib.decompressobj(wbits=wbits)
    try:
        unpacked = inflater.decompress(body, MAX_PAGE_BYTES + 1)
    except zlib.error as error:
        if bare_is_plain and b"<" in body[:1000]:
            return body
        raise UnreadableError(
            f"damaged {_name(wbits)} body ({error})", do="crawl it again"
        ) from error
    if len(unpacked) > MAX_PAGE_BYTES:
        raise UnreadableError(
            f"a body that unpacks to more than {MAX_PAGE_BYTES // 1_000_000} MB", do="leave it out"
        )
    return unpacked


def _name(wbits: int) -> str:
    return "gzip" if wbits == 31 else "deflate"

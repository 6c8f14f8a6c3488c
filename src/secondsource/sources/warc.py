"""Crawl archives, WARC and WET (ISO 28500), packed or not; one record is one page."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from email.parser import BytesHeaderParser
from typing import BinaryIO

from msgspec import structs

from secondsource.model import Fault, Page
from secondsource.sources import dates, files, http
from secondsource.sources.limits import (
    CHUNK_BYTES,
    GZIP_MAGIC,
    MAX_PAGE_BYTES,
    Gunzip,
    UnreadableError,
    fault,
)

SUFFIXES = (".warc", ".wet", ".warc.gz", ".wet.gz")
MAX_HEAD_BYTES = 64_000  # of a record's own header lines
MAX_RECORD_BYTES = MAX_PAGE_BYTES + MAX_HEAD_BYTES
MAX_FAULTS = 100  # in one archive; then it is garbage and the rest of it is not tried
MAX_DAMAGED = 300  # gzip members in a row
_KINDS = ("response", "resource", "conversion")
_BEGIN = b"WARC/"
_BEGINNING = re.compile(rb"(?:\A|\n)(?=WARC/[01]\.)")
_DO = "fetch the archive again, or leave the record out"


def sniff(head: bytes) -> bool:
    """Whether the bytes begin with a WARC record, packed or not."""
    if head.startswith(GZIP_MAGIC):
        with suppress(zlib.error):
            head = zlib.decompressobj(wbits=31).decompress(head, len(_BEGIN))
    return head.startswith(_BEGIN)


def named(name: str) -> bool:
    """Whether a lower-case file name says so."""
    return name.endswith(SUFFIXES)


def pages(stream: io.BufferedReader, origin: str, ref: str) -> Iterator[Page | Fault]:
    """One page a record that holds HTML or extracted text; other records are passed over.

    A fault's `at` is the byte where its record begins, or its gzip member in a packed archive.
    After a broken record the next beginning is looked for, so its neighbours are still read.
    """
    tape = _Tape(stream)
    kept = faults = 0
    more = True
    while more:
        try:
            at = tape.begin()
            if at is None:
                break
            page = _record(tape, at, ref)
            if page is not None:
                kept += isinstance(page, Page)
                faults += isinstance(page, Fault)
                yield page
        except UnreadableError as error:
            faults += 1
            before = f"; {kept:,} pages before it were kept" if kept else ""
            yield structs.replace(fault(error, origin), where=origin, what=error.what + before)
            more = faults < MAX_FAULTS and tape.find_next()
    if faults >= MAX_FAULTS:
        yield Fault(f"more than {MAX_FAULTS} broken records: the rest is not read", origin, do=_DO)
    elif not kept and not faults:
        yield Fault("no record holds a page", origin, do="give an archive with HTML responses")


def _record(tape: _Tape, at: int, ref: str) -> Page | Fault | None:
    """The page of the record that begins here; None where it holds none."""
    head = tape.head()
    if not head.startswith(_BEGIN):
        raise UnreadableError("what should be a WARC record is none", at=at, do=_DO)
    fields = BytesHeaderParser().parsebytes(head.partition(b"\n")[2])
    length = _length(str(fields.get("Content-Length", "")), at)
    kind = str(fields.get("WARC-Type", "")).strip().lower()
    if length > MAX_RECORD_BYTES:
        raise UnreadableError(
            f"a record that says it has {length:,} bytes; the limit is {MAX_RECORD_BYTES:,}",
            at=at,
            do=_DO,
        )
    block = tape.take(length)
    if len(block) < length:
        ends = "the archive" if tape.at_end() else "its gzip member"
        tape.give_back(block)  # it may have swallowed its neighbours
        raise UnreadableError(
            f"record cut short: it says {length:,} bytes, but {ends} ends after {len(block):,}",
            at=at,
            do=_DO,
        )
    if not tape.at_boundary():
        tape.give_back(block)
        raise UnreadableError(
            f"a record that lies about its length: no record ends after {length:,} bytes",
            at=at,
            do=_DO,
        )
    if kind not in _KINDS:
        return None
    url = str(fields.get("WARC-Target-URI", "")).strip().strip("<>")
    found = str(fields.get("WARC-Date", "")).strip()
    try:
        return _page(kind, str(fields.get("Content-Type", "")), block, (url, found, ref))
    except UnreadableError as error:
        return Fault(error.what, url, at=at, do=error.do)


def _page(kind: str, media: str, block: bytes, where: tuple[str, str, str]) -> Page | None:
    url, found, ref = where
    charset = ""
    if kind == "response" and "msgtype=request" not in media and block.startswith(b"HTTP/"):
        answer = http.answer(block)
        if answer.status != 200:
            return None
        media, charset, block = answer.media, answer.charset, answer.body
    elif kind == "response":
        return None  # DNS answers and the like
    else:
        media, charset = http.content_type(media)
    if media in ("text/html", "application/xhtml+xml"):
        media = "text/html"
    elif media != "text/plain" or kind == "response":
        return None
    if kind == "conversion":
        charset = charset or "utf-8"
    made = files.page(block, url, f"{ref}#{url}", media=media, charset=charset)
    return structs.replace(made, url=url, found=dates.found(found))


def _length(words: str, at: int) -> int:
    if not re.fullmatch(r"\s*\d{1,18}\s*", words):
        raise UnreadableError("a WARC record without a length", at=at, do=_DO)
    return int(words)


class _Tape:
    """The bytes of an archive with a look ahead, which knows where gzip members begin.

    ISO 28500 annex D gives each record a gzip member of its own, so a member that begins with a
    record ends the one before it, whatever length that claimed.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._gunzip = Gunzip(stream) if stream.peek(2)[:2] == GZIP_MAGIC else None
        self._below: BinaryIO | Gunzip = self._gunzip or stream
        self._ahead = bytearray()
        self._next = b""  # begins the next member, and a record
        self._at = 0  # unpacked bytes consumed
        self._begun = 0  # where the record at hand begins, counted in the same way

    def begin(self) -> int | None:
        """Skips the blank lines between records; the offset of the next one, or None at the end."""
        while True:
            blank = len(self._ahead) - len(self._ahead.lstrip(b"\r\n"))
            self._drop(blank)
            if self._ahead:
                break
            if self._next:
                self._ahead += self._next
                self._next = b""
                break
            if not self._more() and not self._next:
                return None
        self._begun = self._at
        return self._gunzip.member_at if self._gunzip else self._at

    def head(self) -> bytes:
        """The record's header lines, up to the blank one."""
        while True:
            ends = [
                found + len(blank)
                for blank in (b"\r\n\r\n", b"\n\n")
                if (found := self._ahead.find(blank, 0, MAX_HEAD_BYTES)) >= 0
            ]
            if ends or len(self._ahead) >= MAX_HEAD_BYTES or not self._more():
                return self.take(min(ends, default=min(len(self._ahead), MAX_HEAD_BYTES)))

    def take(self, size: int) -> bytes:
        """The next bytes; fewer where the archive, or the member, ends before."""
        while len(self._ahead) < size and self._more():
            pass
        taken = bytes(self._ahead[:size])
        self._drop(len(taken))
        return taken

    def give_back(self, taken: bytes) -> None:
        """Puts the bytes back to be searched for the record they swallowed."""
        self._ahead[:0] = taken
        self._at -= len(taken)

    def at_boundary(self) -> bool:
        """Whether a record may end here."""
        while len(self._ahead) < 4 and self._more():
            pass
        return not self._ahead or self._ahead.startswith((b"\r\n\r\n", b"\n\n"))

    def at_end(self) -> bool:
        return not self._ahead and not self._next

    def find_next(self) -> bool:
        """Moves to the next bytes that begin like a record; False when there are none."""
        if self._at <= self._begun:
            self._drop(min(len(_BEGIN), len(self._ahead)))  # not the record that just failed
        damaged = 0
        while damaged < MAX_DAMAGED:
            if found := _BEGINNING.search(self._ahead):
                self._drop(found.end())
                return True
            if self._next:
                self._ahead[:] = self._next
                self._next = b""
                return True
            self._drop(max(0, len(self._ahead) - len(_BEGIN) - 3))
            try:
                if not self._more() and not self._next:
                    return False
            except UnreadableError:
                damaged += 1
                if self._gunzip is None or not self._gunzip.skip_to_next_member():
                    return False
                self._ahead.clear()
        return False

    def _drop(self, size: int) -> None:
        del self._ahead[:size]
        self._at += size

    def _more(self) -> bool:
        if self._next:
            return False
        fresh = self._gunzip is not None and self._gunzip.member_is_over()
        piece = self._below.read(CHUNK_BYTES)
        if fresh and piece.startswith(_BEGIN):
            self._next = piece
            return False
        self._ahead += piece
        return bool(piece)

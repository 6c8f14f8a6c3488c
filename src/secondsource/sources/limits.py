"""How much is read before we stop: bytes, ratios, depth; and the gzip reader that keeps to them."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, cast

from secondsource.errors import SecondSourceError
from secondsource.model import Fault

HEAD_BYTES = 4096  # what the sniffing sees
MAX_PAGE_BYTES = 20_000_000  # one page, unpacked; the longest real page we met has 6 MB
MAX_LINE_BYTES = 2 * MAX_PAGE_BYTES  # one row of a table: JSON escapes may double a page
MAX_RATIO = 200  # unpacked to packed bytes; HTML packs to a fifth, the barest logs to a fiftieth
RATIO_GRACE_BYTES = 4_000_000  # unpacked bytes before the ratio is looked at
MAX_NESTING = 2  # packings inside one another: a .warc.gz inside a .zip
CHUNK_BYTES = 1 << 16
MAX_STEP_BACK_BYTES = 1 << 18  # packed bytes of a damaged member that are searched for the next one
GZIP_MAGIC = b"\x1f\x8b"


class UnreadableError(SecondSourceError):
    """Raised inside `sources` only; `open` turns it into a `Fault`."""


def fault(error: SecondSourceError, where: str) -> Fault:
    """The fault that an error stands for."""
    return Fault(what=error.what, where=error.origin or where, at=error.at, do=error.do)


def whole(stream: BinaryIO, *, limit: int = MAX_PAGE_BYTES) -> bytes:
    """All bytes of a stream; raises `UnreadableError` when there are more than `limit`."""
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise UnreadableError(
            f"longer than {limit // 1_000_000} MB, the limit for one page",
            at=limit,
            do="if it holds many pages, split it or give it as .jsonl or .warc",
        )
    return body


class Gunzip(io.RawIOBase):
    """A gzip stream, unpacked within limits; one read never crosses from a member to the next.

    at: packed bytes consumed. member_at: where the current member begins, in packed bytes.
    Raises `UnreadableError` on damage, on a cut end and on a ratio no honest file has.
    """

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self._packed = packed
        self._left = b""  # packed bytes read but not yet used
        self._fed = b""  # packed bytes of this member already used, the last of them
        self._read = 0  # packed bytes read from below
        self._inflater: zlib._Decompress | None = None
        self._out = 0
        self._counted_from = 0
        self._member_out = 0
        self.member_at = 0

    @property
    def at(self) -> int:
        return self._read - len(self._left)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return b"".join(iter(lambda: self._some(CHUNK_BYTES), b""))
        return self._some(size)

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = self._some(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def member_is_over(self) -> bool:
        return self._inflater is None

    def skip_to_next_member(self) -> bool:
        """Looks for the next gzip header past the damage; False when there is none."""
        self._inflater = None
        # A flipped bit can make a member swallow its neighbours before it is found to be damaged,
        # so the search begins inside it; one byte on, or it would be tried again.
        window = (self._fed + self._left)[1:]
        self._fed = b""
        while True:
            found = window.find(GZIP_MAGIC + b"\x08")
            if found >= 0:
                self._left = window[found:]
                self._out, self._counted_from = 0, self.at  # a bomb is not held against others
                return True
            more = self._more()
            if not more:
                self._left = b""
                return False
            window = window[-2:] + more

    def _more(self) -> bytes:
        more = self._packed.read(CHUNK_BYTES)
        self._read += len(more)
        return more

    def _some(self, size: int) -> bytes:
        while size:
            if self._inflater is None and not self._begin_member():
                return b""
            assert self._inflater is not None
            if not self._left:
                self._left = self._more()
                if not self._left:
                    raise UnreadableError(
                        "the gzip stream is cut short", at=self.at, do="fetch or copy it again"
                    )
            try:
                piece = self._inflater.decompress(self._left, size)
            except zlib.error as error:
                raise UnreadableError(
                    f"damaged gzip data ({error})", at=self.at, do="fetch or copy it again"
                ) from error
            finished = self._inflater.eof
            given = self._left
            self._left = self._inflater.unused_data if finished else self._inflater.unconsumed_tail
            used = given[: len(given) - len(self._left)]
            self._fed = (self._fed + used)[-MAX_STEP_BACK_BYTES:]
            self._count(len(piece))
            if finished:
                self._inflater = None
            if piece:
                return piece
        return b""

    def _begin_member(self) -> bool:
        while len(self._left) < 2:
            more = self._more()
            if not more:
                break
            self._left += more
        self._left = self._left if self._left.strip(b"\0") else b""  # padding after the last member
        if not self._left:
            return False
        self.member_at = self.at
        if not self._left.startswith(GZIP_MAGIC):
            raise UnreadableError(
                "bytes that are not gzip follow a gzip member", at=self.at, do="fetch it again"
            )
        self._inflater = zlib.decompressobj(wbits=31)
        self._fed = b""
        self._member_out = 0
        return True

    def _count(self, size: int) -> None:
        self._out += size
        self._member_out += size
        packed_in = max(1, self.at - self._counted_from)
        member_in = max(1, self.at - self.member_at)
        for unpacked, packed in ((self._out, packed_in), (self._member_out, member_in)):
            if unpacked > RATIO_GRACE_BYTES and unpacked > MAX_RATIO * packed:
                raise UnreadableError(
                    f"unpacks to more than {MAX_RATIO} times its size: a decompression bomb",
                    at=self.at,
                    do="leave it out; no news page packs so well",
                )


def unpacked(packed: BinaryIO) -> io.BufferedReader:
    """The gzip stream as a buffered one, with `peek` and `readline`."""
    return io.BufferedReader(cast(io.RawIOBase, Gunzip(packed)), CHUNK_BYTES)

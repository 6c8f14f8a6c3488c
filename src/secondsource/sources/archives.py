"""Archives of files, zip and tar; nothing is ever unpacked to the disk."""

from __future__ import annotations

import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from secondsource.model import Fault, Page
from secondsource.sources.limits import (
    CHUNK_BYTES,
    HEAD_BYTES,
    MAX_RATIO,
    RATIO_GRACE_BYTES,
    UnreadableError,
    fault,
)

SUFFIXES = (".zip", ".tar", ".tgz", ".tar.gz")
MAX_FILES = 1_000_000  # in one archive
MAX_SPOOLED_BYTES = 2_000_000_000  # of a zip that comes through a pipe: its list stands at its end
MEMORY_BYTES = 20_000_000  # of those, before they go to a temporary file
_BOMB = f"unpacks to more than {MAX_RATIO} times its size: a decompression bomb"
_ZIP = b"PK\x03\x04"
_DO = "unpack it yourself and give the folder"
Opened = Callable[[BinaryIO, str, str], Iterator[Page | Fault]]


def sniff(head: bytes) -> bool:
    """Whether the bytes begin like a zip or tar archive."""
    return head.startswith((_ZIP, b"PK\x05\x06")) or head[257:262] == b"ustar"


def pages(stream: BinaryIO, origin: str, ref: str, *, opened: Opened) -> Iterator[Page | Fault]:
    """What each file of the archive holds, as `opened` reads it; zip by name, tar as it stands."""
    head = stream.peek(HEAD_BYTES)[:2] if hasattr(stream, "peek") else b""
    files = _zip if head == b"PK" else _tar
    found = False
    for path, content in files(stream, origin):
        found = True
        if isinstance(content, Fault):
            yield content
            continue
        inner = f"{origin}/{path}"
        try:
            yield from opened(content, inner, f"{ref}/{path}")
        except UnreadableError as error:
            yield fault(error, inner)
        except (zipfile.BadZipFile, zlib.error, EOFError, tarfile.TarError, OSError) as error:
            yield Fault(f"damaged in its archive ({error})", inner, do="fetch the archive again")
    if not found:
        yield Fault("an archive without files", origin, at=0, do="give one that holds pages")


def _zip(stream: BinaryIO, origin: str) -> Iterator[tuple[str, BinaryIO | Fault]]:
    try:
        archive = zipfile.ZipFile(stream if stream.seekable() else _spooled(stream))
        files = sorted((one for one in archive.infolist() if not one.is_dir()), key=_name)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(
            f"a damaged zip archive ({error})", at=0, do="fetch it again"
        ) from error
    if len(files) > MAX_FILES:
        raise UnreadableError(f"more than {MAX_FILES:,} files", at=0, do=_DO)
    packed = sum(one.compress_size for one in files)
    unpacked = 0
    for one in files:
        where = f"{origin}/{one.filename}"
        if _is_bomb(one.file_size, one.compress_size):
            yield one.filename, Fault(_BOMB, where, at=one.header_offset, do="leave it out")
            continue
        unpacked += one.file_size
        # Files that share their packed bytes make a bomb out of honest ratios, so sums count too.
        if _is_bomb(unpacked, packed):
            raise UnreadableError(_BOMB, at=one.header_offset, do="leave it out")
        if problem := _path_problem(one.filename):
            yield one.filename, Fault(problem, where, at=one.header_offset, do=_DO)
            continue
        if one.flag_bits & 1:
            yield one.filename, Fault("encrypted", where, at=one.header_offset, do=_DO)
            continue
        try:
            with archive.open(one) as content:
                yield one.filename, cast(BinaryIO, content)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            what = f"damaged in its archive ({error})"
            yield one.filename, Fault(what, where, at=one.header_offset, do="fetch it again")


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_GRACE_BYTES and unpacked > MAX_RATIO * max(1, packed)


def _name(one: zipfile.ZipInfo) -> str:
    return one.filename


def _spooled(stream: BinaryIO) -> BinaryIO:
    spool = tempfile.SpooledTemporaryFile(max_size=MEMORY_BYTES)  # noqa: SIM115 (zipfile keeps it)
    size = 0
    while piece := stream.read(CHUNK_BYTES):
        size += spool.write(piece)
        if size > MAX_SPOOLED_BYTES:
            raise UnreadableError("too large a zip for a pipe", do="give it as a file")
    spool.seek(0)
    return cast(BinaryIO, spool)


def _tar(stream: BinaryIO, origin: str) -> Iterator[tuple[str, BinaryIO | Fault]]:
    number = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, one in enumerate(archive):
                where = f"{origin}/{one.name}"
                if number >= MAX_FILES:
                    raise UnreadableError(f"more than {MAX_FILES:,} files", at=one.offset, do=_DO)
                if one.isdir():
                    continue
                if problem := _path_problem(one.name):
                    yield one.name, Fault(problem, where, at=one.offset, do=_DO)
                elif not one.isfile():
                    yield one.name, Fault("a link or device", where, at=one.offset, do=_DO)
                elif (content := archive.extractfile(one)) is not None:
                    yield one.name, cast(BinaryIO, content)
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        what = f"a damaged tar archive ({error}); {number:,} files before it were read"
        raise UnreadableError(what, at=None, do="fetch it again") from error


def _path_problem(path: str) -> str:
    """Why a path is not to be trusted, or "": nothing is written, but it becomes an origin."""
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or (pure.parts and pure.parts[0].endswith(":")):
        return "a path that leads out of the archive"
    return "a path with control characters" if not path.isprintable() else ""

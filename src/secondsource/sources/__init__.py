"""The outside to pages and faults: `open` picks the kind by sniffing bytes, then by suffix."""

from __future__ import annotations

import builtins
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from secondsource.model import Fault, Page
from secondsource.sources import archives, feeds, files, folders, tables, warc
from secondsource.sources.limits import (
    GZIP_MAGIC,
    HEAD_BYTES,
    MAX_NESTING,
    UnreadableError,
    fault,
    unpacked,
)

STANDARD_INPUT = "-"
SUFFIXES = (*files.SUFFIXES, *tables.SUFFIXES, *feeds.SUFFIXES, *warc.SUFFIXES, *archives.SUFFIXES)


def open(  # noqa: A001 (callers write `sources.open`)
    path: str, *, standard_input: BinaryIO | None = None, ids_alone: bool = False
) -> Iterator[Page | Fault]:
    """The pages below a path in sorted order, and a fault for each that cannot be read.

    path: a file, a folder, or "-" for standard input. ids_alone: rows of a table get their own id
    as `ref`, not FILE#ID. Holds one page at a time. Never raises for bad input.
    """
    if path == STANDARD_INPUT:
        stream = buffered(standard_input or sys.stdin.buffer)
        yield from _guarded(stream, STANDARD_INPUT, STANDARD_INPUT, ids_alone=ids_alone)
        return
    root = name(path)
    if not os.path.isdir(path):
        yield from _file(path, root, ids_alone=ids_alone)
        return
    for relative, found in folders.files(path, root, pages=files.SUFFIXES, all_kinds=SUFFIXES):
        if isinstance(found, Fault):
            yield found
        else:
            yield from _file(found, f"{root}/{relative}")


def name(path: str) -> str:
    """The argument's own name, with which every origin below it begins: "seeds" for "../seeds"."""
    if path == STANDARD_INPUT:
        return STANDARD_INPUT
    last = Path(path).name
    return last if last not in ("", "..") else Path(path).resolve().name or "root"


def buffered(stream: BinaryIO) -> io.BufferedReader:
    """The stream with `peek`."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), HEAD_BYTES)


def _file(path: str, origin: str, *, ids_alone: bool = False) -> Iterator[Page | Fault]:
    try:
        with builtins.open(path, "rb") as stream:
            yield from _guarded(stream, origin, path, ids_alone=ids_alone)
    except FileNotFoundError:
        yield Fault("no such file or folder", path, do=folders.suggestion(path))
    except PermissionError:
        yield Fault("not allowed to read it", origin, do=f"check its rights: ls -l {path}")
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error)
        yield Fault(words.lower(), origin, do="check the path and the disk")


def _guarded(
    stream: io.BufferedReader, origin: str, ref: str, *, ids_alone: bool = False
) -> Iterator[Page | Fault]:
    """What the stream holds; what stops the reading becomes its last fault."""
    try:
        yield from _opened(stream, origin, ref, nesting=0, ids_alone=ids_alone)
    except UnreadableError as error:
        yield fault(error, origin)


def _opened(
    stream: io.BufferedReader, origin: str, ref: str, *, nesting: int, ids_alone: bool = False
) -> Iterator[Page | Fault]:
    head = _head(stream)
    named = ref.lower()
    if not head:
        if ids_alone:  # `annotate`: no text is a text
            yield files.page(b"", origin, ref, media="text/plain", charset="utf-8")
            return
        yield Fault("an empty file", origin, at=0, do="nothing to read; leave it out")
        return
    legible = files.legible(head)
    if warc.sniff(head) or (head.startswith(GZIP_MAGIC) and warc.named(named)):
        yield from warc.pages(stream, origin, ref)
    elif head.startswith(GZIP_MAGIC):
        yield from _inner(unpacked(stream), origin, ref, nesting, ids_alone=ids_alone)
    elif archives.sniff(head):
        yield from archives.pages(
            stream, origin, ref, opened=lambda s, o, r: _inner(s, o, r, nesting)
        )
    elif feeds.sniff(legible):
        yield from feeds.pages(stream, origin, ref)
    elif files.binary(head):
        yield Fault(f"{files.binary(head)}, not a page", origin, at=0, do="give HTML or text")
    elif _is_table(legible, named):
        yield from tables.pages(stream, origin, ref, ids_alone=ids_alone)
    elif named.endswith(feeds.SUFFIXES) and not files.looks_marked(legible):
        yield Fault("XML, but neither a feed nor a page", origin, at=0, do="give RSS, Atom or HTML")
    else:
        yield from files.pages(stream, origin, ref)


def _is_table(legible: bytes, name: str) -> bool:
    name = name.removesuffix(".gz")
    if name.endswith(tables.SUFFIXES):
        return True
    return not name.endswith(files.SUFFIXES) and tables.sniff(legible)


def _inner(
    stream: BinaryIO, origin: str, ref: str, nesting: int, *, ids_alone: bool = False
) -> Iterator[Page | Fault]:
    """What stands inside a packing; stops at `MAX_NESTING` packings."""
    if nesting >= MAX_NESTING:
        raise UnreadableError(
            f"more than {MAX_NESTING} packings inside one another",
            origin=origin,
            do="unpack it first",
        )
    inner = buffered(stream)
    yield from _opened(inner, origin, ref, nesting=nesting + 1, ids_alone=ids_alone)


def _head(stream: io.BufferedReader) -> bytes:
    """The first bytes, unread; a pipe may give fewer."""
    return stream.peek(HEAD_BYTES)[:HEAD_BYTES]

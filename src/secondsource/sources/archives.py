"""Archives of files: zip and tar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from secondsource.model import Fault, Page

SUFFIXES = (".zip", ".tar", ".tgz", ".tar.gz")


def sniff(head: bytes) -> bool:
    """Whether the bytes begin like an archive."""
    return head.startswith(b"PK\x03\x04") or head[257:262] == b"ustar"


def pages(
    stream: BinaryIO,
    origin: str,
    ref: str,
    *,
    opened: Callable[[BinaryIO, str, str], Iterator[Page | Fault]],
) -> Iterator[Page | Fault]:
    """What the files of the archive hold."""
    yield Fault("archives are not read yet", origin)

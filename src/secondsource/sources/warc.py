"""Crawl archives: WARC and WET, packed or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from secondsource.model import Fault, Page

SUFFIXES = (".warc", ".wet", ".warc.gz", ".wet.gz")


def sniff(head: bytes) -> bool:
    """Whether the bytes begin with a WARC record."""
    return head.startswith(b"WARC/")


def named(name: str) -> bool:
    """Whether the file name says so."""
    return name.endswith(SUFFIXES)


def pages(stream: BinaryIO, origin: str, ref: str) -> Iterator[Page | Fault]:
    """One page a record."""
    yield Fault("crawl archives are not read yet", origin)

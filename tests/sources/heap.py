"""Small invented heaps for the tests of sources, store and command line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from secondsource import sources
from secondsource.model import Fault, Page

TALKS = (
    "Velmar and Ostrand to meet in Quillhaven\n\n"
    "The foreign ministers of Velmar and Ostrand will meet in Quillhaven on March 14, 2031, "
    "the ministry of Velmar said on Monday.\n\n"
    "“We will talk about the ferry,” minister Edda Rook told reporters.\n"
)
FIRE = (
    "Fire at the Lower Quay market\n\n"
    "A fire destroyed eleven stalls at the Lower Quay market of Brindle early on Tuesday, "
    "the fire brigade said. Nobody was hurt.\n"
)


def record(
    url: str, html: str, *, lie: int = 0, fields: str = "", type_: str = "response"
) -> bytes:
    """One WARC record; `lie` is added to its true length."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{fields}\r\n".encode()
    block += html.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2031-03-10T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) + lie}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def archive(number: int = 4, *, lies: dict[int, int] | None = None) -> list[bytes]:
    """Records of that many pages; `lies` says which of them lie by how much."""
    return [
        record(
            f"http://post.example/{n}", f"<html><p>Page {n}.</p></html>", lie=(lies or {}).get(n, 0)
        )
        for n in range(number)
    ]


def packed(records: Iterable[bytes]) -> bytes:
    """Each record in a gzip member of its own, as ISO 28500 annex D has it."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def rows(*given: Mapping[str, object]) -> bytes:
    """JSON lines."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in given)


def opened(path: Path) -> tuple[list[Page], list[Fault]]:
    """What a path holds, pages and faults apart."""
    found = list(sources.open(str(path)))
    return [x for x in found if isinstance(x, Page)], [x for x in found if isinstance(x, Fault)]


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    """A file with that content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path

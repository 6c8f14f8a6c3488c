"""The evaluation sets, read from outside the project; never copied into it."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def folder() -> Path:
    """Where the sets are: $SECONDSOURCE_DATA, else ../shared/data beside the checkout."""
    return Path(os.environ.get("SECONDSOURCE_DATA", ROOT.parent / "shared" / "data"))


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of one set, in file order: rows("times_wikiwars")."""
    with gzip.open(folder() / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def held_out(key: str) -> bool:
    """Whether a document, site or story is in the quarter that is reported, never looked at."""
    return blake2b(key.encode(), digest_size=4).digest()[0] % 4 == 0

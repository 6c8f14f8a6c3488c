"""Which files of a folder are read, in which order, and what is left alone."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from secondsource.model import Fault
from secondsource.sources import tables
from secondsource.sources.limits import GZIP_MAGIC, HEAD_BYTES, UnreadableError, unpacked

MAX_NAMED = 8  # suffixes listed in the fault for what was left alone


def files(
    path: str, name: str, *, pages: tuple[str, ...], all_kinds: tuple[str, ...]
) -> Iterator[tuple[str, str | Fault]]:
    """Each readable file below the folder, sorted, as (relative path, path); problems as faults.

    pages, all_kinds: suffixes. Files of other suffixes are left alone, and so are tables of bare
    rows that lie beside pages: such tables are notes on the pages more often than pages.
    """
    left: Counter[str] = Counter()
    tables_waiting: list[tuple[str, str]] = []
    found = 0
    for relative, problem in _walk(path):
        below = os.path.join(path, relative)
        if problem:
            yield (
                relative,
                Fault(problem, f"{name}/{relative}", do="leave it out or name it itself"),
            )
            continue
        suffix = Path(relative).suffix.lower()
        bare = relative.lower().removesuffix(".gz")
        if (suffix and not bare.endswith(all_kinds)) or Path(relative).name.startswith("."):
            left[suffix or "hidden"] += 1
        elif bare.endswith(tables.SUFFIXES) and not _declares(below):
            tables_waiting.append((relative, below))
        else:
            found += bare.endswith(pages) or not suffix
            yield relative, below
    for relative, below in tables_waiting:
        if found:
            left[Path(relative).suffix.lower()] += 1
        else:
            yield relative, below
    if left:
        kinds = ", ".join(f"{suffix} ({n})" for suffix, n in sorted(left.items())[:MAX_NAMED])
        yield "", Fault(f"files left alone: {kinds}", name, do="name a file itself to have it read")
    elif not found and not tables_waiting and not any(_walk(path)):
        yield "", Fault("an empty folder", name, do="name a folder or file that holds pages")


def suggestion(path: str) -> str:
    """What to do about a path that is not there."""
    parent = Path(path).parent
    try:
        near = get_close_matches(Path(path).name, os.listdir(parent), n=1)
    except OSError:
        return f"there is no folder {parent} either; check the path"
    return f"did you mean {parent / near[0]}?" if near else "check the path"


def _walk(path: str) -> Iterator[tuple[str, str]]:
    """Relative paths of the files below, sorted, each with its problem or ""."""
    home = os.path.realpath(path)
    waiting = [("", frozenset[str]())]  # what is still to be looked at, and the folders above it
    while waiting:
        relative, above = waiting.pop()
        here = os.path.join(path, relative) if relative else path
        real = os.path.realpath(here)
        if real != home and not real.startswith(home.rstrip(os.sep) + os.sep):
            yield relative, "a link that leads out of the folder"
        elif os.path.isdir(here):
            if real in above:
                yield relative, "a link that leads back to a folder above it"
                continue
            try:
                names = sorted(os.listdir(here), reverse=True)
            except OSError as error:
                yield relative or ".", (error.strerror or str(error)).lower()
                continue
            waiting += [(os.path.join(relative, name), above | {real}) for name in names]
        elif os.path.isfile(here):
            yield relative, ""
        elif os.path.islink(here):
            yield relative, "a link to nothing"
        else:
            yield relative, "neither a file nor a folder"


def _declares(path: str) -> bool:
    """Whether a table says more of its rows than an id and a text: a title, a day, an address."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(HEAD_BYTES)
            if head.startswith(GZIP_MAGIC):
                stream.seek(0)
                head = unpacked(stream).read(HEAD_BYTES)
    except (OSError, UnreadableError):
        return True  # let the reading of it say what is wrong
    return tables.declares(head, csv=path.lower().removesuffix(".gz").endswith((".csv", ".tsv")))

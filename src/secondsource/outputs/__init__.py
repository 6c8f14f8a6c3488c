"""How a story is shown; one function an output.

An output is a module of this package with `SUFFIX`, `MEDIA` and `render(stories, articles)`;
adding one is adding a file.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from secondsource.model import Article, Story


class Output(Protocol):
    """What every output module offers."""

    SUFFIX: str
    MEDIA: str

    def render(self, stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]: ...


@cache
def outputs() -> dict[str, Output]:
    """Every output by the suffix that asks for it ("ics", "json" ...), sorted."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        output = import_module(f"{__name__}.{module.name}")
        if hasattr(output, "render") and hasattr(output, "SUFFIX"):
            found[output.SUFFIX] = cast(Output, output)
    return dict(sorted(found.items()))

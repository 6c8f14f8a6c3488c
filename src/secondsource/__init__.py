"""Does this news have a second source?

    from secondsource import Article, Page, annotate, open_heap, tell

    read = [annotate(page) for page in open_heap("pages/") if isinstance(page, Page)]
    stories, articles = tell(one for one in read if isinstance(one, Article))

The names are loaded when they are asked for, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secondsource.errors import SecondSourceError
    from secondsource.model import Article, Fault, Finding, Page, Story
    from secondsource.pipeline import annotate, tell
    from secondsource.sources import open as open_heap

__all__ = [
    "Article",
    "Fault",
    "Finding",
    "Page",
    "SecondSourceError",
    "Story",
    "annotate",
    "open_heap",
    "tell",
]

_PLACES = {"SecondSourceError": "errors", "annotate": "pipeline", "tell": "pipeline"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'secondsource' has no attribute {name!r}")
    if name == "open_heap":
        return import_module("secondsource.sources").open
    return getattr(import_module(f"secondsource.{_PLACES.get(name, 'model')}"), name)

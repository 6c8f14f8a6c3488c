"""The public names: few, sorted, and light to import."""

import subprocess
import sys
from pathlib import Path

import secondsource
from secondsource import Article, Page, annotate, open_heap, tell

HEAVY = ("jinja2", "starlette", "uvicorn", "rich", "icalendar", "sqlite3", "secondsource.pipeline")


def test_public_names_are_few_and_sorted() -> None:
    assert secondsource.__all__ == sorted(secondsource.__all__)
    assert len(secondsource.__all__) <= 12
    assert all(getattr(secondsource, name) for name in secondsource.__all__)


def test_importing_loads_nothing_heavy() -> None:
    code = f"import sys, secondsource; print([m for m in {HEAVY!r} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_docstring_example_runs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The talks open on 3 May 2025, Ana Roth told reporters.")
    pages = [page for page in open_heap(str(tmp_path)) if isinstance(page, Page)]
    read = [annotate(page) for page in pages]
    stories, articles = tell(one for one in read if isinstance(one, Article))
    assert len(stories) == len(articles) == 1

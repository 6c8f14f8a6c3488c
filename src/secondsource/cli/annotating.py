"""`annotate`: the pure pipeline on single articles, no store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from secondsource.cli import NOTHING_READ, printed, say
from secondsource.errors import UsageError

if TYPE_CHECKING:
    from secondsource.model import Article, Fault, Page

KINDS = ("block", "name", "time", "credit", "quote", "event")
FEW = 40  # rows; fewer are annotated before a second process has started


@click.command(short_help="Mark up single articles, without a store.")
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option(
    "--only",
    metavar="KINDS",
    help=f"Marks to keep, comma-separated: {', '.join(KINDS)} (plurals too).",
)
@click.option(
    "--published", metavar="DAY", help="The day the articles were published, taken as declared."
)
@click.option(
    "--as",
    "form",
    type=click.Choice(["json", "timeml"]),
    default="json",
    show_default=True,
    help="One JSON line, or one TimeML document, an article.",
)
@click.option(
    "--workers",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Processes to use; 0 is one a core for a large file, 1 for standard input.",
)
@click.pass_context
def annotate(
    context: click.Context,
    file: str,
    only: str | None,
    published: str | None,
    form: str,
    workers: int,
) -> None:
    """Mark up articles: who is quoted through whom, which days are meant, what happens.

    Reads FILE or standard input: a page of HTML or plain text, or JSON lines with "id" and "text"
    or "html", and "url", "title", "published", "found" (the crawl day), "outlet" where known.
    Writes one JSON line an article, in the order of the input. A row that cannot be read gives
    {"id", "fault": {"what", "where", "at"}}. Nothing is stored.

    \b
    Examples:
      secondsource annotate page.html
      echo "The minister resigned on Friday." | secondsource annotate --published 2022-01-10
      secondsource annotate articles.jsonl --only quotes,times > marks.jsonl
    """
    kinds = _kinds(only)
    if published:
        _check_day(published)
    good = 0
    for result in _results(file, published, workers):
        printed([_line(result, file, kinds, form)])
        good += not _is_fault(result)
        if file == "-":
            sys.stdout.flush()  # whoever feeds us line by line waits for each answer
    if not good:
        say("nothing could be read")
        context.exit(NOTHING_READ)


def _results(file: str, published: str | None, workers: int) -> Iterator[Article | Fault]:
    """An article or a fault for each page, in order; faults before the pages keep their place."""
    from collections import deque
    from functools import partial
    from itertools import chain, islice

    from secondsource import sources
    from secondsource.model import Fault
    from secondsource.runners import local, processes

    found = sources.open(file, ids_alone=True)
    work = partial(_annotated, published=published)
    if workers == 1 or (file == "-" and not workers):
        for one in found:
            yield one if isinstance(one, Fault) else work(one)
        return
    first = list(islice(found, FEW))
    # Faults go through in the queue beside the pages, so that the order of the input is kept.
    order: deque[Fault | None] = deque()

    def pages() -> Iterator[Page]:
        for one in chain(first, found):
            order.append(one if isinstance(one, Fault) else None)
            if not isinstance(one, Fault):
                yield one

    many = len(first) == FEW or workers > 1
    marked = processes.map(work, pages(), workers=workers) if many else local.map(work, pages())
    for result in marked:
        while (fault := order.popleft()) is not None:
            yield fault
        yield result
    yield from (fault for fault in order if fault is not None)


def _annotated(page: Page, *, published: str | None) -> Article | Fault:
    from msgspec import structs

    from secondsource import pipeline
    from secondsource.cli.intake import annotated
    from secondsource.model import Article, Fact, Fault

    if published:
        page = structs.replace(
            page, facts=(Fact("published", published, "row:published"), *page.facts)
        )
    article = annotated(page)
    if isinstance(article, Article):
        return pipeline.date_alone(article)
    return Fault(article.what, page.ref, article.at, article.do)


def _is_fault(result: Article | Fault) -> bool:
    from secondsource.model import Fault

    return isinstance(result, Fault)


def _line(result: Article | Fault, file: str, kinds: frozenset[str] | None, form: str) -> str:
    from secondsource.model import Article
    from secondsource.outputs import json

    if not isinstance(result, Article):
        fault = {"what": result.what, "where": result.where, "at": result.at, "do": result.do}
        # "heap.jsonl#7": the row's own id, or its line where it has none.
        row: Any = result.where.partition("#")[2] or result.where
        return _one_line(json.dumps({"id": row, "fault": fault}))
    if form == "timeml":
        from secondsource.outputs import timeml

        return timeml.document(result)
    return _one_line(json.dumps(json.annotation(result, kinds=kinds)))


def _one_line(text: str) -> str:
    """The JSON with those characters escaped that some readers take for the end of a line."""
    for character in "\x85\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text + "\n"


def _kinds(only: str | None) -> frozenset[str] | None:
    """Kinds of marks by their names or plurals: "quotes,time"."""
    if only is None:
        return None
    asked = [word.strip().lower() for word in only.split(",") if word.strip()]
    kinds = [word if word in KINDS else word.removesuffix("s") for word in asked]
    for word, kind in zip(asked, kinds, strict=True):
        if kind not in KINDS:
            raise UsageError(f"--only: no marks of kind {word!r}", do=f"choose {', '.join(KINDS)}")
    return frozenset(kinds)


def _check_day(day: str) -> None:
    try:
        date.fromisoformat(day[:10])
    except ValueError as error:
        raise UsageError(f"--published: no day {day!r}", do="write it YYYY-MM-DD") from error

"""`stories`, `show`, `calendar`, `search`: what the store tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING

import click

from secondsource.cli import printed, say, store_option
from secondsource.errors import UsageError

if TYPE_CHECKING:
    from secondsource.model import Article, Story
    from secondsource.store import Store

FORMATS = {  # --as → the output's module
    "text": "text",
    "json": "json",
    "jsonl": "jsonl",
    "html": "html",
    "atom": "atom",
    "ics": "ical",
    "marks": "marks",
    "jsonld": "jsonld",
    "csv": "csv",
}
AROUND = 70  # code points shown on each side of a word that was found
day_type = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="List the stories.")
@click.argument("query", required=False)
@store_option
@click.option(
    "--as",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print them.",
)
def stories(query: str | None, store_path: str, form: str) -> None:
    """List the stories, the latest first; with QUERY, those whose pages hold all its words.

    \b
    Examples:
      secondsource stories
      secondsource stories "harbour fire"
      secondsource stories --as json | jq '.[].headline'
    """
    from secondsource import store

    with store.open(store_path, must_exist=True) as kept:
        if not kept.told():
            say("some pages wait to be told: the last reading was interrupted; run it again")
        found = _matching(kept, query) if query else kept.stories()
        members = [i for story in found for i in story.articles]
        if form == "json":
            from secondsource.outputs import json

            by_id = {article.id: article for article in kept.articles(members)}
            printed([json.dumps([json.summary(story, by_id) for story in found]), "\n"])
            return
        from secondsource.outputs import text

        printed(text.summaries(found, kept.articles(members)))
        if not found:
            say("no stories" + (f" with {query!r}" if query else "; read some pages first"))


def _matching(kept: Store, query: str) -> list[Story]:
    hits = kept.search(query, limit=1000)
    ids = dict.fromkeys(hit.story for hit in hits if hit.story)
    return [story for i in ids if (story := kept.story(i))]


@click.command(short_help="Show one story or article whole.")
@click.argument("id_", metavar="ID")
@store_option
@click.option(
    "--as",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to print it.",
)
def show(id_: str, store_path: str, form: str) -> None:
    """Show one story, or one article with its marks.

    ID is the id of a story or an article, or any beginning of it that no other shares.

    \b
    Examples:
      secondsource show 3f2a
      secondsource show 3f2a --as json
      secondsource show 3f2a --as ics > talks.ics
      secondsource show 9bd1 --as marks        an article's marks, one a line
    """
    from secondsource import store

    with store.open(store_path, must_exist=True) as kept:
        kind, whole_id = _one(kept, id_)
        if kind == "article":
            _show_article(kept, whole_id, form)
            return
        story = kept.story(whole_id)
        if story is None:
            raise UsageError(f"no story {whole_id}", do="secondsource stories lists them")
        for ruling in kept.rulings_on(story.articles):
            say(f"by hand: {ruling.kind} {ruling.number}; secondsource story list tells of it")
        output = import_module(f"secondsource.outputs.{FORMATS[form]}")
        if form == "json":
            by_id = {article.id: article for article in kept.articles(story.articles)}
            printed([output.dumps(output.story(story, by_id)), "\n"])
        else:
            printed(output.render([story], list(kept.articles(story.articles))))


def _one(kept: Store, prefix: str) -> tuple[str, str]:
    """The kind and id a prefix means; several candidates are listed in the error."""
    found = kept.find(prefix.strip().lower())
    if not found:
        raise UsageError(
            f"no story or article begins with {prefix!r}", do="secondsource stories lists them"
        )
    # A lone article gives its story the same letters to begin with only by chance, but the ids of
    # a story and of its first article may be one: then the story is meant.
    if len({i for _, i, _ in found}) > 1:
        lines = "\n".join(f"  {kind:8}{i}  {label[:70]}" for kind, i, label in found)
        raise UsageError(f"{prefix!r} begins several ids:\n{lines}\ngive more of it")
    return found[0][0], found[0][1]


def _show_article(kept: Store, article_id: str, form: str) -> None:
    article = next(iter(kept.articles([article_id])), None)
    if article is None:
        raise UsageError(f"no article {article_id}")
    if form == "json":
        from secondsource.outputs import json

        printed([json.dumps(json.annotation(article)), "\n"])
    elif form == "text":
        from secondsource.outputs import text

        printed(text.article(article))
    elif form == "marks":
        from secondsource.outputs import marks

        printed(marks.article(article))
    else:
        raise UsageError(
            f"an article has no form {form!r}",
            do=f"choose {', '.join(('text', 'json', 'marks'))}, or show its story "
            f"{kept.story_of(article_id) or ''}".rstrip(),
        )


@click.command(short_help="The dated events of all stories, by day.")
@store_option
@click.option(
    "--as",
    "form",
    type=click.Choice(["text", "ics", "json"]),
    default="text",
    show_default=True,
    help="How to print them.",
)
@click.option("--from", "since", type=day_type, metavar="DAY", help="First day, YYYY-MM-DD.")
@click.option("--to", "until", type=day_type, metavar="DAY", help="Last day, YYYY-MM-DD.")
def calendar(store_path: str, form: str, since: datetime | None, until: datetime | None) -> None:
    """Print the dated events of all stories, by day; all of them unless bounded.

    Days that were refused (a slip, a day that cannot be) are not in it; `show` explains them.

    \b
    Examples:
      secondsource calendar
      secondsource calendar --from 2022-01-01 --to 2022-01-31
      secondsource calendar --as ics > events.ics
    """
    from secondsource import store

    first, last = _day(since), _day(until)
    if first and last and first > last:
        raise UsageError(f"--from {first} is after --to {last}", do="swap them")
    with store.open(store_path, must_exist=True) as kept:
        told = kept.stories()
        if form == "ics":
            from secondsource.outputs import ical

            members = _members(told)
            printed(ical.render(told, kept.articles(members), since=first, until=last))
            return
        from secondsource.outputs import json, text

        dated = json.calendar(told, since=first, until=last)
        if form == "json":
            printed([json.dumps(dated), "\n"])
        else:
            printed(text.calendar(dated))
            if not dated:
                say("no dated events" + (" in these days" if first or last else ""))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _members(stories: Iterable[Story]) -> list[str]:
    return [i for story in stories if story.events for i in story.articles]


@click.command(short_help="Find pages by their words.")
@click.argument("words", nargs=-1, required=True)
@store_option
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="N",
    help="Most pages to print.",
)
def search(words: tuple[str, ...], store_path: str, limit: int) -> None:
    """Find the pages that hold all of WORDS, best first, each with its story.

    Words match in any form ("talks" finds "talk"). Put a phrase in quotation marks; end a word
    with * to find all that begin so. Nothing else is special.

    \b
    Examples:
      secondsource search harbour fire
      secondsource search '"deputy minister" resign*'
    """
    from secondsource import store

    query = " ".join(words)
    with store.open(store_path, must_exist=True) as kept:
        hits = kept.search(query, limit=limit)
        story_of = {hit.article: hit.story for hit in hits}
        for article in kept.articles([hit.article for hit in hits]):
            printed(_hit(article, story_of[article.id], query))
        if not hits:
            say(f"no page holds {query!r}")


def _hit(article: Article, story: str, query: str) -> Iterator[str]:
    from secondsource.outputs import json

    day = article.published.value if article.published else "no day"
    yield f"{json.title(article)}  [{article.id[:8]}]\n"
    yield f"  {day} · {article.outlet or article.ref} · story {story[:8] or '(not told yet)'}\n"
    yield f"  {_passage(article.text, query)}\n\n"


def _passage(text: str, query: str) -> str:
    """The words around the first of the query's words that stands in the text, on one line."""
    for word in re.findall(r"\w+", query):
        # "talks" was found by "talk": try the word, then shorter and shorter beginnings of it.
        for length in range(len(word), max(2, len(word) - 4), -1):
            if found := re.search(rf"\b{re.escape(word[:length])}", text, re.IGNORECASE):
                start = max(0, found.start() - AROUND)
                shown = " ".join(text[start : found.end() + AROUND].split())
                return f"…{shown}…" if start else f"{shown}…"
    return " ".join(text[: 2 * AROUND].split())

"""`story merge`, `split`, `undo`, `list`: what the clustering got wrong, put right by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from secondsource.cli import printed, say, store_option
from secondsource.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secondsource.model import Ruling, Story
    from secondsource.store import Store


@click.group(short_help="Merge or split stories by hand; undoable.")
def story() -> None:
    """Merge or split stories by hand.

    What is decided here is kept when the same pages or more are read, until it is undone. Pages
    that come later go to the side they are more like. Ids that vanish lead on to where most of
    their pages went.

    \b
    Examples:
      secondsource story merge 3f2a 9bd1
      secondsource story split 3f2a 77c0 81de
      secondsource story undo
    """


@story.command()
@click.argument("ids", nargs=-1, required=True, metavar="STORY STORY...")
@store_option
def merge(ids: tuple[str, ...], store_path: str) -> None:
    """Make several stories one.

    STORY is the id of a story or any beginning of it that no other shares.

    \b
    Examples:
      secondsource story merge 3f2a 9bd1
    """
    from secondsource import store

    with store.open(store_path, must_exist=True) as kept:
        found = {one.id: one for one in (_story(kept, prefix) for prefix in ids)}
        if len(found) < 2:
            raise UsageError("these are one story already", do="name two or more")
        kept.rule("merge", sorted(i for one in found.values() for i in one.articles))
        _tell(kept, found)


@story.command()
@click.argument("id_", metavar="STORY")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@store_option
def split(id_: str, articles: tuple[str, ...], store_path: str) -> None:
    """Take articles out of a story, as a story of their own.

    \b
    Examples:
      secondsource show 3f2a               lists its articles with their ids
      secondsource story split 3f2a 77c0 81de
    """
    from secondsource import store

    with store.open(store_path, must_exist=True) as kept:
        whole = _story(kept, id_)
        out = sorted({_article(kept, whole, prefix) for prefix in articles})
        rest = [one for one in whole.articles if one not in out]
        if not rest:
            raise UsageError("these are all its articles", do="leave at least one in the story")
        kept.rule("split", out, rest)
        _tell(kept, whole.articles)


@story.command()
@click.argument("number", type=int, required=False)
@store_option
def undo(number: int | None, store_path: str) -> None:
    """Take back the last merge or split, or the one of a NUMBER that `list` shows."""
    from secondsource import store

    with store.open(store_path, must_exist=True) as kept:
        undone = kept.unrule(number)
        if undone is None:
            what = f"no merge or split has the number {number}" if number else "nothing to undo"
            raise UsageError(what, do="secondsource story list shows what was decided")
        _tell(kept, (*undone.articles, *undone.others))
        say(f"undone: {_described(kept, undone)}")


@story.command(name="list")
@store_option
def list_(store_path: str) -> None:
    """List the merges and splits in force, in the order they were made."""
    from secondsource import store

    with store.open(store_path, must_exist=True) as kept:
        rulings = kept.rulings()
        printed(f"{one.number}  {_described(kept, one)}\n" for one in rulings)
        if not rulings:
            say("no merges or splits")


def _described(kept: Store, ruling: Ruling) -> str:
    """The ruling in words: "merge of 5 articles, now in 3f2a8c11 Ferry stopped"."""
    ids = dict.fromkeys(i for one in ruling.articles if (i := kept.story_of(one)))
    stories = [told for i in ids if (told := kept.story(i))]
    where = "; ".join(f"{told.id[:8]} {told.headline[:60]}" for told in stories)
    number = len(ruling.articles)
    return f"{ruling.kind} of {number} article{'s' * (number != 1)}, now in {where or 'no story'}"


def _story(kept: Store, prefix: str) -> Story:
    found = {i for kind, i, _ in kept.find(prefix) if kind == "story"}
    told = {one.id: one for i in found if (one := kept.story(i))}
    if len(told) == 1:
        return next(iter(told.values()))
    if not told:
        raise UsageError(f"no story begins with {prefix!r}", do="secondsource stories lists them")
    raise UsageError(f"{prefix!r} begins several stories", do="give more of the id")


def _article(kept: Store, whole: Story, prefix: str) -> str:
    found = [one for one in whole.articles if one.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    many = f"{prefix!r} begins several articles of this story"
    raise UsageError(
        many if found else f"the story has no article {prefix!r}",
        do=f"secondsource show {whole.id[:8]} lists them",
    )


def _tell(kept: Store, touched: Iterable[str]) -> None:
    """Tells what changed and prints the stories that hold these articles, or had these ids."""
    from secondsource.cli.intake import tell
    from secondsource.outputs import text

    tell(kept)
    ids = dict.fromkeys(kept.story_of(one) or one for one in touched)
    told = {one.id: one for i in ids if (one := kept.story(i))}
    members = [i for one in told.values() for i in one.articles]
    printed(text.summaries(list(told.values()), kept.articles(members)))

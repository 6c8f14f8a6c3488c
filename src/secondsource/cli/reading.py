"""`read` and `demo`: a heap into a store."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from secondsource.cli import NOTHING_READ, described, printed, say, store_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from secondsource.cli.intake import Taken
    from secondsource.store import Store

MAX_FAULTS_SHOWN = 20
MAX_STORIES_SHOWN = 20
DEMO_PORT = 8765


@click.command(short_help="Read pages, feeds, tables and crawls into the store.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@store_option
@click.option(
    "--workers",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Processes to use; 0 is one a core for a large heap.",
)
@click.pass_context
def read(context: click.Context, paths: tuple[str, ...], store_path: str, workers: int) -> None:
    """Read a heap of news into the store and print its stories.

    PATH is a folder, a file, or - for standard input. Read are .html, .txt, .md and .mhtml pages,
    .jsonl and .csv tables, RSS, Atom and JSON feeds, .warc and .wet crawls, each also as .gz, and
    .zip or .tar.gz of these. What a file holds is told by its bytes first, then by its name.

    Reading the same heap again changes nothing. What cannot be read is listed, with the reason,
    and its neighbours are still read. An interrupted reading goes on where it stopped.

    \b
    Examples:
      secondsource read ~/pages
      secondsource read crawl.warc.gz feed.xml --store desk.db
      zcat articles.jsonl.gz | secondsource read -
    """
    from secondsource import store
    from secondsource.cli.intake import take

    existed = os.path.exists(store_path)
    with store.open(store_path) as kept:
        with progress() as on_progress:
            try:
                taken = take(kept, paths, workers=workers, on_progress=on_progress)
            except KeyboardInterrupt:
                say("what was committed is kept, and the same command goes on from there")
                raise
        if taken.pages:
            report(taken, kept)
    if not taken.pages:
        if not existed:
            os.remove(store_path)  # made a moment ago, for nothing
        list_faults(taken)
        say("nothing could be read")
        context.exit(NOTHING_READ)


@click.command(short_help="A bundled sample heap: told, then shown in the browser.")
@click.option("--open", "open_browser", is_flag=True, help="Open the reader in your browser.")
@click.option("--no-serve", is_flag=True, help="Print the stories and end; for scripts.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEMO_PORT,
    show_default=True,
    help="Port of the reader; 0 takes any free one.",
)
def demo(open_browser: bool, no_serve: bool, port: int) -> None:
    """Read the bundled sample heap and show what secondsource makes of it.

    The heap is a few dozen invented pages: copies whole and cut, a feed relay, unnamed officials,
    a moved meeting, a rising toll. They go into a temporary store that is removed at the end.

    \b
    Examples:
      secondsource demo                    prints the stories, then serves the reader
      secondsource demo --open             the same, and opens your browser
      secondsource demo --no-serve         prints the stories and ends
    """
    import tempfile
    from importlib.resources import as_file, files
    from pathlib import Path

    from secondsource import store
    from secondsource.cli.intake import take

    with (
        tempfile.TemporaryDirectory(prefix="secondsource-") as folder,
        as_file(files("secondsource").joinpath("demo/heap")) as heap,
    ):
        path = str(Path(folder) / "demo.db")
        with store.open(path) as kept:
            with progress() as on_progress:
                taken = take(kept, [str(heap)], on_progress=on_progress)
            report(taken, kept)
        if not no_serve:
            from secondsource import web

            sys.stdout.flush()
            with contextlib.suppress(KeyboardInterrupt):  # the way to end it
                web.serve(path, port=port, open_browser=open_browser)


@contextlib.contextmanager
def progress() -> Iterator[Callable[[Taken], None] | None]:
    """A line that counts pages, on standard error where that is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda taken: bar.update(
            task, description=f"{taken.stage}: {taken.pages:,} pages, {taken.new:,} new"
        )


def report(taken: Taken, kept: Store) -> None:
    """The stories on standard output; what was read and what was not on standard error."""
    from secondsource.outputs import text

    stories = kept.stories()
    shown = stories[:MAX_STORIES_SHOWN]
    members = [i for story in shown for i in story.articles]
    printed(text.summaries(shown, kept.articles(members)))
    if len(stories) > len(shown):
        say(f"and {len(stories) - len(shown):,} more stories: secondsource stories")
    list_faults(taken)
    parts = [f"{many(taken.pages, 'page')} read", f"{taken.new:,} new"]
    if taken.revised:
        parts.append(f"{taken.revised:,} revised")
    if taken.again:
        parts.append(f"{taken.again:,} annotated again by newer rules")
    parts.append(many(len(taken.faults), "fault"))
    parts.append(f"{many(len(stories), 'story', 'stories')} in {kept.path}")
    say(", ".join(parts))


def list_faults(taken: Taken) -> None:
    """What could not be read, on standard error."""
    for fault in taken.faults[:MAX_FAULTS_SHOWN]:
        say(f"fault: {described(fault)}")
    if len(taken.faults) > MAX_FAULTS_SHOWN:
        say(f"and {len(taken.faults) - MAX_FAULTS_SHOWN:,} more faults: secondsource doctor")


def many(number: int, one: str, more: str = "") -> str:
    """ "1 page", "1,204 pages"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"

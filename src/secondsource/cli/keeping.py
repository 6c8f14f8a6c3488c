"""`serve`, `export`, `doctor`: the store as a whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click

from secondsource.cli import described, printed, say, store_option
from secondsource.errors import StoreError, UsageError

SERVE_PORT = 8765
PARTS = {  # module → what it is for; the optional ones and those all rests on
    "msgspec": "records and JSON",
    "click": "the command line",
    "rich": "progress bars",
    "starlette": "the reader",
    "uvicorn": "the reader",
    "jinja2": "the reader's pages",
    "icalendar": "calendars",
    "brotli": "br-packed crawl records (optional)",
}


@click.command(short_help="Serve the reader on this machine.")
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=SERVE_PORT,
    show_default=True,
    help="Port to listen on; 0 takes any free one.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in your browser.")
def serve(store_path: str, host: str, port: int, open_browser: bool) -> None:
    """Serve the reader: stories, articles with their marks, the calendar. Ctrl-C ends it.

    \b
    Examples:
      secondsource serve --open
      secondsource serve --store desk.db --port 9000
    """
    from secondsource import store, web

    with store.open(store_path, must_exist=True):
        pass  # a missing or damaged store is said here, not by the first page that is asked for
    with suppress(KeyboardInterrupt):  # the way to end it
        web.serve(store_path, host=host, port=port, open_browser=open_browser)


@click.command(short_help="Write all stories to a file.")
@store_option
@click.option(
    "--as",
    "form",
    type=click.Choice(["json", "jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="Form of the file.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="File to write; without it, standard output.",
)
def export(store_path: str, form: str, out: str | None) -> None:
    """Write every story, whole, with its findings and links.

    A file appears only when it is complete: an interrupted export leaves the old one as it was.

    \b
    Examples:
      secondsource export --out stories.jsonl
      secondsource export --as csv > stories.csv
    """
    from importlib import import_module

    from secondsource import store

    output = import_module(f"secondsource.outputs.{form}")
    with store.open(store_path, must_exist=True) as kept:
        told = kept.stories()
        members = [i for story in told for i in story.articles]
        pieces = output.render(told, kept.articles(members))
        if out is None:
            printed(pieces)
            return
        _write_whole(out, pieces)
        say(f"{len(told):,} stories written to {out}")


def _write_whole(path: str, pieces: Iterable[str]) -> None:
    """Writes beside the file, flushes to the disk, then takes its name in one step."""
    folder = str(Path(path).absolute().parent)
    if not os.path.isdir(folder):
        raise UsageError("no such folder", origin=folder, do="make it, or write elsewhere")
    try:
        number, part = tempfile.mkstemp(prefix=f".{Path(path).name}.", suffix=".part", dir=folder)
        try:
            with os.fdopen(number, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
            mode = os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o644
            os.chmod(part, mode)
            os.replace(part, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(part)
            raise
    except OSError as error:
        what = f"it cannot be written: {(error.strerror or str(error)).lower()}"
        raise StoreError(what, origin=path, do="nothing was changed; write elsewhere") from error


@click.command(short_help="Check the store and the installation.")
@store_option
@click.pass_context
def doctor(context: click.Context, store_path: str) -> None:
    """Print versions, check the store, list what it holds and what could not be read.

    Exit code 2 when the store is damaged.
    """
    import sqlite3
    from importlib.metadata import PackageNotFoundError, version

    from secondsource import store

    python, sqlite = sys.version.split()[0], sqlite3.sqlite_version
    lines = [f"secondsource {version('secondsource')}, Python {python}, SQLite {sqlite}"]
    for part, purpose in PARTS.items():
        try:
            found = version(part)
        except PackageNotFoundError:
            found = "not installed"
        lines.append(f"  {part:<10} {found:<14} {purpose}")
    printed(line + "\n" for line in lines)
    if not os.path.exists(store_path):
        printed([f"store {store_path}: none yet; secondsource read FOLDER makes it\n"])
        return
    with store.open(store_path, must_exist=True) as kept:
        wrong = kept.problems()
        size = os.path.getsize(store_path) / 1_000_000
        verdict = f"{len(wrong)} problems" if wrong else "whole"
        printed([f"store {store_path}: {verdict}, {size:,.1f} MB, content {kept.content_hash()}\n"])
        printed(f"  {count:>8,} {name}\n" for name, count in kept.counts().items())
        printed(["" if kept.told() else "  stories wait to be told: run secondsource read again\n"])
        printed(f"  problem: {problem}\n" for problem in wrong)
        printed(f"  fault: {described(fault)}\n" for fault in kept.faults())
    if wrong:
        say("the store is damaged; read the heap again into a new one")
        context.exit(2)

"""Parses the call, prints; the verbs are in modules by what they are for."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click

from secondsource.errors import SecondSourceError
from secondsource.model import Fault

DONE, NOTHING_READ, WRONG_CALL = 0, 1, 2
INTERRUPTED = 130  # 128 + SIGINT, as shells say it
VERBS = {  # verb → the module that holds it; imported when it is called
    "demo": "reading",
    "read": "reading",
    "stories": "looking",
    "show": "looking",
    "calendar": "looking",
    "search": "looking",
    "story": "ruling",
    "annotate": "annotating",
    "serve": "keeping",
    "export": "keeping",
    "doctor": "keeping",
}


class _Verbs(click.Group):
    """The verbs in the order of use, each loaded only when it is needed."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        module = import_module(f"secondsource.cli.{VERBS[name]}")
        command = getattr(module, name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(context, arguments)
        except click.UsageError:
            from difflib import get_close_matches

            near = get_close_matches(arguments[0], VERBS, n=1)
            if not near:
                raise
            context.fail(f"No such command '{arguments[0]}'. Did you mean '{near[0]}'?")


@click.group(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 nothing could be read, 2 wrong call.",
)
@click.version_option(package_name="secondsource", message="secondsource %(version)s")
def group() -> None:
    """Does this news have a second source?

    Reads a heap of news pages and tells each story once: what was written and when, who said it
    through whom, who copied whom, and where the accounts agree, differ or changed.

    \b
    Examples:
      secondsource demo                    a sample heap, told and shown
      secondsource read ~/pages            a folder into ./secondsource.db
      secondsource stories                 what it told
      secondsource show 3f2a               one story whole
      secondsource calendar --as ics       the dated events, for your calendar
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs one call and ends the process with its exit code."""
    signal.signal(signal.SIGTERM, _end)
    try:
        code = group.main(arguments, prog_name="secondsource", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else DONE)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_CALL)
    except (click.Abort, KeyboardInterrupt):
        say("stopped")
        sys.exit(INTERRUPTED)
    except SecondSourceError as error:
        say(f"error: {error}")
        sys.exit(WRONG_CALL)
    except OSError as error:
        say(f"error: {error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        sys.exit(WRONG_CALL)
    except Exception as error:  # a defect of ours: said in one line, whole where it is asked for
        if os.environ.get("SECONDSOURCE_DEBUG"):
            raise
        say(f"defect: {type(error).__name__}: {error}")
        say("what was committed is kept; report it with what SECONDSOURCE_DEBUG=1 prints")
        sys.exit(WRONG_CALL)


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def say(message: str) -> None:
    """A line on standard error: all that is no result."""
    click.echo(message, err=True)


def described(fault: Fault) -> str:
    """A fault in one line: where, what, what to do."""
    where = fault.where + (f" at byte {fault.at}" if fault.at else "")
    return f"{where}: {fault.what}" + (f"; {fault.do}" if fault.do else "")


def printed(pieces: Iterable[str]) -> None:
    """Text pieces on standard output, as UTF-8 whatever the locale says."""
    out = sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    try:
        for piece in pieces:
            out.write(piece)
        out.flush()
    except OSError as error:
        # Python would fail again when it flushes standard output at exit, so that gets somewhere
        # to go. A broken pipe only means that the reader of our output (head) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        if isinstance(error, BrokenPipeError):
            raise click.exceptions.Exit(DONE) from None
        raise


store_option = click.option(
    "--store",
    "store_path",
    metavar="FILE",
    envvar="SECONDSOURCE_STORE",
    default="secondsource.db",
    show_default="$SECONDSOURCE_STORE, else ./secondsource.db",
    help="The file that keeps pages, articles and stories.",
)

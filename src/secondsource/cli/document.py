"""The page of the docs with every verb's help; `python -m secondsource.cli.document` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from secondsource.cli import VERBS, group

PAGE = Path(__file__).parents[3] / "docs" / "cli.md"
WIDTH = 100
HEAD = """# The command line

This page is made from `--help`; a test keeps the two the same.
Results go to standard output, everything else to standard error.
Progress is shown on a terminal only.
The store is `--store FILE`, else `$SECONDSOURCE_STORE`, else `./secondsource.db`.

Exit codes: 0 done (what could not be read is counted and listed), 1 nothing could be read,
2 wrong call or a store that cannot be used, 130 interrupted.
"""


def document() -> str:
    """The page, whole."""
    return "".join(_pieces())


def _pieces() -> Iterator[str]:
    yield HEAD
    settings = {**group.context_settings, "terminal_width": WIDTH}
    top = click.Context(group, info_name="secondsource", **settings)
    yield _section(top)
    for verb in VERBS:
        command = group.get_command(top, verb)
        context = click.Context(command, info_name=verb, parent=top, **settings)  # type: ignore[arg-type]
        yield _section(context)
        if isinstance(command, click.Group):
            for name, below in sorted(command.commands.items()):
                yield _section(click.Context(below, info_name=name, parent=context, **settings))


def _section(of: click.Context) -> str:
    name = of.command_path.removeprefix("secondsource ")
    return f"\n## {name}\n\n```\n{of.command.get_help(of)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(document(), "utf-8")

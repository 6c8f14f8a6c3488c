"""The documents hold: links lead somewhere, calls are accepted, nothing is left out."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner

from secondsource.cli import VERBS, group
from secondsource.model import AnyMark, Verdict
from secondsource.outputs import outputs

ROOT = Path(__file__).parent.parent
HEAP = "src/secondsource/demo/heap"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TOLD = [ROOT / "README.md", ROOT / "docs" / "start.md", ROOT / "docs" / "rules.md"]
STAYING = ("demo", "serve")  # they go on until stopped: their calls are read, not run
LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
RULES = ROOT / "src" / "secondsource" / "rules"


def written(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def anchors(page: Path) -> set[str]:
    """The places of a page a link may name, as Markdown viewers make them from headings."""
    headings = re.findall(r"^#+ +(.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" in target:
            continue
        path, _, place = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{target}: no such file"
        if place:
            assert place in anchors(there), f"{target}: no such heading"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_told(verb: str) -> None:
    assert f"\n## {verb}\n" in written("cli.md")


@pytest.mark.parametrize("suffix", outputs())
def test_every_output_is_told(suffix: str) -> None:
    assert f"| `{suffix}` |" in written("outputs.md")


@pytest.mark.parametrize("kind", [kind.__name__.lower() for kind in get_args(AnyMark)])
def test_every_mark_is_told(kind: str) -> None:
    assert f"| `{kind}` |" in written("concepts.md")


@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_every_verdict_is_told(verdict: str) -> None:
    assert f"| `{verdict}` |" in written("concepts.md")


def test_rule_files_and_their_table_agree() -> None:
    there = {str(path.relative_to(RULES)) for path in RULES.rglob("*.*") if path.suffix != ".pyc"}
    told = set(re.findall(r"^\| `([^`]+)` \|", written("rules.md"), re.MULTILINE))
    assert there - told == set(), "rule files without a line in docs/rules.md"
    assert told - there == set(), "lines in docs/rules.md without a rule file"


# ------------------------------------------------------------------ calls


def calls(page: Path) -> list[str]:
    """The calls of ./secondsource in the console blocks of a page."""
    blocks = re.findall(
        r"^```console\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in lines if "./secondsource" in line]


def taken_apart(call: str, story: str) -> tuple[list[str], str]:
    """The arguments of a call with its placeholders filled in, and what is piped into it."""
    words = shlex.split(call, comments=True)
    fed = ""
    if "|" in words:
        bar = words.index("|")
        assert words[0] == "echo", f"{call}: only echo is piped"
        fed, words = " ".join(words[1:bar]) + "\n", words[bar + 1 :]
    if ">" in words:
        words = words[: words.index(">")]
    assert words[0] == "./secondsource"
    known = {"FOLDER": HEAP, "ID": story}
    return [known.get(word, word) for word in words[1:]], fed


@pytest.mark.parametrize("page", TOLD, ids=lambda p: p.name)
def test_calls_are_accepted(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECONDSOURCE_STORE", str(tmp_path / "s.db"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "src").symlink_to(ROOT / "src")
    runner = CliRunner()
    first = runner.invoke(group, ["read", HEAP])
    assert first.exit_code == 0, first.output
    story = re.findall(r"\[([0-9a-f]{8})\]", first.output)[0]
    for call in calls(page):
        arguments, fed = taken_apart(call, story)
        if arguments[0] in STAYING:
            # Without its parent's settings a command would remember another help option.
            parent = click.Context(group, info_name="secondsource", **group.context_settings)
            command = group.get_command(parent, arguments[0])
            assert command is not None
            command.make_context(arguments[0], arguments[1:], parent=parent)
            continue
        result = runner.invoke(group, arguments, input=fed or None)
        assert result.exit_code == 0, f"{call}\n{result.output[-500:]}{result.exception}"
        assert result.output.strip() or "--out" in arguments, f"{call}: says nothing"

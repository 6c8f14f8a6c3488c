"""What the README shows is what the program prints."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def block(command: str) -> list[str]:
    """The lines shown under a command, without those left out."""
    (shown,) = re.findall(rf"```console\n\$ {re.escape(command)}\n(.*?)```", README, re.DOTALL)
    return [line for line in shown.splitlines() if line.strip() not in ("", "…")]


def test_demo_prints_what_is_shown() -> None:
    call = [sys.executable, "-m", "secondsource", "demo", "--no-serve"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    *lines, address = block("./secondsource demo")
    assert address.startswith("http://127.0.0.1:")
    printed = done.stdout.splitlines()
    assert [line for line in lines if line not in printed] == []


def test_check_has_the_steps_shown() -> None:
    steps = re.findall(r'^    "([\w-]+)": \["-m"', (ROOT / "dev").read_text("utf-8"), re.MULTILINE)
    assert [f"== {step}" for step in steps] == block("./dev check")[:-1]


def test_every_figure_names_its_command() -> None:
    (table,) = re.findall(r"\| task \|.*?\n\n", README, re.DOTALL)
    rows = table.strip().splitlines()[2:]
    assert rows
    assert all(re.search(r"`\./dev bench \w+", row) for row in rows)

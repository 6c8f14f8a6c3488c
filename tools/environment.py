"""The private environment of this checkout: made on first use, brought up to date when needed.

Works with any Python 3.11 or newer. Debian's may lack `ensurepip`; the machine's own pip then
installs into the environment, which is never marked as externally managed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
STAMP = HOME / "secondsource.json"


def ensure(*extras: str) -> Path:
    """The environment's Python, after installing this checkout with the extras named."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before any requirement is checked
        sys.exit(f"secondsource needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    HOME.mkdir(exist_ok=True)
    with (HOME / ".lock").open("w") as lock:  # two first uses at once: one installs, one waits
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = {"source": _fingerprint(), "extras": sorted({*extras, *_installed_extras()})}
        if _stamp() != wanted:
            _install(wanted["extras"])
            STAMP.write_text(json.dumps(wanted))
    return PYTHON


def run(python: Path, arguments: list[str]) -> None:
    """Become the given Python command; does not return."""
    os.chdir(os.environ.get("PWD", "."))
    os.execv(python, [str(python), *arguments])


def _fingerprint() -> str:
    version = ".".join(map(str, sys.version_info[:2]))
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + version.encode()).hexdigest()


def _stamp() -> dict[str, object]:
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def _installed_extras() -> list[str]:
    return list(_stamp().get("extras", []))


def _install(extras: list[str]) -> None:
    print("Setting up secondsource's own environment in .venv (once, about a minute) …",
          file=sys.stderr, flush=True)  # fmt: skip
    venv.EnvBuilder(with_pip=False, clear=False, symlinks=True, upgrade=PYTHON.exists()).create(
        HOME
    )
    target = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    command = [*_pip(), "install", "--quiet", "--disable-pip-version-check", "--editable", target]
    if subprocess.run(command, stdout=sys.stderr).returncode:
        sys.exit("Setting up failed; the lines above are pip's. Nothing else was changed.")


def _pip() -> list[str]:
    """A pip that installs into the environment: its own, or else the machine's."""
    if subprocess.run([PYTHON, "-m", "ensurepip", "--default-pip"], capture_output=True).returncode:
        if subprocess.run(
            [sys.executable, "-m", "pip", "--version"], capture_output=True
        ).returncode:
            sys.exit(
                "No pip and no ensurepip on this machine. On Debian: apt-get install python3-pip"
            )
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    return [str(PYTHON), "-m", "pip"]

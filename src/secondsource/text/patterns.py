"""Rule files → matches; the only rule engine."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from secondsource.errors import RuleError


@cache
def rules(path: str) -> dict[str, Any]:
    """The contents of a shipped rule file, by its path below `rules/`: "en/times.toml"."""
    file = files("secondsource").joinpath("rules", path)
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise RuleError("no such rule file", origin=path) from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"not TOML: {error}", origin=path) from error

"""The gold gate: quality on our own gold must not fall below `bench/floors.json`.

`--update` raises floors to what is measured; lowering one takes `--allow-regression REASON`.
Floors are pinned to the gold they were measured on by its SHA-256.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from typing import Any

from bench import demo, events, quotes
from bench.sets import ROOT

FLOORS = ROOT / "bench" / "floors.json"
GOLD = ROOT / "gold"
SLACK = 1e-9


def measured() -> dict[str, float]:
    """Every gated figure by name, 0..1, higher is better."""
    found = demo.figures()
    for part in ("tune", "held"):
        judged = quotes.chains(part)
        for name in ("content", "speaker", "chain", "repaired"):
            found[f"chains.{part}.{name}"] = round(judged.share(name), 4)
        found[f"chains.{part}.channel_apart"] = 1 - round(judged.share("taken"), 4)
    for part in events.PARTS:
        asked, whole = events.told(part)
        counted = events.figures(asked)
        found[f"origins.{part}.not_false"] = 1 - counted["false second source"]
        found[f"origins.{part}.not_missed"] = 1 - counted["missed second source"]
        found[f"origins.{part}.exact"] = counted["exact low and high"]
        if any(one.gold for one in whole):
            over = events.wholes(whole)
            found[f"origins.{part}.whole.not_false"] = 1 - over["false"]
            found[f"origins.{part}.whole.not_missed"] = 1 - over["missed"]
    return {name: round(value, 4) for name, value in found.items()}


def fingerprint() -> dict[str, str | int]:
    """SHA-256 over the names and contents of all gold files, and their size in bytes."""
    state, size = hashlib.sha256(), 0
    for path in sorted(GOLD.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            size += len(content)
            state.update(f"{path.relative_to(GOLD)}\0{len(content)}\0".encode() + content)
    return {"sha256": state.hexdigest(), "bytes": size}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev gate", description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise floors to what is measured")
    parser.add_argument(
        "--allow-regression", metavar="REASON", help="lower floors too, and say why"
    )
    options = parser.parse_args(arguments)
    known: dict[str, Any] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {"floors": {}}
    floors: dict[str, float] = known["floors"]
    now = measured()
    fallen = [name for name, floor in floors.items() if now.get(name, 0.0) < floor - SLACK]
    for name in sorted({*now, *floors}):
        mark = "FELL" if name in fallen else "    "
        print(f"{mark} {name:<29} {now.get(name, 0.0):.4f}  floor {floors.get(name, 0.0):.4f}")
    if options.update or options.allow_regression:
        if fallen and not options.allow_regression:
            print("a floor would fall; say why with --allow-regression REASON", file=sys.stderr)
            return 1
        kept = (
            now
            if options.allow_regression
            else {n: max(v, floors.get(n, 0)) for n, v in now.items()}
        )
        known |= {"gold": fingerprint(), "floors": dict(sorted(kept.items()))}
        if options.allow_regression:
            known["regression"] = options.allow_regression  # kept by later updates
        FLOORS.write_text(json.dumps(known, indent=2) + "\n")
        return 0
    if known.get("gold") != fingerprint():
        print(
            "the gold has changed: look at the figures, then ./dev gate --update", file=sys.stderr
        )
        return 1
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

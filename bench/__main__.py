"""`./dev bench [TASK]`: one task, or all of them one after the other."""

from __future__ import annotations

import importlib
import sys

TASKS = (
    "demo",
    "reading",
    "dating",
    "times",
    "names",
    "quotes",
    "stories",
    "events",
    "seeds",
    "speed",
)

LONG = (
    "casualties",
    "hostile",
    "order",
    "reliability.broken",
    "scale",
)  # run when named, not with the others


def main(arguments: list[str]) -> int:
    chosen, rest = (arguments[:1], arguments[1:]) if arguments else (list(TASKS), [])
    for task in chosen:
        if task not in (*TASKS, *LONG):
            print(f"no such task: {task}; one of {', '.join((*TASKS, *LONG))}", file=sys.stderr)
            return 2
        print(f"== {task}", flush=True)
        status = importlib.import_module(f"bench.{task}").main(rest)
        if status:
            return int(status)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

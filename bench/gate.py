"""The gold gate: quality on our own gold must not fall below `bench/floors.json`."""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

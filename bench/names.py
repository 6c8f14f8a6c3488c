"""Exact PER+ORG+LOC F1 on `names_ewt_dev`, through `names.mark`; nothing is trained on it.

Each sentence is an article of its own, its tokens joined by spaces. The tune part may be looked
at, the held part not. `errors N` prints N differences of the tune part.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from bench.sets import held_out, rows
from secondsource.marks import names
from secondsource.model import Article, digest

Entity = tuple[int, int, str]
SHORT = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def gold(words: list[str], tags: list[str]) -> set[Entity]:
    """Spans in the joined text."""
    found: set[Entity] = set()
    at = 0
    start = kind = None
    for word, tag in zip(words, tags, strict=True):
        if start is not None and tag != f"I-{kind}":
            found.add((start, at - 1, str(kind)))
            start = None
        if tag[0] == "B":
            start, kind = at, tag[2:]
        at += len(word) + 1
    if start is not None:
        found.add((start, at - 1, str(kind)))
    return {entity for entity in found if entity[2] in SHORT.values()}


def ours(text: str) -> set[Entity]:
    name = digest(text)
    article = Article(id=name, page=name, origin="-", ref="-", text=text, language="en")
    return {(m.span.start, m.span.end, SHORT[m.type]) for m in names.mark(article)}


def line(label: str, count: Counter[str], kind: str = "") -> str:
    right, given, wanted = (count[f"{what}{kind}"] for what in ("right", "given", "wanted"))
    precision, recall = right / (given or 1), right / (wanted or 1)
    f1 = 2 * right / ((given + wanted) or 1)
    return (
        f"{label:<12} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({wanted} names)"
    )


def main(arguments: list[str]) -> int:
    name = "names_wikigold" if "wikigold" in arguments else "names_ewt_dev"
    wanted = int(arguments[arguments.index("errors") + 1]) if "errors" in arguments else 0
    parts: dict[str, Counter[str]] = {"tune": Counter(), "held": Counter()}
    seconds, count = 0.0, 0
    for row in rows(name):
        text = " ".join(row["words"])
        right = gold(row["words"], row["tags"])
        before = time.process_time()
        found = ours(text)
        seconds += time.process_time() - before
        count += len(row["words"])
        part = "held" if held_out(text) else "tune"
        for kind in ("", "PER", "ORG", "LOC"):
            a = {e for e in found if e[2] == kind or not kind}
            b = {e for e in right if e[2] == kind or not kind}
            parts[part][f"right{kind}"] += len(a & b)
            parts[part][f"given{kind}"] += len(a)
            parts[part][f"wanted{kind}"] += len(b)
        if wanted > 0 and part == "tune" and found != right:
            wanted -= 1
            missed = [f"-{kind} {text[s:e]}" for s, e, kind in sorted(right - found)]
            extra = [f"+{kind} {text[s:e]}" for s, e, kind in sorted(found - right)]
            print(f"{'; '.join(missed + extra)}\n    {text[:150]}")
    for kind in ("PER", "ORG", "LOC"):
        print(line(f"tune {kind}", parts["tune"], kind))
    print(line("tune", parts["tune"]))
    print(line("held", parts["held"]))
    print(line("all", parts["tune"] + parts["held"]))
    print(f"{1000 * seconds * 780 / count:.1f} ms per 780 words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Time expressions against two public sets: spans, types, values (TempEval-3 metrics), and cost."""

from __future__ import annotations

import re
import statistics
import sys
import time as clock
from collections import Counter
from typing import Any

from bench.sets import held_out, rows
from secondsource.marks import times
from secondsource.model import Article, Dating, Time, digest, with_marks
from secondsource.text import when

SETS = ("times_timebank_aquaint", "times_wikiwars")
WORDS = 780  # of the articles the cost is measured on
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def article(row: dict[str, Any]) -> Article:
    published = when.parse(row["dct"][:10]) if row["dct"] else None
    return Article(
        id=digest(row["id"]),
        page=row["id"],
        origin=row["id"],
        ref=row["id"],
        text=row["text"],
        language="en",
        published=Dating(published, row["dct"][:10], 1.0, "declared") if published else None,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def found(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The marks of one row, in the shape of the gold."""
    marked = article(row)
    marked = with_marks(marked, times.mark(marked))
    values = when.values(marked)
    return [
        {
            "start": t.span.start,
            "end": t.span.end,
            "type": t.type,
            "value": values[t.span],
            "by": t.by,
            "expr": t.expr,
        }
        for t in marked.marks
        if isinstance(t, Time)
    ]


def matched(
    row: dict[str, Any], marks: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Gold and found, one to one: equal spans first, then overlapping ones from the left."""
    text = row["text"]
    spans = {id(m): _trimmed(text, m["start"], m["end"]) for m in (*row["timex"], *marks)}
    pairs, used = [], set()
    for same in (True, False):
        for gold in row["timex"]:
            if id(gold) in used:
                continue
            for mark in marks:
                a, b = spans[id(gold)], spans[id(mark)]
                fits = a == b if same else a[0] < b[1] and b[0] < a[1]
                if id(mark) not in used and fits:
                    used |= {id(gold), id(mark)}
                    pairs.append((gold, mark))
                    break
    return pairs


def counts(row: dict[str, Any]) -> Counter[str]:
    marks = found(row)
    pairs = matched(row, marks)
    text = row["text"]
    total = Counter({"gold": len(row["timex"]), "found": len(marks), "relaxed": len(pairs)})
    total["days"] = sum(bool(_DAY.fullmatch(g["value"] or "")) for g in row["timex"])
    for gold, mark in pairs:
        same = _trimmed(text, gold["start"], gold["end"]) == _trimmed(
            text, mark["start"], mark["end"]
        )
        right = gold["value"] == mark["value"]
        total["strict"] += same
        total["type"] += gold["type"] == mark["type"]
        total["value"] += right
        total["right days"] += right and bool(_DAY.fullmatch(gold["value"] or ""))
    return total


def _f1(total: Counter[str], what: str) -> float:
    return 200 * total[what] / max(1, total["gold"] + total["found"])


def report(name: str) -> None:
    parts: dict[str, Counter[str]] = {"tune": Counter(), "held": Counter()}
    for row in rows(name):
        parts["held" if held_out(row["id"]) else "tune"].update(counts(row))
    parts["all"] = parts["tune"] + parts["held"]
    for part, total in parts.items():
        figures = "  ".join(
            f"{what} {_f1(total, what):.1f}" for what in ("strict", "relaxed", "type", "value")
        )
        days = 100 * total["right days"] / max(1, total["days"])
        print(
            f"{name} {part}: {figures}  days right {days:.1f}%"
            f"  ({total['gold']} gold, {total['found']} found)"
        )


def cost() -> float:
    """Word-scans: time of the marker over that of re.findall(r"\\w+"), interleaved; the median."""
    texts = []
    for row in rows("times_timebank_aquaint"):
        words = list(re.finditer(r"\w+", row["text"]))
        if len(words) >= WORDS:
            texts.append(
                Article(
                    id="",
                    page="",
                    origin="",
                    ref="",
                    language="en",
                    text=row["text"][: words[WORDS - 1].end()],
                )
            )
    ratios = []
    for plain in texts[:40]:
        for _ in range(3):
            a = clock.perf_counter()
            re.findall(r"\w+", plain.text)
            b = clock.perf_counter()
            list(times.mark(plain))
            c = clock.perf_counter()
            ratios.append((c - b) / (b - a))
    return statistics.median(ratios)


def main(arguments: list[str]) -> int:
    for name in SETS:
        report(name)
    print(f"cost: {cost():.1f} word-scans, median, articles of {WORDS} words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

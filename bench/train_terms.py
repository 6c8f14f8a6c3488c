"""Writes `rules/en/terms.toml`: in how many of a fixed set of documents each word stands.

The documents are the gold texts of WCXB and the sentences of wikigold, twelve to a document; both
are CC BY 4.0. Document frequencies must not come from the heap: a story would then depend on all
others.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.sets import ROOT, rows
from secondsource.text.alike import spelling
from secondsource.text.words import WORD

LEAST = 2  # documents a word must stand in to be listed
SENTENCES = 12  # of wikigold to a document
TARGET = ROOT / "src" / "secondsource" / "rules" / "en" / "terms.toml"
HEAD = """\
# In how many of `documents` English documents a word stands (words of one document are not listed).
# Written by bench/train_terms.py from the gold texts of WCXB (CC BY 4.0, its authors) and from
# wikigold (CC BY 4.0, Balasuriya et al. 2009); counts only, no text.
"""


def documents() -> Iterator[str]:
    for row in rows("pages_wcxb_dev"):
        yield row["text"]
    sentences = [" ".join(row["words"]) for row in rows("names_wikigold")]
    for start in range(0, len(sentences), SENTENCES):
        yield "\n".join(sentences[start : start + SENTENCES])


def main(arguments: list[str]) -> int:
    seen: Counter[str] = Counter()
    count = 0
    for text in documents():
        count += 1
        seen.update({spelling(m.group().replace("’", "'")) for m in WORD.finditer(text)})
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for word, times in seen.items():
        if times >= LEAST and word.isascii() and not any(c.isdigit() for c in word):
            by_count[times].append(word)
    target = Path(arguments[0]) if arguments else TARGET
    with target.open("w", encoding="utf-8") as file:
        file.write(f"{HEAD}documents = {count}\n\n[standing_in]\n")
        for times in sorted(by_count):
            file.write(f'{times} = "{" ".join(sorted(by_count[times]))}"\n')
    words = sum(map(len, by_count.values()))
    print(f"{count} documents, {words} words, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

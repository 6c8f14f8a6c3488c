"""`./dev bench casualties`: how many were killed and injured, on incidents of real news.

Every incident's articles are read like any heap and told as one story; only the day is given. The
claim is the best supported version of all its counts of the dead, or of the injured. Right is the
number in the set; where the set has none and nothing is claimed, or nobody, that is right too but
counted apart. `--part tune` (held) takes one part, `--first N` the first incidents of it, `--show`
prints what was wrong in tune; the held part gives totals only.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from msgspec import structs

from bench.events import tell
from bench.sets import held_out, rows
from secondsource.model import Article, Dating, Fact, Fault, Page, Story, Version, digest
from secondsource.pipeline import annotate
from secondsource.text.when import parse

SET = "casualties_dev"
PARTS = ("tune", "held")
COUNTED = ("killed", "injured")
Row = dict[str, Any]


class Claim(NamedTuple):
    """What is claimed of one incident: the best supported value first; none: nothing is."""

    incident: str
    what: str
    gold: int
    values: tuple[str, ...]

    @property
    def kind(self) -> str:
        """right, other (a lesser supported version is right), wrong, none, or nobody."""
        right = str(self.gold)
        if self.gold == 0 and self.values in ((), ("0",)):
            return "nobody"
        if not self.values:
            return "none"
        if self.values[0] == right:
            return "right"
        return "other" if right in self.values else "wrong"


def incidents(part: str) -> Iterator[Row]:
    """The incidents of one part, in file order."""
    for row in rows(SET):
        if held_out(str(row["incident"])) == (part == "held"):
            yield row


def read(row: Row) -> list[Article]:
    """The articles of an incident with their marks; the day as given."""
    found = []
    for given in row["articles"]:
        day = given["date"][:10]
        facts = (Fact("published", day, "input"), Fact("title", given["title"], "row:title"))
        ref, body = str(given["id"]), given["text"].encode()
        page = Page(digest(ref), ref, ref, "text/plain", body, facts=facts, url=given["url"] or "")
        article = annotate(page)
        when = parse(day)
        if isinstance(article, Fault) or when is None:
            continue
        found.append(structs.replace(article, published=Dating(when, day, 1.0, "given")))
    return found


def claims(row: Row) -> Iterator[Claim]:
    """What is claimed of the dead and of the injured of one incident."""
    articles = read(row)
    story = tell(articles) if articles else None
    for what in COUNTED:
        values = tuple(_values(story, what)) if story else ()
        yield Claim(str(row["incident"]), what, row[what], values)


def _values(story: Story, what: str) -> Iterator[str]:
    """Every value of a story's counts, the best supported first; "at least 3" is 3.

    What is told of some only, "3 (children)", is no claim on how many there were.
    """
    found = [
        version
        for finding in story.findings
        if finding.attribute == "count" and finding.about == what
        for version in finding.versions
        if "(" not in version.value
    ]
    for version in sorted(found, key=_support, reverse=True):
        yield version.value.removesuffix("..")


def _support(version: Version) -> tuple[int, int]:
    return version.sources.high, len(version.accounts)


def figures(given: list[Claim]) -> dict[str, float]:
    """Of the incidents that have some: how many are claimed, and how many of the claims are right.

    unfounded: the claims where there is none, of all incidents without any.
    """
    kinds = Counter(c.kind for c in given if c.gold)
    without = [c for c in given if not c.gold]
    some = sum(kinds.values())
    made = some - kinds["none"]
    return {
        "incidents": some,
        "claimed": _share(made, some),
        "right": _share(kinds["right"], some),
        "right of claims": _share(kinds["right"], made),
        "any version right": _share(kinds["right"] + kinds["other"], made),
        "without": len(without),
        "unfounded": _share(sum(c.kind != "nobody" for c in without), len(without)),
    }


def _share(some: int, of: int) -> float:
    return round(some / of, 4) if of else 0.0


def main(arguments: list[str]) -> int:
    first = int(arguments[arguments.index("--first") + 1]) if "--first" in arguments else None
    for part in PARTS:
        if "--part" in arguments and part not in arguments:
            continue
        found = [claim for row in islice(incidents(part), first) for claim in claims(row)]
        for what in COUNTED:
            some = [c for c in found if c.what == what]
            print(part, what, "  ".join(f"{k} {v:.3g}" for k, v in figures(some).items()))
        if "--show" in arguments and part == "tune":
            for claim in found:
                if claim.kind not in ("right", "nobody"):
                    said = ", ".join(claim.values) or "nothing"
                    print("  ", claim.incident, claim.what, claim.gold, claim.kind, "->", said)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

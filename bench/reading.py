"""Which words are the article: HTML and bare text beside the peers, the heap, the hostile pages.

    ./dev bench reading             # everything, some minutes
    ./dev bench reading --quick     # every fourth page

Figures of trained weights are cross-validated by site: no page is read with weights that saw its
site. Times are processor seconds of one process, taken in turns page by page.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from bench import hostile, sets
from bench.shingles import counts, scores
from bench.train_blocks import Sample, body, folds, samples
from secondsource.marks.blocks import keys, mark
from secondsource.model import Article, Page, words
from secondsource.read import read

REPEATED_SITES = 3  # pages of a site that must share a line before it is chrome

Row = tuple[float, float, float]


def main(arguments: list[str]) -> int:
    step = 4 if "--quick" in arguments else 1
    if not (sets.folder() / "pages_wcxb_dev.jsonl.gz").exists():
        print(f"no evaluation sets in {sets.folder()}", file=sys.stderr)
        return 1
    pages(step)
    dumps(step)
    heap()
    hostile.main([])
    return 0


def show(name: str, rows: dict[str, Row]) -> None:
    for part, held in (("tune", False), ("held", True)):
        chosen = [row for key, row in rows.items() if sets.held_out(key) is held]
        print(f"{name:32} {part} {_figures(chosen)}  ({len(chosen)} pages)")
    print(f"{name:32} all  {_figures(list(rows.values()))}", flush=True)


def _figures(rows: Sequence[Row]) -> str:
    precision, recall, f1 = scores(rows)
    return f"P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}"


def pages(step: int) -> None:
    """HTML: ours cross-validated, trafilatura in the same run, and how long each takes."""
    import trafilatura  # type: ignore[import-not-found, unused-ignore]

    print("-- HTML (pages_wcxb_dev), shingle F1")
    known = samples("html")
    ours = {
        one.id: counts(body(one.article, learnt), one.gold) for one, learnt in folds(known, "html")
    }
    show("secondsource", ours)
    theirs: dict[str, Row] = {}
    spent: dict[str, float] = dict.fromkeys(("trafilatura", "secondsource"), 0.0)
    chosen = [row for number, row in enumerate(sets.rows("pages_wcxb_dev")) if number % step == 0]
    for row in chosen:
        raw = row["html"].encode("utf-8", "surrogatepass")
        page = Page(id="", origin="", ref="", media="text/html", body=raw, url=row["url"])
        turns: list[tuple[str, Callable[[], Any]]] = [
            ("trafilatura", partial(trafilatura.extract, row["html"])),
            ("secondsource", partial(_read_and_mark, page)),
        ]
        for name, call in turns if len(theirs) % 2 else reversed(turns):
            begin = time.process_time()
            given = call()
            spent[name] += time.process_time() - begin
            if name == "trafilatura":
                theirs[row["id"]] = counts(given or "", row["text"])
    show("trafilatura", theirs)
    same = [key for key in theirs if key in ours]
    first = scores([ours[key] for key in same])[2]
    second = scores([theirs[key] for key in same])[2]
    print(f"on the same {len(same)} pages: secondsource {first:.4f}, trafilatura {second:.4f}")
    for name, seconds in sorted(spent.items()):
        print(f"{name:32} {1000 * seconds / len(chosen):.2f} ms a page")
    print(f"speed, trafilatura = 1: {spent['trafilatura'] / spent['secondsource']:.1f}")


def _read_and_mark(page: Page) -> int:
    article = read(page)
    return len(list(mark(article))) if isinstance(article, Article) else 0


def dumps(step: int) -> None:
    """Bare text: ours cross-validated, C4's line rules and everything kept beside it."""
    print("-- bare text (dumps_wcxb_dev), shingle F1")
    known = samples("bare")
    show(
        "secondsource",
        {o.id: counts(body(o.article, learnt), o.gold) for o, learnt in folds(known, "bare")},
    )
    show("C4 line rules", {one.id: counts(_c4(_lines(one)), one.gold) for one in known})
    show("every line", {one.id: counts("\n".join(_lines(one)), one.gold) for one in known})
    show("perfect line labels", {one.id: counts(_perfect(one), one.gold) for one in known})


def _lines(one: Sample) -> list[str]:
    return [words(one.article, line.span) for line in one.article.lines]


def _perfect(one: Sample) -> str:
    labelled = zip(_lines(one), one.labels, strict=True)
    return "\n".join(line for line, share in labelled if share >= 0.5)


def _c4(lines: Iterable[str]) -> str:
    """The line rules of the C4 corpus: end punctuation, five words, no word of scripts or cookies.

    Source: Raffel et al. 2020, "Exploring the limits of transfer learning", section 2.2.
    """
    return "\n".join(
        line
        for line in lines
        if line.endswith((".", "!", "?", '"', "”"))
        and len(line.split()) >= 5
        and not re.search(r"javascript|cookie|terms of use|privacy policy|lorem ipsum", line, re.I)
    )


# ------------------------------------------------------------------ lines repeated over a site

_SYLLABLES = re.findall(
    r"\w+", "ka to mi ren sol va der lu bra ni ost fel gor hain pel tor une wes yor zan"
)


def heap(sites: int = 6, each: int = 10) -> None:
    """An invented heap: what is gained by knowing which lines return over a site."""
    print(f"-- invented heap, {sites} sites x {each} pages of bare text, shingle F1")
    made = [_site(random.Random(number), number, each) for number in range(sites)]
    articles = [(article, gold) for site in made for article, gold in site]
    shared = Counter(key for article, _ in articles for key in keys(article))
    alone = {a.id: counts(_body(a), gold) for a, gold in articles}
    with_heap = {}
    for article, gold in articles:
        repeated = {line for site, line in keys(article) if shared[site, line] >= REPEATED_SITES}
        with_heap[article.id] = counts(_body(article, repeated), gold)
    print(f"each page alone                  {_figures(list(alone.values()))}")
    print(f"with lines repeated over a site  {_figures(list(with_heap.values()))}")


def _body(article: Article, repeated: Iterable[str] = ()) -> str:
    blocks = mark(article, frozenset(repeated))
    return "\n".join(words(article, block.span) for block in blocks if block.role == "body")


def _site(chance: random.Random, number: int, each: int) -> list[tuple[Article, str]]:
    """Ten pages of one invented outlet: its own notices between invented paragraphs."""
    kind = chance.choice(["Courier", "Gazette", "Observer", "Herald"])
    outlet = f"The {_name(chance)} {kind}"
    notices = [
        f"{outlet} has reported on {_name(chance)} and its neighbours for a hundred years.",
        "Our reporters work for readers alone, and readers alone decide whether we go on.",
        f"If you saw what happened, write to the desk of {outlet} and we will call you back.",
        f"The views of guests are theirs and not those of {outlet}, its owners or its staff.",
    ]
    menu = ["Home", "World", "Region", "Sport", "Weather", "Subscribe"]
    made = []
    for turn in range(each):
        story = [_paragraph(chance) for _ in range(chance.randint(4, 9))]
        plan = chance.choice(["harbour", "bridge", "school"])
        headline = f"{_name(chance)} council votes on {plan} plan"
        lines = [
            *menu,
            headline,
            story[0],
            notices[0],
            *story[1:3],
            notices[1],
            *story[3:],
            *notices[2:],
        ]
        text = "\n\n".join([*lines, "Most Popular Articles"])
        page = Page(
            id="", origin=f"heap/{number}/{turn}.txt", ref="", media="text/plain",
            body=text.encode(), charset="utf-8", url=f"https://site{number}.example/{turn}",
        )  # fmt: skip
        article = read(page)
        if isinstance(article, Article):
            made.append((article, "\n".join(story)))
    return made


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(2)).capitalize()


def _paragraph(chance: random.Random) -> str:
    said = [
        "The mayor of {} said on {} that the {} would be finished before winter.",
        "Residents of {} had asked since {} for a new {}, which the old plan left out.",
        "A spokeswoman for {} told reporters on {} that no decision on the {} had been taken.",
        "Work near {} was stopped on {} after engineers found cracks in the {}.",
    ]
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    things = ("bridge", "harbour wall", "school roof", "water main", "tram line")
    return " ".join(
        chance.choice(said).format(_name(chance), chance.choice(days), chance.choice(things))
        for _ in range(chance.randint(2, 4))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

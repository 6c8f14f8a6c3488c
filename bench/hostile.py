"""Pages made to break readers: each must be read in two seconds, with its words kept."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator

from secondsource.marks.blocks import mark
from secondsource.model import Article, Page
from secondsource.read import read

LIMIT_SECONDS = 2.0
TELL = "The harbour of Velmora reopened on Monday."  # must be in the text wherever it was put in


def pages() -> Iterator[tuple[str, bytes, bool]]:
    """(defect, body, whether the telling sentence must be found)."""
    tell = f"<p>{TELL}</p>"
    dirt = random.Random(7)
    many = 100_000
    attributes = " ".join(f"a{number}=1" for number in range(many))
    classes = " ".join(f"c{number}" for number in range(many))
    shapes = {
        "100,000 attributes on one tag": f"<div {attributes}>{tell}</div>",
        "100,000 classes on one tag": f"<div class='{classes}'>{tell}</div>",
        "100,000 nested div": "<div class=a>" * many + tell + "</div>" * many,
        "100,000 nested b": "<b>" * many + tell + "</b>" * many,
        "100,000 unclosed p": "<p>x" * many + tell,
        "100,000 unclosed a": "<a href=x>y" * many + tell,
        "100,000 unclosed li": "<ul><li>x" * many + tell,
        "100,000 closing tags": "</div></p></b>" * many + tell,
        "100,000 hidden spans": "<span hidden>x</span>" * many + tell,
        "100,000 unclosed comments": tell + "<!--" * many,
        "100,000 unclosed scripts": tell + "<script>" * many,
        "100,000 unclosed svg": tell + "<svg>" * many,
        "100,000 unclosed quotes": tell + "<a href=\"x'>" * many,
        "100,000 lone angle brackets": tell + "<" * many + "a" * many,
        "100,000 lone equals signs": tell + "<a " + "=" * many + ">",
        "100,000 meta": "<meta name=date content=2020>" * many + tell,
        "100,000 JSON-LD scripts": "<script type=application/ld+json>{}</script>" * many + tell,
        "one JSON-LD nested 100,000 deep": "<script type=application/ld+json>"
        + "[" * many
        + "</script>"
        + tell,
        "100,000 itemprop": "<span itemprop=author>" * many + tell,
        "100,000 times": "<time datetime=2020-01-01>x</time>" * many + tell,
        "one word of 5 MB": tell + "<p>" + "x" * 5_000_000 + "</p>",
        "5 MB of spaces": tell + "<p>" + " " * 5_000_000 + "</p>",
        "1,000,000 entities": tell + "<p>" + "&amp;" * 1_000_000 + "</p>",
        "1,000,000 unknown entities": tell + "<p>" + "&abcdefgh;" * 1_000_000 + "</p>",
        "a declaration cut short": tell + "<![<<<;",
        "100,000 tags that end inside quotes": tell + "<a ='>'" * many,
        "100,000 tags inside quotes": tell + "<a" + " ='<b'" * many + " ='>'",
        "100,000 tags cut short": tell + "<a " * many,
        "100,000 declarations cut short": tell + "<!" * many,
        "NUL": tell + "\0" * 1_000,
        "100,000 br": tell + "x<br>" * many,
    }
    for name, html in shapes.items():
        yield name, html.encode(), True
    yield "UTF-16 with a mark", f"<html>{tell}</html>".encode("utf-16"), True
    yield "UTF-16 without a mark", f"<html>{tell}</html>".encode("utf-16-le"), True
    yield "nothing", b"", False
    yield "random bytes", dirt.randbytes(1_000_000), False
    yield "random bytes after a page", f"<html>{tell}".encode() + dirt.randbytes(10_000), True
    yield "a page cut in a tag", f"<html>{tell}<p class='a".encode(), True


def main(arguments: list[str]) -> int:
    print("-- hostile pages, read and marked")
    worst = 0.0
    failed = 0
    tried = 0
    for media in ("text/html", "text/plain"):
        for name, body, must_tell in pages():
            page = Page(id="", origin=name, ref="", media=media, body=body)
            begin = time.process_time()
            article = read(page)
            if isinstance(article, Article):
                blocks = list(mark(article))
            seconds = time.process_time() - begin
            told = isinstance(article, Article) and TELL in article.text
            covered = not isinstance(article, Article) or len(blocks) == len(article.lines)
            good = (
                seconds <= LIMIT_SECONDS
                and covered
                and (told or not must_tell or media != "text/html")
            )
            tried += 1
            worst = max(worst, seconds)
            if not good:
                failed += 1
                print(f"   FAILED {media} {name}: {seconds:.2f} s, told {told}, covered {covered}")
    print(f"{tried} inputs tried, {tried - failed} handled, worst {worst:.2f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

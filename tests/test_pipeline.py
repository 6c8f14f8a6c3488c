"""The whole way over the bundled heap: whole spans, whole JSON, no order, no clock."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource import demo, reconcile, sources
from secondsource.model import (
    Article,
    Block,
    Fact,
    Fault,
    Page,
    Quote,
    Span,
    Story,
    digest,
    inside,
    marks,
)
from secondsource.outputs import json
from secondsource.pipeline import annotate, tell, without_chrome

HEAP = Path(demo.__file__).parent / "heap"


@cache
def heap() -> tuple[Article, ...]:
    read = [annotate(page) for page in sources.open(str(HEAP)) if isinstance(page, Page)]
    return tuple(article for article in read if isinstance(article, Article))


def page(text: str, media: str = "text/plain") -> Page:
    return Page(digest(text), "t", "t", media, text.encode("utf-8", "replace"))


def test_heap_is_read_without_faults() -> None:
    assert not [page for page in sources.open(str(HEAP)) if isinstance(page, Fault)]
    assert len(heap()) == 33


def test_every_span_lies_inside_its_text() -> None:
    for article in heap():
        for mark in article.marks:
            assert 0 <= mark.span.start < mark.span.end <= len(article.text), mark
        for quote in marks(article, Quote):
            assert all(0 <= s.start < s.end <= len(article.text) for s in quote.content)


def test_blocks_are_disjoint_and_cover_the_text() -> None:
    for article in heap():
        at = 0
        for block in marks(article, Block):
            assert block.span.start >= at
            assert not article.text[at : block.span.start].strip()
            at = block.span.end
        assert not article.text[at:].strip()


def test_articles_survive_json() -> None:
    for article in heap():
        packed = msgspec.json.encode(article)
        assert msgspec.json.decode(packed, type=Article) == article


@pytest.mark.parametrize("seed", range(3))
def test_stories_do_not_depend_on_order(seed: int) -> None:
    want = tell(heap())
    shuffled = list(heap())
    random.Random(seed).shuffle(shuffled)
    assert tell(shuffled) == want


def test_a_story_that_cannot_be_told_costs_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    want, _ = tell(heap())
    findings = reconcile.findings

    def fails_once(story: Story, articles: Sequence[Article]) -> Story:
        if story.id == want[0].id:
            raise IndexError("a defect")
        return findings(story, articles)

    monkeypatch.setattr(reconcile, "findings", fails_once)
    told, _ = tell(heap())
    assert [story.id for story in told] == [story.id for story in want]
    assert (told[0].findings, told[1:]) == ((), want[1:])
    assert "no findings for the story of" in caplog.text


def test_stories_hold_each_article_once() -> None:
    stories, articles = tell(heap())
    held = [i for story in stories for i in story.articles]
    assert sorted(held) == sorted(article.id for article in articles)
    assert len({story.id for story in stories}) == len(stories)


def test_accounts_and_mentions_point_into_their_story() -> None:
    stories, articles = tell(heap())
    by_id = {article.id: article for article in articles}
    for story in stories:
        cites = [cite for event in story.events for cite in event.mentions]
        cites += [a.cite for f in story.findings for v in f.versions for a in v.accounts]
        for cite in cites:
            assert cite.article in story.articles
            assert inside(cite.span, Span(0, len(by_id[cite.article].text)))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_comes_back_code_point_for_code_point(text: str) -> None:
    given_text = text.encode("utf-8", "replace").decode()
    article = annotate(page(given_text))
    assert isinstance(article, Article)
    assert article.text == given_text
    json.dumps(json.annotation(article))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["text/plain", "text/html"]))
def test_any_bytes_give_an_article_or_a_fault(body: bytes, media: str) -> None:
    article = annotate(Page(digest(body), "t", "t", media, body))
    assert isinstance(article, Article | Fault)


def test_lines_repeated_over_an_outlet_are_no_body() -> None:
    promotion = "Every morning at six our editors send the five stories that matter to your inbox."
    pages = [
        Page(
            digest(str(n)), f"p{n}", f"p{n}", "text/plain",
            f"Council votes on bridge number {n}\n\nThe town council of Orrick voted for bridge "
            f"number {n} on Monday, the mayor said after a long debate.\n\n{promotion}\n\n"
            f"The bridge will cost {n} million crowns and open in two years, the council "
            "said.".encode(),
            facts=(Fact("outlet", "Orrick Echo", "row:outlet"),),
        )
        for n in range(2, 10)
    ]  # fmt: skip
    alone = [article for page in pages if isinstance(article := annotate(page), Article)]
    told = list(without_chrome(reversed(alone)))
    for article in told:
        bodies = [article.text[b.span.start : b.span.end] for b in marks(article, Block)
                  if b.role == "body"]  # fmt: skip
        assert promotion not in bodies
        assert len(bodies) == 2
    assert list(without_chrome(told)) == told
    assert list(without_chrome(alone)) == told

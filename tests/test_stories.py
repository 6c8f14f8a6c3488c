"""Stories: alike articles together, look-alikes apart, whatever the order and however added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from random import Random

import pytest
from bench.heap import heap
from bench.stories import bcubed

from secondsource import stories
from secondsource.model import Article, Dating, Fact, Link, Name, Story, When
from tests.build import article, span_of

FERRY = (
    "Ferry to Osterholm stopped by broken bow door\n"
    "The ferry to Osterholm stopped at noon when its bow door would not close.\n"
    "The owner, Varn Lines, said a bolt had sheared. Harbour master Ilse Torvald ordered a check.\n"
)
FERRY_TOO = (
    "Hundreds stranded as Osterholm ferry fails\n"
    "Passengers bound for Osterholm were stranded after a fault in the bow door of the ferry.\n"
    "Varn Lines apologised; an inspection ordered by Ilse Torvald is to last until Thursday.\n"
)
QUAKE = (
    "Earthquake of magnitude {size} shakes {place}\n"
    "An earthquake of magnitude {size} shook {place} on {day}, the seismic institute said.\n"
    "Mayor {mayor} said {dead} people were hurt when the roof of the market in {place} fell.\n"
)


def quake(ref: str, day: str, **words: object) -> Article:
    return article(QUAKE.format(day=day, **words), ref=ref, roles={0: "headline"})


def groups(articles: Iterable[Article]) -> list[list[str]]:
    articles = list(articles)
    ref = {one.id: one.ref for one in articles}
    return sorted(sorted(ref[m] for m in s.articles) for s in stories.gather(articles, ()))


def plain(found: Iterable[Story]) -> dict[str, tuple[str, ...]]:
    return {story.id: story.articles for story in found}


def test_two_undated_reports_of_one_event_are_one_story():
    texts = {"a": FERRY, "b": FERRY_TOO}
    two = [article(text, ref=ref, roles={0: "headline"}) for ref, text in texts.items()]
    assert groups(two) == [["a", "b"]]


def test_look_alike_events_stay_apart():
    north = {"size": "6.1", "place": "Belgarth", "mayor": "Toma Relk", "dead": 14}
    south = {"size": "5.4", "place": "Ondavi", "mayor": "Sira Voss", "dead": 3}
    heap_of_four = [
        quake("n1", "Monday", **north), quake("n2", "Monday", **{**north, "dead": 15}),
        quake("s1", "Friday", **south), quake("s2", "Friday", **{**south, "dead": 4}),
    ]  # fmt: skip
    assert groups(heap_of_four) == [["n1", "n2"], ["s1", "s2"]]


def test_bare_headlines_are_gathered():
    titles = {
        "a1": "Varn Lines ferry to Osterholm stopped by bow door",
        "a2": "Bow door stops Osterholm ferry, Varn Lines says",
        "b1": "Brellport museum reopens with Talvin paintings",
        "b2": "Talvin paintings back on show as Brellport museum reopens",
    }
    assert groups(article("", ref=ref, title=title) for ref, title in titles.items()) == [
        ["a1", "a2"],
        ["b1", "b2"],
    ]


def test_an_article_without_words_is_a_story_of_its_own():
    assert groups([article("", ref="a"), article("", ref="b"), article(FERRY, ref="c")]) == [
        ["a"],
        ["b"],
        ["c"],
    ]


@pytest.mark.parametrize(
    ("first", "second", "nearer"),
    [("2031-03-04", "2031-03-05", True), ("2031-03-04", "2032-03-04", False)],
    ids=["next day", "next year"],
)
def test_days_far_apart_count_against(first: str, second: str, nearer: bool):
    def pair(a: str, b: str) -> float:
        made = [
            stories.profile(article(text, ref=ref, facts=(Fact("published", day, "row"),)))
            for text, ref, day in ((FERRY, "a", a), (FERRY_TOO, "b", b))
        ]
        return stories.nearness(made[0], made[1])

    assert (pair(first, second) == pair(first, first)) is nearer


def test_a_wide_interval_says_no_day_and_a_settled_day_goes_before_a_declared_one():
    wide = Dating(When(datetime(2031, 1, 1), datetime(2032, 1, 1)), "2031", 0.5, "test")
    settled = Dating(When(datetime(2031, 3, 4), datetime(2031, 3, 5)), "2031-03-04", 0.9, "test")
    facts = (Fact("published", "2031-03-09T10:00:00Z", "row"),)
    day = date(2031, 3, 4).toordinal()
    assert stories.profile(article(FERRY, published=wide, facts=facts)).days is None
    assert stories.profile(article(FERRY, published=settled, facts=facts)).days == (day, day)
    assert stories.profile(article(FERRY, facts=facts)).days == (day + 5, day + 5)


def test_a_story_says_what_it_is_about():
    name = Name(
        span=span_of(FERRY, "Ilse Torvald"), by="test", type="person", key="person:ilse torvald"
    )
    a = article(FERRY, ref="a", roles={0: "headline"}, marks=[name])
    b = article(FERRY_TOO, ref="b", roles={0: "headline"})
    inner = Link(a.id, b.id, "extended", 0.5, "because")
    outer = Link(a.id, "elsewhere", "same", 1.0, "because")
    (story,) = stories.gather([a, b], [outer, inner])
    assert story.links == (inner,)
    assert story.tags == ("person:ilse torvald",)
    assert story.headline == "Hundreds stranded as Osterholm ferry fails"  # a is a copy of it
    assert story.articles == tuple(sorted((a.id, b.id)))


def test_order_and_company_do_not_matter():
    articles = list(heap(150, seed=3))
    found = stories.gather(articles, ())
    assert sorted(m for story in found for m in story.articles) == sorted(a.id for a in articles)
    for seed in range(5):
        shuffled = articles[:]
        Random(seed).shuffle(shuffled)
        assert stories.gather(shuffled, ()) == found


def test_words_all_news_is_made_of_bring_nothing_near():
    said = "A spokesman for the ministry told reporters that police had arrested suspects.\n"
    found = stories.keys(article(FERRY + said))
    assert "osterholm" in found
    assert not {"spokesman", "ministry", "polic", "reporter", "arrest", "suspect"} & set(found)


@pytest.mark.parametrize("parts", [2, 5, 20])
def test_adding_part_by_part_equals_all_at_once(parts: int):
    articles = list(heap(120, seed=4))
    Random(parts).shuffle(articles)
    holders: defaultdict[str, list[Article]] = defaultdict(list)
    story_of: dict[str, tuple[str, tuple[str, ...]]] = {}
    for part in range(parts):
        added = articles[part::parts]
        for one in added:
            for key in stories.keys(one):
                holders[key].append(one)
        touched, needed = stories.affected(added, lambda key: holders[key])
        for story in stories.gather(needed, ()):
            if touched >= set(story.articles):
                story_of |= dict.fromkeys(story.articles, (story.id, story.articles))
            else:
                assert not touched & set(story.articles)
    assert dict(story_of.values()) == plain(stories.gather(articles, ()))


def test_reports_of_one_invented_event_are_gathered():
    articles = list(heap(200, seed=5))
    event = {one.id: one.ref.split("/")[1].split("-")[0] for one in articles}
    found = stories.gather(articles, ())
    gold = [event[m] for story in found for m in story.articles]
    told = [story.id for story in found for _ in story.articles]
    assert bcubed(gold, told)[2] >= 0.85

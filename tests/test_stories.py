"""Stories: alike articles together, look-alikes apart, whatever the order and however added."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from random import Random

import pytest
from bench.heap import heap
from bench.stories import bcubed

from secondsource import stories
from secondsource.model import Article, Dating, Fact, Link, Name, Ruling, When
from secondsource.stories.profiles import allowance
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


def long(text: str, word: str) -> str:
    return text + " ".join(f"{word}{at}" for at in range(140)) + "\n"


@pytest.mark.parametrize(
    ("texts", "nearer"),
    [((FERRY, FERRY_TOO), True), ((long(FERRY, "kessel"), long(FERRY_TOO, "torv")), False)],
    ids=["short", "long"],
)
def test_short_reports_of_the_same_days_need_less_in_common(texts: tuple[str, str], nearer: bool):
    def pair(day: str) -> float:
        days = ("2031-03-04", day)
        made = [
            stories.profile(article(text, ref=ref, facts=(Fact("published", day, "row"),)))
            for text, ref, day in zip(texts, "ab", days, strict=True)
        ]
        return allowance(made[0], made[1])

    assert (pair("2031-03-07") > pair("2031-03-08")) is nearer


FETE = (
    "Tea tent blown over at fete\n"
    "Gusts lifted a tent off the green at Brellport on Saturday while sixty people took tea.\n"
    "Ada Kern, who runs the cake stall, crept out with a plate still in her hand. Two children\n"
    "went to the clinic with grazes. The vicar is counting spoons.\n"
)
FETE_TOO = (
    "Organisers defend tent pegs\n"
    "The Larn Rotary Club has rejected claims that the marquee in Brellport was badly pegged.\n"
    "Chairman Olm Rade said wind of such force had not been forecast for that morning. The hire\n"
    "company will inspect every rope, he added. Insurers have been told.\n"
)


@pytest.mark.parametrize(
    ("day", "together"),
    [("2031-03-06", True), ("2031-03-10", False)],
    ids=["days apart", "a week"],
)
def test_two_sides_of_one_event_told_within_days_are_one_story(day: str, together: bool):
    made = [
        article(text, ref=ref, roles={0: "headline"}, facts=(Fact("published", said, "row"),))
        for text, ref, said in ((FETE, "a", "2031-03-04"), (FETE_TOO, "b", day))
    ]
    assert (len(groups(made)) == 1) is together


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
    found = stories.profile(article(FERRY + said)).keys.weights
    assert "osterholm" in found
    assert not {"spokesman", "ministry", "polic", "reporter", "arrest", "suspect"} & found.keys()


class Gathered:
    """The clusters of a shelf, as told by what each change touched."""

    def __init__(self) -> None:
        self.shelf = stories.Memory()
        self.live: dict[str, tuple[str, ...]] = {}

    def change(
        self, changed: dict[str, stories.Profile | None], rulings: tuple[Ruling, ...] = ()
    ) -> None:
        touched = stories.regather(self.shelf, changed, rulings)
        for cluster in touched.gone:
            del self.live[cluster]
        self.live |= {cluster[0]: cluster for cluster in touched.clusters}

    def add(self, articles: Iterable[Article]) -> None:
        self.change({one.id: stories.profile(one) for one in articles})


@pytest.mark.parametrize("parts", [2, 5, 20])
def test_adding_part_by_part_equals_all_at_once(parts: int):
    articles = list(heap(120, seed=4))
    Random(parts).shuffle(articles)
    gathered = Gathered()
    for part in range(parts):
        gathered.add(articles[part::parts])
    assert set(gathered.live.values()) == {s.articles for s in stories.gather(articles, ())}


def test_taking_away_equals_never_having_been_there():
    articles = list(heap(120, seed=4))
    gathered = Gathered()
    gathered.add(articles)
    gathered.change({one.id: None for one in articles[::3]})
    rest = [one for at, one in enumerate(articles) if at % 3]
    assert set(gathered.live.values()) == {s.articles for s in stories.gather(rest, ())}


def test_an_added_article_touches_its_own_stories_only():
    articles = list(heap(400, seed=6))
    gathered = Gathered()
    gathered.add(articles[1:])
    touched = stories.regather(gathered.shelf, {articles[0].id: stories.profile(articles[0])})
    event = articles[0].ref.split("-")[0]
    told = {one.id: one.ref.split("-")[0] for one in articles}
    assert {told[m] for cluster in touched.clusters for m in cluster} == {event}


# ------------------------------------------------------------------ by hand


def test_a_merge_by_hand_joins_and_a_split_parts_again():
    titles = {"a1": FERRY, "a2": FERRY_TOO, "b": "Museum of Brellport reopens with old maps\n"}
    made = {ref: article(text, ref=ref, roles={0: "headline"}) for ref, text in titles.items()}
    ids = {ref: one.id for ref, one in made.items()}
    merge = Ruling(1, "merge", (ids["a1"], ids["a2"], ids["b"]))
    split = Ruling(2, "split", (ids["a2"],), (ids["a1"], ids["b"]))

    def told(*rulings: Ruling) -> list[list[str]]:
        found = stories.gather(made.values(), (), rulings)
        return sorted(sorted(ref for ref in ids if ids[ref] in s.articles) for s in found)

    assert told() == [["a1", "a2"], ["b"]]
    assert told(merge) == [["a1", "a2", "b"]]
    assert told(split, merge) == [["a1", "b"], ["a2"]]  # the later one wins, whatever the order


def test_what_comes_after_a_split_goes_to_the_side_it_is_more_like():
    first, second = article(FERRY, ref="1"), article(FERRY_TOO, ref="2")
    again = article(FERRY_TOO + "A tug is under way.\n", ref="3")
    split = Ruling(1, "split", (second.id,), (first.id,))
    found = stories.gather([first, second, again], (), [split])
    assert {s.articles for s in found} == {(first.id,), tuple(sorted((second.id, again.id)))}


def test_rulings_made_and_taken_back_part_by_part_equal_all_at_once():
    articles = list(heap(60, seed=8))
    whole = sorted(s.articles for s in stories.gather(articles, ()))
    long = next(one for one in whole if len(one) > 2)
    rulings = (
        Ruling(1, "merge", whole[0] + whole[-1]),
        Ruling(2, "split", long[:1], long[1:]),
    )
    gathered = Gathered()
    gathered.add(articles)
    meant = {one for ruling in rulings for one in (*ruling.articles, *ruling.others)}
    again = {one: gathered.shelf.profile(one) for one in sorted(meant)}
    gathered.change({**again}, rulings)
    want = {s.articles for s in stories.gather(articles, (), rulings)}
    assert (set(gathered.live.values()), want != set(whole)) == (want, True)
    gathered.change({**again})
    assert set(gathered.live.values()) == set(whole)


def test_reports_of_one_invented_event_are_gathered():
    articles = list(heap(200, seed=5))
    event = {one.id: one.ref.split("/")[1].split("-")[0] for one in articles}
    found = stories.gather(articles, ())
    gold = [event[m] for story in found for m in story.articles]
    told = [story.id for story in found for _ in story.articles]
    assert bcubed(gold, told)[2] >= 0.85

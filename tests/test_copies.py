"""Which articles share words, which way they went, and that order does not matter."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from bench.copied import WAYS, cases
from bench.heap import heap

from secondsource import copies
from secondsource.model import Article, Credit, Dating, Link, When
from tests.build import article, span_of

TOLD = (
    "The ferry to Osterholm stopped at noon when its bow door would not close.\n"
    "Two hundred and twelve passengers waited for five hours in the cold terminal hall.\n"
    "The owner, Varn Lines, said a bolt had sheared and a spare was on its way from Kesby.\n"
    "Harbour master Ilse Torvald ordered a full inspection before the ship may sail again.\n"
)
MORE = (
    "It was the third failure this winter, and the island council has asked for a second ship.\n"
    "Farmers on Osterholm said their milk had spoiled on the quay for want of a cold store.\n"
)
OTHER = (
    "Passengers bound for Osterholm were stranded on Tuesday after a fault in the bow door.\n"
    "Varn Lines apologised and promised refunds within a week to everyone who held a ticket.\n"
    "An inspection ordered by the harbour master is expected to last until Thursday evening.\n"
)


def link(a: Article, b: Article) -> Link:
    (found,) = copies.find([a, b])
    return found


def dated(day: int, hour: int = 12) -> Dating:
    at = datetime(2031, 3, day, hour)
    return Dating(When(at, at + timedelta(minutes=1)), at.date().isoformat(), 0.9, "test")


def credit(text: str, who: str, role: str = "agency") -> Credit:
    return Credit(span=span_of(text, who), by="test", who=who, role=role)


@pytest.mark.parametrize("way", [*WAYS, "of another hand"])
def test_invented_copies_are_found_and_reports_of_another_hand_are_not(way: str):
    tried = [(a, b) for what, a, b in cases(5) if what == way]
    found = [any(k.share >= copies.MIN_SHARE for k in copies.find(pair)) for pair in tried]
    assert found == [way != "of another hand"] * len(tried)


def test_two_reports_of_one_event_are_no_copies():
    assert copies.find([article(TOLD, ref="a"), article(OTHER, ref="b")]) == ()


def test_public_sentences_make_no_copy():
    public = (
        "\nCopyright 2031 Brell Press. All rights reserved. "
        "This material may not be published, broadcast, rewritten or redistributed.\n"
    )
    a, b = (
        article(TOLD[:150] + "\n" + public, ref="a"),
        article(OTHER[:150] + "\n" + public, ref="b"),
    )
    assert copies.find([a, b]) == ()


def test_chrome_of_one_site_makes_no_copy():
    frame = "".join(
        f"Our paper number {n} brings you the finest of all letters daily.\n" for n in range(9)
    )
    a = article(frame + TOLD, ref="a", outlet="Kesby Post")
    b = article(frame + OTHER + MORE, ref="b", outlet="Kesby Post")
    assert copies.find([a, b]) == ()


def test_one_outlets_page_read_twice_is_a_copy():
    a = article(TOLD + MORE, ref="a", outlet="Kesby Post")
    b = article(TOLD + MORE + "A word more.\n", ref="b", outlet="Kesby Post")
    assert link(a, b).kind == "same"


def test_the_earlier_minute_is_the_original_and_a_shorter_copy_is_cut():
    whole = article(TOLD + MORE, ref="a", published=dated(4, 9))
    short = article(TOLD, ref="b", published=dated(4, 11))
    found = link(short, whole)
    assert (found.copy, found.original, found.kind) == (short.id, whole.id, "cut")
    assert found.decided
    assert "100%" in found.why


def test_the_copy_credits_the_original():
    text = TOLD + MORE + "Source: Varn Wire"
    copy = article(text, ref="a", outlet="Island Echo", marks=[credit(text, "Varn Wire")])
    original = article(TOLD, ref="b", outlet="Varn Wire")
    found = link(original, copy)
    assert (found.copy, found.kind, found.decided) == (copy.id, "extended", True)
    assert "credits Varn Wire" in found.why


def test_two_that_credit_a_third_have_a_common_source():
    text = TOLD + "Source: Varn Wire"
    a = article(text, ref="a", outlet="Island Echo", marks=[credit(text, "Varn Wire")])
    b = article(text, ref="b", outlet="Kesby Post", marks=[credit(text, "Varn Wire")])
    found = link(a, b)
    assert (found.kind, found.decided) == ("common-source", False)
    assert "both credit Varn Wire" in found.why


def test_nothing_to_tell_by_is_undecided():
    found = link(article(TOLD, ref="a"), article(TOLD, ref="b"))
    assert (found.kind, found.decided) == ("same", False)
    assert "nothing shows who wrote first" in found.why


def test_only_a_quotation_in_common_is_quoting():
    said = (
        "“We will not sail again until every bolt on this ship has been taken out, looked at by "
        "two people, and put back, and until I have signed for it myself in it,” Torvald told us."
    )
    a = article(f"{TOLD}{said}\n{MORE}", ref="a")
    b = article(
        f"{OTHER}{said}\nThe ferry is forty years old and due to be replaced soon.", ref="b"
    )
    assert link(a, b).kind == "quotes-it"


def test_passages_stand_in_both_texts():
    a, b = article(MORE + TOLD, ref="a"), article(TOLD + OTHER, ref="b")
    found = link(a, b)
    texts = {a.id: a.text, b.id: b.text}
    for ours, theirs in found.passages:
        mine = texts[found.copy][ours.start : ours.end]
        assert mine == texts[found.original][theirs.start : theirs.end]
    assert found.passages


def test_an_empty_text_has_no_links():
    assert copies.find([article("", ref="a"), article("", ref="b"), article(TOLD, ref="c")]) == ()


@pytest.mark.parametrize(
    ("shared", "fewer", "far", "worth"),
    [
        (1, 12, False, True),  # a brief has no more to share
        (1, 40, False, False),
        (2, 40, False, True),
        (2, 40, True, False),  # a turn of phrase, months later
        (3, 40, True, True),
        (2, 80, False, False),
    ],
)
def test_little_in_common_is_worth_comparing_only_of_one_season(shared, fewer, far, worth):
    assert copies.worth(shared, fewer, far=lambda: far) is worth


def test_unknown_days_are_not_far():
    later = Dating(When(datetime(2031, 9, 1), datetime(2031, 9, 2)), "2031-09-01", 0.9, "test")
    assert copies.are_far(dated(1), later)
    assert not copies.are_far(dated(1), dated(28))
    assert not copies.are_far(None, later)


def test_order_does_not_matter_and_linked_articles_share_a_key():
    articles = list(heap(80))
    found = copies.find(articles)
    held = {one.id: copies.held(copies.side(one)) for one in articles}
    keys = {one: {*held[one].prints, *held[one].twins} for one in held}
    assert found
    assert all(keys[k.copy] & keys[k.original] for k in found)
    for seed in range(5):
        shuffled = articles[:]
        Random(seed).shuffle(shuffled)
        assert copies.find(shuffled) == found

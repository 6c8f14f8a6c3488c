"""Times: every rule holds to its own examples, and what rules cannot say."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from secondsource.marks import times
from secondsource.model import Article, Dating, Span, Time, marks, with_marks, words
from secondsource.text import when
from secondsource.text.patterns import Rule, bracketed, find, rules
from tests.build import article
from tests.timing import is_linear

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
RULES = [(rule, "en") for rule in times.english().rules] + [
    (rule, language) for rule in times.world().rules for language in rule.fields["languages"]
]
TRUE_DAYS = {"000": "2021-12-30", "004": "2021-12-28"}


def marked(text: str, *, published: str | None = "2021-12-30", language: str = "en") -> Article:
    day = when.parse(published) if published else None
    dating = Dating(day, published or "", 1.0, "test") if day else None
    plain = article(text, published=dating, language=language)
    return with_marks(plain, times.mark(plain))


def told(text: str, **options: str | None) -> list[tuple[str, str]]:
    """Each time's words and value."""
    found = marked(text, **options)  # type: ignore[arg-type]
    values = when.values(found)
    return [(words(found, mark.span), values[mark.span]) for mark in marks(found, Time)]


def _anchor(rule: Rule) -> str:
    return str(rules(rule.file)["anchor"])


YES = [
    pytest.param(rule, language, example, answer, id=f"{rule.name}-{language}-{number}")
    for rule, language in RULES
    for number, (example, answer) in enumerate(rule.yes.items())
]
NO = [
    pytest.param(rule, language, example, id=f"{rule.name}-{language}-{number}")
    for rule, language in RULES
    for number, example in enumerate(rule.no)
]


@pytest.mark.parametrize(("rule", "language", "example", "answer"), YES)
def test_a_rule_finds_its_examples(rule: Rule, language: str, example: str, answer: str):
    text, span = bracketed(example)
    found = marked(text, published=_anchor(rule), language=language)
    here = [mark for mark in marks(found, Time) if mark.span == span]
    if not answer:  # words that only look like a time
        assert here == []
        return
    assert [mark.by for mark in here] == [f"times:{rule.name}"]
    assert when.values(found)[span] == answer


@pytest.mark.parametrize(("rule", "language", "example"), NO)
def test_a_rule_leaves_its_look_alikes(rule: Rule, language: str, example: str):
    found = marked(example, published=_anchor(rule), language=language)
    assert [m for m in marks(found, Time) if m.by == f"times:{rule.name}"] == []


@pytest.mark.parametrize(("rule", "language"), RULES, ids=lambda p: getattr(p, "name", p))
def test_every_rule_has_examples_of_both_kinds(rule: Rule, language: str):
    assert rule.yes
    assert rule.no


@pytest.mark.parametrize(
    ("text", "clocks"),
    [
        ("It struck at 10 a.m. (0800 GMT) on Tuesday.", ["2021-12-28T10:00", "2021-12-28T08:00Z"]),
        ("On Tuesday at 10 a.m. (0800 GMT) it struck.", ["2021-12-28T10:00", "2021-12-28T08:00Z"]),
        ("He met them at 10 a.m. and left on Tuesday.", ["2021-12-30T10:00"]),
    ],
)
def test_a_clock_is_of_the_day_beside_it(text: str, clocks: list[str]):
    assert [value for _, value in told(text) if "T" in value] == clocks


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The talks will be held Saturday.", "2022-01-01"),
        ("She is expected to be formally charged Saturday.", "2022-01-01"),
        ("It won't be published before Saturday.", "2022-01-01"),
        ("A rally is planned Saturday.", "2022-01-01"),
        ("They expect to open Saturday.", "2022-01-01"),
        ("It hopes to close the deal Saturday.", "2022-01-01"),
        ("The hearing was fixed for Saturday.", "2022-01-01"),
        ("He is due in court Saturday.", "2022-01-01"),
        ("The offer, expected to pass, was rejected Saturday.", "2021-12-25"),
        ("He could not be reached Saturday.", "2021-12-25"),
        ("She won on Saturday.", "2021-12-25"),
        ("It struck the U.S. coast, Gen. Vask and all, Saturday.", "2021-12-25"),
    ],
)
def test_verbs_tell_past_from_future(text: str, day: str):
    assert told(text) == [("Saturday", day)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("He said on Thursday that talks open.", [("Thursday", "2021-12-30")]),
        ("He said on Saturday that talks open.", [("Saturday", "2021-12-25")]),
        ("Talks will open on Friday.", [("Friday", "2021-12-31")]),
        ("Monday’s ruling stands.", [("Monday", "2021-12-27")]),
        ("A meeting, which will take place on November 14.", [("November 14", "2022-11-14")]),
        ("It was signed on November 14.", [("November 14", "2021-11-14")]),
        ("Talks open on January 10, and later that week a summit.",
         [("January 10", "2022-01-10"), ("later that week", "2022-W02")]),
        ("It was signed on 1 March 2020 and, two days later, denied.",
         [("1 March 2020", "2020-03-01"), ("two days later", "2020-03-03")]),
        ("On December 12, at 9 a.m. GMT, they met.",
         [("December 12", "2021-12-12"), ("9 a.m. GMT", "2021-12-12T09:00Z")]),
        ("from 10–12 January", [("10–12 January", "2022-01-10/2022-01-12")]),
        ("between Monday and Friday", [("Monday", "2021-12-27"), ("Friday", "2021-12-31")]),
        ("after the New Year holidays", [("the New Year holidays", "2022-01-01/2022-01-09")]),
        ("https://short.example/7VelmQ 28, 2021 at 02:46PM",
         [("28, 2021 at 02:46PM", "2021-12-28T14:46")]),
        ("early May", [("early May", "2022-05")]),
    ],
)  # fmt: skip
def test_times_in_their_sentence(text: str, want: list[tuple[str, str]]):
    assert told(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "It may rain and they march on.",
        "Give me a second; the second half.",
        "300 people, 1,200 tents and $2000.",
        "They won 3-2 and lost 10-12.",
        "1600 Ostermann Avenue, Suite 2000",
        "Version 2.10.2019 of the tool, No. 1984",
        "a 6-year-old boy",
        "Sun rose, Sat down, Mar a little",
        "Theresa May said so.",
        "the Sunday Herald",
        "10.5 per cent, 12/4 time",
    ],
)
def test_look_alikes_are_left_alone(text: str):
    assert told(text) == []


def test_a_time_does_not_reach_into_the_next_block():
    assert told("Monday\nJanuary 10\n2022 budget") == [
        ("Monday", "2021-12-27"),
        ("January 10", "2022-01-10"),
        ("2022", "2022"),
    ]


def test_an_impossible_day_is_marked_and_never_moved():
    found = marked("They meet on 30 February 2022.")
    (mark,) = marks(found, Time)
    assert (mark.impossible, mark.expr) == (True, "2022-02-30")
    assert when.moments(found)[mark.span] is None


def test_without_a_day_of_publication_words_are_kept():
    text = "On Thursday, January 10, 2019, then on March 3."
    assert told(text, published=None) == [
        ("Thursday, January 10, 2019", "2019-01-10"),
        ("March 3", "XXXX-03-03"),
    ]


def test_loose_senses_are_soft():
    found = marked("Last week it began; on 3 May 2020 it ended.")
    assert [mark.soft for mark in marks(found, Time)] == [True, False]


HISTORY = (
    "The league was founded in 1920. In 1921 it met. On 4 May 1922 a treaty was signed, and on"
    " 9 June it was denied. In 1923 a war began in March and paused in July. By 1924 it was over."
    " In 1925 came elections. In August the league dissolved. It met again in 1926."
)


def test_told_history_is_reckoned_from_the_last_year_named():
    found = dict(told(HISTORY))
    assert (found["9 June"], found["August"]) == ("1922-06-09", "1925-08")


def test_news_that_looks_back_is_reckoned_from_its_own_day():
    news = (
        f"He said this on Monday, and last week too. {HISTORY} On Tuesday, as this week began, he"
    )
    found = dict(told(f"{news} had told the House, which meets next month and in recess now."))
    assert (found["August"], found["Tuesday"]) == ("2021-08", "2021-12-28")


def test_news_is_reckoned_from_its_own_day():
    assert (
        dict(told("Founded in 1920. He said on Monday that in August it dissolved."))["August"]
        == "2021-08"
    )


@pytest.mark.parametrize(
    ("language", "text", "want"),
    [
        ("de", "Berlin, 28. Dezember 2021, sagte er am Montag", ["2021-12-28"]),
        ("fr", "Publié le 28 décembre 2021 à Paris", ["2021-12-28"]),
        ("es", "Madrid, 28 de diciembre de 2021", ["2021-12-28"]),
        ("it", "Roma, 28 dicembre 2021", ["2021-12-28"]),
        ("ru", "28 December 2021", []),
    ],
)
def test_full_dates_of_other_languages(language: str, text: str, want: list[str]):
    assert [value for _, value in told(text, language=language)] == want


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")
def test_the_seeds_are_right_row_by_row():
    rows = [
        line.split("\t")
        for line in (SEEDS / "times.gold.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    for path in sorted(SEEDS.glob("*.txt")):
        found = marked(path.read_text("utf-8"), published=TRUE_DAYS[path.name[:3]])
        values = when.values(found)
        got = [
            (mark.span, mark.type, values[mark.span], words(found, mark.span))
            for mark in marks(found, Time)
        ]
        want = [
            (Span(int(start), int(end)), kind, value, said)
            for name, start, end, kind, value, _, said in rows
            if name == path.name
        ]
        assert got == want


VOCABULARY = sorted(
    {word for table in times.english().words.values() for word in table}
    | {"10", "2021", "the", "of", ",", "-", "’s", "\n", ":", "30", "T", "/"}
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=25).map(" ".join))
def test_marks_lie_in_the_text_and_do_not_overlap(text: str):
    found = marks(marked(text), Time)
    assert all(0 <= mark.span.start < mark.span.end <= len(text) for mark in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    spans = {mark.span for mark in found}
    assert all(mark.anchor in spans for mark in found if mark.anchor)


def _read(text: str, language: str) -> object:
    plain = Article(id="", page="", origin="", ref="", text=text, language=language)
    return list(times.mark(plain))


HOSTILE = {
    path: ("en" if path.startswith("en/") else "de") for path in (*times.PATHS, *times.WORLD)
}


@pytest.mark.parametrize(("path", "language"), HOSTILE.items())
def test_every_rule_file_is_linear(path: str, language: str):
    """Each rule's examples, cut short, said over and over: time grows no faster than the text."""
    entries = rules(path).get("rule", [])
    openings = [bracketed(y)[0][: len(y) * 2 // 3] for entry in entries for y in entry["yes"]]
    holidays = list(rules(path).get("words", {}).get("holiday", {}))
    pumped = " ".join(openings or holidays or ["the late early of the first two few a"])
    text = (pumped + " " + "the " * 40 + "1" * 200 + " 1,1,1 - - a few of the ") * 4
    text *= max(1, 20_000 // len(text))
    assert is_linear(lambda number: _read(text * number, language), 1)


class _All(dict[tuple[str, str], tuple[int, ...]]):
    """Any two words: every rule."""

    def get(self, key: object, default: object = None) -> tuple[int, ...]:
        return tuple(range(len(times.english().rules)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join))
def test_no_rule_is_passed_over_by_its_first_two_words(text: str):
    grammar = times.english()
    everywhere = structs.replace(grammar, trials=_All())
    tried, brute = (
        [(match.start, match.end, match.rule.name) for match in find(each, text)]
        for each in (grammar, everywhere)
    )
    assert tried == brute


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The talks open on Tuesday, Ana Roth told Meridian.", "2025-03-11"),
        ("The talks did not open on Tuesday, Ana Roth told Meridian.", "2025-03-04"),
        ("The talks opened on Tuesday, Ana Roth told Meridian.", "2025-03-04"),
    ],
)
def test_what_opens_on_a_day_is_to_come(text: str, day: str) -> None:
    assert told(text, published="2025-03-05") == [("Tuesday", day)]

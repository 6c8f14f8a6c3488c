"""Events of single passages: triggers, standing, days, places, parties, counts."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from secondsource.marks import events
from secondsource.model import (
    AnyMark,
    Article,
    Block,
    Event,
    Name,
    Quote,
    Span,
    Speaker,
    Time,
    with_marks,
)
from secondsource.text import world
from secondsource.text.eventwords import standing
from secondsource.text.patterns import rules
from secondsource.text.tolls import tolls
from secondsource.text.triggers import heads, statements
from secondsource.text.verbs import tokens
from secondsource.text.words import fold
from tests.build import article, span_of
from tests.timing import is_linear

FOLDER = files("secondsource").joinpath("rules", "en", "events")
TYPES = sorted(f.name for f in FOLDER.iterdir() if f.name.endswith(".toml"))
YES = [(name, rule) for name in TYPES for rule in rules(f"en/events/{name}")["yes"]]
NO = [(name, text) for name in TYPES for text in rules(f"en/events/{name}")["no"]]


def found(text: str, *marks: AnyMark, role: str = "body") -> list[Event]:
    made = article(text, marks=marks, roles={0: role})  # type: ignore[dict-item]
    return list(events.mark(made))


def day(text: str, said: str, expr: str = "XXXX-05-12", occurrence: int = 1) -> Time:
    return Time(span=span_of(text, said, occurrence), by="test", type="DATE", expr=expr)


def place(text: str, said: str, occurrence: int = 1) -> Name:
    return Name(
        span=span_of(text, said, occurrence), by="test", type="place", key="place:" + said.lower()
    )


@pytest.mark.parametrize(
    ("name", "rule"), YES, ids=lambda x: x if isinstance(x, str) else x["text"]
)
def test_rule_examples_hold(name: str, rule: dict[str, str]) -> None:
    kind = rules(f"en/events/{name}")["type"]
    text = rule["text"] + "."
    mine = [h for h in heads(tokens(text, Span(0, len(text)))) if h.kind and h.kind.type == kind]
    line = tokens(text, Span(0, len(text)))
    words = [" ".join(t.low for t in line[h.start : h.end]) for h in mine]
    at = next((n for n, w in enumerate(words) if fold(rule["trigger"]) in w), None)
    assert at is not None, words
    status = mine[at].status or "happened"
    assert status == rule["status"]


@pytest.mark.parametrize(("name", "text"), NO, ids=lambda x: x)
def test_confusable_texts_are_left_alone(name: str, text: str) -> None:
    kind = rules(f"en/events/{name}")["type"]
    marks = [day(text, "3 March", "XXXX-03-03")] if "3 March" in text else []
    assert [e for e in found(text + ".", *marks) if e.type == kind and e.score > 0.6] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("On Monday we saw the miners resign.", "happened"),
        ("On Monday the miners resign.", "scheduled"),
        ("We saw that the miners resign on Monday.", "scheduled"),
    ],
)
def test_a_bare_verb_behind_one_of_seeing(text: str, status: str) -> None:
    got = found(text, day(text, "Monday", "mon"))
    assert [(e.type, e.status) for e in got] == [("RESIGN", status)]


STATEMENTS = standing()["statements"]


@pytest.mark.parametrize("rule", STATEMENTS, ids=lambda r: r["name"])
def test_statements_about_dates(rule: dict[str, Any]) -> None:
    for text in rule["yes"]:
        assert [s.status for s in statements(fold(text), 0, len(text))] == [rule["status"]], text
    for text in rule["no"]:
        assert rule["name"] not in [s.name for s in statements(fold(text), 0, len(text))], text


def test_no_sentence_with_an_event_is_passed_over() -> None:
    said = [text for rule in STATEMENTS for text in rule["yes"]]
    said += standing()["delegation"]["yes"]
    said += [rule["text"] for _, rule in YES]
    said += ["The death toll rose to 14", "Moscow's ministry denied all such claims"]
    assert [text for text in said if not events._tells(fold(text))] == []


TENSES = [
    ("The talks will take place", "scheduled"),
    ("The talks are to be held", "scheduled"),
    ("The talks could take place", "tentative"),
    ("The talks may be held", "tentative"),
    ("The talks are expected to begin", "tentative"),
    ("The talks took place", "happened"),
    ("The talks have been held", "happened"),
    ("The talks are taking place", "ongoing"),
    ("The talks will not take place", "cancelled"),
    ("The talks did not take place", "did_not_happen"),
    ("The talks have been postponed", "postponed"),
    ("The talks, scheduled for May, have been cancelled", "cancelled"),
    ("The talks were called off", "cancelled"),
    ("The talks have been moved to May", "rescheduled"),
    ("They will hold talks", "scheduled"),
    ("They postponed the talks", "postponed"),
    ("They called off the talks", "cancelled"),
    ("They proposed to hold talks", "proposed"),
    ("They want to hold talks", "proposed"),
    ("a meeting planned for May", "scheduled"),
    ("ahead of a meeting", "scheduled"),
]


@pytest.mark.parametrize(("text", "status"), TENSES, ids=[t for t, _ in TENSES])
def test_standing_of_a_noun(text: str, status: str) -> None:
    got = [h.status for h in heads(tokens(text, Span(0, len(text)))) if h.kind]
    assert got == [status]


def test_headline_infinitive_is_coming() -> None:
    text = "Valdoria and Estmark to hold talks"
    assert [e.status for e in found(text, role="headline")] == ["scheduled"]


def test_would_is_coming_in_reported_speech() -> None:
    text = "The minister said the talks would take place in May."
    quote = Quote(
        span=Span(0, len(text)), by="test", form="indirect",
        content=(span_of(text, "the talks would take place in May"),),
        speaker=Speaker("The minister", span_of(text, "The minister")),
    )  # fmt: skip
    assert [e.status for e in found(text, quote)] == ["scheduled"]


@pytest.mark.parametrize(
    "role", ["teaser", "widget", "credit", "nav", "ad", "caption", "stamp", "byline"]
)
def test_nothing_from_chrome(role: str) -> None:
    assert found("Talks will be held in Lorne on May 12.", role=role) == []


def test_days_belong_to_their_own_event() -> None:
    text = "The papers were signed on May 3 and were published on May 4, it was reported on Friday."
    marks = [
        day(text, "May 3", "XXXX-05-03"),
        day(text, "May 4", "XXXX-05-04"),
        day(text, "Friday", "fri"),
    ]
    got = [(e.type, text[e.time.start : e.time.end]) for e in found(text, *marks) if e.time]
    assert got == [("AGREE", "May 3"), ("PUBLISH", "May 4")]


def test_two_nouns_share_a_day_said_once() -> None:
    text = "They spoke before a meeting of the Lakes and an assembly of the Hills later that week."
    marks = [day(text, "later that week", "week")]
    assert [e.time for e in found(text, *marks)] == [marks[0].span] * 2


def test_relative_clause_goes_to_the_event_without_a_day() -> None:
    text = (
        "The talks between Valdoria and Estmark will be held on May 12. "
        "The consultations with the League will take place in Lorne following the talks between "
        "Valdoria and Estmark, which will take place on November 9."
    )
    names = [place(text, n, o) for n in ("Valdoria", "Estmark") for o in (1, 2)]
    got = found(text, *names, day(text, "May 12"), day(text, "November 9", "XXXX-11-09"))
    assert [
        (text[e.trigger.start : e.trigger.end], e.time and text[e.time.start : e.time.end])
        for e in got
    ] == [
        ("talks", "May 12"),
        ("consultations", "November 9"),
        ("talks", None),
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The talks will take place in Lorne.", "Lorne"),
        ("The Lorne talks were postponed.", "Lorne"),
        ("They will hold talks on the situation in Karst.", None),
        ("An earthquake struck Karst.", "Karst"),
        ("A fire broke out in the town of Karst.", "Karst"),
        ("Talks between Lorne and Karst will begin.", None),
    ],
)
def test_place(text: str, where: str | None) -> None:
    names = [place(text, n) for n in ("Lorne", "Karst") if n in text]
    got = found(text, *names)
    assert [e.place.name if e.place else None for e in got] == [where]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Talks between Moscow and Washington will begin.", ["Moscow", "Washington"]),
        ("Russian-American talks will begin.", ["Russia", "United States"]),
        ("Russia and the US will hold talks.", ["Russia", "United States"]),
        ("A meeting of NATO will be held.", ["NATO"]),
    ],
)
def test_parties(text: str, parties: list[str]) -> None:
    def key(name: str) -> str | None:
        return world.country(name) or world.capital(name) or world.body(name)

    assert [{key(p.name) for p in e.parties} for e in found(text)] == [{key(p) for p in parties}]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("At least 12 people were killed.", [("killed", 12, None, "")]),
        (
            "The blast killed 12 people, including 3 children.",
            [("killed", 12, 12, ""), ("killed", 3, 3, "children")],
        ),
        ("The death toll rose to 14.", [("killed", 14, 14, "")]),
        ("Four dead and 20 injured", [("killed", 4, 4, ""), ("injured", 20, 20, "")]),
        ("Three soldiers were killed.", [("killed", 3, 3, "soldiers")]),
        ("The crash injured twenty-five people.", [("injured", 25, 25, "")]),
        ("Between 10 and 15 people died.", [("killed", 10, 15, "")]),
        ("More than 1,200 people were arrested.", [("arrested", 1200, None, "")]),
        ("Up to 50 people are missing.", [("missing", 0, 50, "")]),
        ("No one was killed.", [("killed", 0, 0, "")]),
        ("two draft documents", [("drafts", 2, 2, "")]),
        ("Dozens were injured.", [("injured", 24, None, "")]),
        ("The quake of magnitude 5.2 lasted 12 seconds.", []),
        ("A man aged 45 was arrested.", []),
        ("Twelve protesters were arrested.", [("arrested", 12, 12, "protesters")]),
        ("All six on board were killed.", [("killed", 6, 6, "")]),
        ("The ferry was carrying 71 people.", [("on board", 71, 71, "")]),
        ("The ferry left with 71 people on board.", [("on board", 71, 71, "")]),
        ("The Union won 61 of the 120 seats.", [("seats", 61, 61, "")]),
        ("Four candidates won less than half of the votes.", []),
        ("120 residents of Kiln Street had to leave their homes.", [("evacuated", 120, 120, "")]),
        ("120 people had been brought to the sports hall.", [("evacuated", 120, 120, "")]),
        ("We brought 1,800 residents to schools.", [("evacuated", 1800, 1800, "")]),
        ("46 pupils of Kern Street School fell ill.", [("injured", 46, 46, "pupils")]),
        ("By two o'clock the first were sick.", []),
        ("Two bodies had been recovered.", [("killed", 2, 2, "")]),
        ("Rescuers found seven bodies under a house.", []),
        ("Forty aircraft will take part.", []),
        ("Twelve people had to be treated in hospital.", [("injured", 12, 12, "")]),
        ("The six men who lost their lives were miners.", [("killed", 6, 6, "men")]),
        ("A man of 34 was arrested.", []),
        ("The storm cut power to 12,000 homes.", [("households without power", 12000, 12000, "")]),
        ("Fourteen passengers and crew drowned.", [("killed", 14, 14, "passengers")]),
        ("Four of them are in intensive care.", [("injured", 4, 4, "part")]),
        ("The number of strikers was 12,000.", [("participants", 12000, 12000, "")]),
        ("Some 4,000 dockers had joined the strike.", [("participants", 3600, 4400, "")]),
        ("20,000 people took to the streets.", [("participants", 20000, 20000, "")]),
        (
            "Police put the number of marchers at 4,000, the organisers spoke of 20,000.",
            [("participants", 4000, 4000, ""), ("participants", 20000, 20000, "")],
        ),
        ("The final was watched by 48,200 spectators.", [("spectators", 48200, 48200, "")]),
        ("Two protest marches were held.", []),
        ("The derby ended in a draw that drew 2 cards.", []),
        ("Turnout was 57 per cent.", []),
        ("Police put the dead at 12.", [("killed", 12, 12, "")]),
        ("Twelve people are known to have died.", [("killed", 12, 12, "")]),
        ("Twelve villagers burned to death.", [("killed", 12, 12, "")]),
        ("Ambulances took 30 people to hospital.", [("injured", 30, 30, "")]),
        ("Thirty people suffered smoke inhalation.", [("injured", 30, 30, "")]),
        ("Four people have not been found.", [("missing", 4, 4, "")]),
        ("There is no trace of four climbers.", [("missing", 4, 4, "climbers")]),
        ("Police led away 61 people.", [("arrested", 61, 61, "")]),
        ("Patrol boats picked up 54 survivors.", [("picked up", 54, 54, "")]),
        ("Fourteen miners are trapped.", [("trapped", 14, 14, "miners")]),
        ("Both sides exchanged 40 prisoners each.", [("released", 40, 40, "prisoners")]),
        ("The injured were taken to three hospitals.", []),
        ("Two men were stabbed.", [("injured", 2, 2, "men")]),
        ("Two men had knife wounds.", [("injured", 2, 2, "men")]),
        ("Two men were stabbed to death.", [("killed", 2, 2, "men")]),
        ("The clerk admitted 73 transfers.", []),
        ("The hospital admitted 73 people.", [("injured", 73, 73, "")]),
        ("The union expects 340 drivers to stop work.", [("participants", 340, 340, "")]),
        ("Some 340 drivers plan to stop work.", [("participants", 306, 374, "")]),
        ("We counted 4,000 people.", [("participants", 4000, 4000, "")]),
        ("We counted 4,000 votes.", [("votes", 4000, 4000, "")]),
        ("The race director said 900 cyclists had entered.", [("entrants", 900, 900, "")]),
        ("Two skiers are missing.", [("missing", 2, 2, "skiers")]),
        ("It imposed sanctions on 14 officials.", [("sanctioned persons", 14, 14, "")]),
        ("No more than 210 doctors took part.", [("entrants", 0, 210, "")]),
        ("She put the number of soldiers killed at six.", [("killed", 6, 6, "soldiers")]),
        ("The number of those moved out of their homes is 300.", [("evacuated", 300, 300, "")]),
        ("He put the number of those on the Ring at 800.", [("participants", 800, 800, "")]),
        ("The number of the house is 12.", []),
        ("Nine bodies were brought to her morgue.", [("killed", 9, 9, "")]),
        ("We mourn seven of our neighbours.", [("killed", 7, 7, "")]),
        ("Two men were fatally shot.", [("killed", 2, 2, "men")]),
        ("We were 20,000.", [("participants", 20000, 20000, "")]),
        ("She has seen every one of the detained.", []),
        ("Five people, including a child, were killed.", [("killed", 5, 5, "")]),
        ("Three sailors, all from Larn, died.", [("killed", 3, 3, "sailors")]),
        ("Two men, aged 34 and 41, were arrested.", [("arrested", 2, 2, "men")]),
        ("Six of the 20 people on board were killed.", [("killed", 6, 6, "")]),
        ("One of the five men arrested has confessed.", [("arrested", 5, 5, "men")]),
        ("Rescuers pulled 14 bodies from the rubble.", [("killed", 14, 14, "")]),
        ("Some 6,000 had been out, he said.", [("participants", 5400, 6600, "")]),
        ("Some 6,000 had been out of work, he said.", []),
        ("Pallant buys it for 90 million marks.", []),
        ("A clinic got 53 wounded and 24 dead.", [("injured", 53, 53, ""), ("killed", 24, 24, "")]),
        ("Attendance was 11,240.", [("participants", 11240, 11240, "")]),
        ("He says 54 are alive.", [("rescued", 54, 54, "")]),
        ("A quake of magnitude 5.6 killed 12.", [("killed", 12, 12, "")]),
        ("A wall of 30m marks the place.", []),
        ("Of those 17 of those on its list were missing.", [("missing", 17, 17, "")]),
        ("He saw 11 bodies and 30 wounded.", [("injured", 30, 30, "")]),
        ("A crowd estimated at 4,000 filled it.", [("participants", 4000, 4000, "")]),
    ],
)
def test_counts(text: str, want: list[tuple[str, int, int | None, str]]) -> None:
    got = tolls(tokens(text, Span(0, len(text))))
    assert [(t.what, t.low, t.high, t.scope) for t in got] == want


def test_what_only_counts_takes_the_event_its_article_names() -> None:
    text = "Teachers in Lorne walked out on Monday.\nThe union said 18,000 had taken part."
    got = [(e.type, [(c.what, c.low) for c in e.counts]) for e in found(text)]
    assert got == [("STRIKE", []), ("STRIKE", [("participants", 18000)])]
    assert found("The quiz was easy.\nThe host said 18,000 had taken part.") == []


def test_who_enters_a_race_takes_part_in_it() -> None:
    text = (
        "Runners filled Lorne at the marathon on Monday.\nThe director said 9,000 had taken part."
    )
    got = [(e.type, [(c.what, c.low) for c in e.counts]) for e in found(text)]
    assert got == [("FIXTURE", []), ("FIXTURE", [("participants", 9000)])]


def test_spectators_come_to_a_match_and_take_part_in_a_march() -> None:
    text = "The cup final in Lorne drew 48,200 people."
    assert [c.what for e in found(text, place(text, "Lorne")) for c in e.counts] == ["spectators"]
    text = "The rally in Lorne drew 48,200 people."
    assert [c.what for e in found(text, place(text, "Lorne")) for c in e.counts] == ["participants"]


def test_a_number_alone_has_the_day_beside_it_but_for_how_it_stands() -> None:
    text = "Some 900 people were moved to safety on Sunday."
    assert [e.time and e.time.start for e in found(text, day(text, "Sunday"))] == [
        text.index("Sunday")
    ]
    text = "The death toll rose to 14 on Sunday."
    assert [e.time for e in found(text, day(text, "Sunday"))] == [None]


def test_a_trigger_that_needs_words_beside_it() -> None:
    said = "{} went down on Monday."
    assert [e.type for e in found(said.format("The small ferry"))] == ["TRANSPORT"]
    assert found(said.format("Prices of wheat")) == []


SENSES = [
    ("The army admitted a strike on Lorne. Jets dropped bombs, killing civilians.", "ASSAULT"),
    ("The union began a strike in Lorne. Jets stand idle, its members want more pay.", "STRIKE"),
    ("Rovers signed Ada Kern on Monday, the coach of the club said after the season.", "TRANSFER"),
    ("Lorne signed a treaty on Monday, the minister of the government said.", "AGREE"),
    ("There was a raid in Lorne on Monday. Police arrested two suspects for fraud.", "COERCE"),
    ("There was a raid in Lorne on Monday. Rebels killed soldiers in the village.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "want"), SENSES)
def test_a_word_of_two_senses_has_that_of_its_page(text: str, want: str) -> None:
    marks: list[AnyMark] = [day(text, "Monday")] if "Monday" in text else []
    marks += [place(text, "Lorne")] if "Lorne" in text else []
    assert found(text, *marks)[0].type == want


def spoken(text: str, words: str, *, form: str = "direct") -> Quote:
    span = span_of(text, words)
    who = Speaker("Ada Kern", span, key="person:ada kern")
    return Quote(span=span, by="test", form=form, content=(span,), speaker=who)  # type: ignore[arg-type]


def test_what_we_did_is_told_and_what_we_do_is_not() -> None:
    assert [e.type for e in found('"We evacuated the street"')] == ["DISASTER"]
    assert found('"We vote as we please"') == []


def test_the_day_of_an_event_is_not_that_of_the_verb_of_saying() -> None:
    text = "She said Kern won Sunday's run-off."
    got = found(text, day(text, "Sunday's"))
    assert [e.time is not None for e in got if e.type == "ELECT"][-1]
    text = "It said on Sunday as it published the report."
    got = found(text, day(text, "Sunday"))
    assert [e.time for e in got] == [span_of(text, "Sunday")]
    text = "People were evacuated and the dyke would be closed by Sunday."
    got = found(text, day(text, "Sunday"))
    assert [e.time for e in got] == [None]


DAYS = [  # the first event of the sentence and the words of its day
    ("Ada Kern, mayor since 2030, resigned on Monday.", "Monday"),
    ("The coach in which 11 people died on Monday had been checked in 2030.", "Monday"),
    ("The men killed at the pit were buried on Monday.", None),
    ("The dam burst and the village was flooded on Monday.", "Monday"),
    ("She thanked the army on Monday for freeing the hostages.", None),
    ("They exchanged men held in each other's jails on Monday.", "Monday"),
    ("Thousands marched against the summit in Velm on Monday.", "Monday"),
    ("They attended the summit on Monday.", "Monday"),
]


@pytest.mark.parametrize(("text", "want"), DAYS)
def test_which_day_an_event_has(text: str, want: str | None) -> None:
    marks = [day(text, "Monday", "mon<")] + ([day(text, "2030", "2030")] if "2030" in text else [])
    got = [e for e in found(text, *marks) if e.type != "GATHERING"]
    assert (got[0].time and text[got[0].time.start : got[0].time.end]) == want


POINTING = standing()["pointing"]


@pytest.mark.parametrize("rule", POINTING, ids=lambda r: r["name"])
def test_sentences_that_only_date(rule: dict[str, Any]) -> None:
    pattern = re.compile(rule["pattern"])
    assert [t for t in rule["yes"] if not pattern.search(t)] == []
    assert [t for t in rule["no"] if pattern.search(t)] == []


def test_it_will_be_held_on_a_day() -> None:
    text = "Lorne plans a referendum.\nIt will be held on May 12."
    got = found(text, day(text, "May 12"))
    assert [(e.type, e.status, e.time) for e in got[1:]] == [
        ("ELECT", "scheduled", span_of(text, "May 12"))
    ]
    text = "The cook is back.\nIt will be held on May 12."
    assert found(text, day(text, "May 12")) == []


def test_the_sentence_before_may_set_the_day() -> None:
    text = "The rain came on Monday. Students marched through Larn."
    assert [e.time and e.time.start for e in found(text, day(text, "Monday"))] == [17]
    text = "The council votes on Monday. Students marched through Larn."
    assert found(text, day(text, "Monday"))[-1].time is None


def test_attacked_on_monday_is_no_speech_of_monday() -> None:
    text = "Gunmen attacked a checkpoint on Monday."
    span = span_of(text, "a checkpoint on Monday")
    who = Speaker("Gunmen", span_of(text, "Gunmen"))
    cue = span_of(text, "attacked")
    said = Quote(span=span, by="test", form="indirect", content=(span,), speaker=who, cue=cue)
    assert [e.time for e in found(text, day(text, "Monday", "mon<"), said)] == [
        span_of(text, "Monday")
    ]


def test_the_place_behind_an_event_is_its_place() -> None:
    text = "The hospital in Lorne called in staff after the crash at Talvik."
    got = found(text, place(text, "Lorne"), place(text, "Talvik"))
    assert [e.place and e.place.name for e in got] == ["Talvik"]
    words = "The dock fire is out"
    text = f"{words}, a doctor at Lorne Hospital said."
    got = found(text, place(text, "Lorne"), spoken(text, words, form="indirect"))
    assert [e.place for e in got] == [None]


@pytest.mark.parametrize(
    ("text", "kind", "want"),
    [
        ("Nobody has sold Ribek to Valmont.", "TRANSFER", "denied"),
        ("No one has resigned.", "RESIGN", "denied"),
        ("There is no agreement to purchase Castel Steel.", "TRANSFER", "denied"),
        ("He has sold Ribek to Valmont.", "TRANSFER", "affirmed"),
        ("There is an agreement to purchase Castel Steel.", "TRANSFER", "affirmed"),
    ],
)
def test_what_nobody_has_done_is_denied(text: str, kind: str, want: str) -> None:
    got = [e for e in found(text) if e.type == kind]
    assert [e.polarity for e in got] == [want]


def test_denied_claims_take_the_type_of_what_was_alleged() -> None:
    text = "The press alleged that Estmark is planning an invasion. It has denied all such claims."
    assert [(e.type, e.polarity) for e in found(text)] == [
        ("ASSAULT", "alleged"),
        ("ASSAULT", "denied"),
    ]


def test_a_month_is_no_march() -> None:
    text = "The report of March 27 is out."
    assert found(text, day(text, "March 27", "XXXX-03-27")) == []


texts = st.text(
    alphabet=st.sampled_from(
        "talks will be held on killed 12 in the signed which, . \n was “”’-–ß€😀0x"
    ),
    max_size=400,
)


@given(texts)
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text(text: str) -> None:
    made = article(text)
    for event in events.mark(made):
        assert (
            0
            <= event.span.start
            <= event.trigger.start
            < event.trigger.end
            <= event.span.end
            <= len(text)
        )
        assert all(0 <= c.span.start < c.span.end <= len(text) for c in event.counts)
    assert list(events.mark(made)) == list(events.mark(made))


@pytest.mark.parametrize(
    "unit",
    [
        "talks will ",
        "will not be ",
        "killed 12 ",
        "talks on the ",
        "the talks, which ",
        "no final ",
        "12,",
        "in Lorne and ",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def work(size: int) -> object:
        return list(events.mark(article((unit * size)[: size * 8])))

    assert is_linear(work, 2000)


def test_blocks_are_needed() -> None:
    plain = Article(id="a", page="p", origin="o", ref="r", text="Talks will be held.")
    assert list(events.mark(plain)) == []
    whole = with_marks(plain, [Block(span=Span(0, 19), by="test", role="body")])
    assert [e.status for e in events.mark(whole)] == ["scheduled"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The union has suspended the strike.", "suspended"),
        ("The strike of bus drivers was suspended on Tuesday.", "suspended"),
        ("Talks in Larn broke off on Tuesday.", "suspended"),
        ("Talks in Larn resumed on Tuesday.", "resumed"),
        ("Talks in Larn will resume on Tuesday.", "scheduled"),
        ("The trial of Olm Brandt was adjourned until Monday.", "adjourned"),
        ("The launch of the rocket was scrubbed on Tuesday.", "postponed"),
        ("The strike in Larn is over.", "happened"),
        ("Besides the strike in Larn, a player was suspended.", "happened"),
    ],
)
def test_stopped_for_now_is_neither_put_off_nor_called_off(text: str, want: str) -> None:
    assert found(text)[0].status == want


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("The banker was handed a two-year term on Monday.", "COERCE", True),
        ("The winger was handed a two-year contract on Monday.", "COERCE", False),
        ("Halmar won 12-7 on Saturday.", "FIXTURE", True),
        ("Halmar won much praise on Saturday.", "FIXTURE", False),
        ("Orla won the vote 52-48 on Saturday.", "FIXTURE", False),
        ("Divers found the body of a man on Monday.", "DEATH", True),
        ("Archaeologists found the remains of a Roman on Monday.", "DEATH", False),
    ],
)
def test_some_words_must_not_stand_beside_a_trigger(text: str, kind: str, told: bool) -> None:
    line = tokens(text, Span(0, len(text)))
    assert any(h.kind and h.kind.type == kind for h in heads(line)) is told


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A light plane crashed west of Lorne.", "Lorne"),
        ("A coach crashed just south-east of Lorne on Monday.", "Lorne"),
        ("A bus crashed on the Larn-Velm expressway, killing two.", "Larn-Velm expressway"),
        ("A van crashed on Cutler Street early on Monday.", "Cutler Street"),
        ("A plane crashed into Lake Ondor minutes after take-off.", "Lake Ondor"),
        ("A lorry crashed on Monday.", None),
        ("An earthquake of magnitude 6.1 struck Lorne before dawn.", "Lorne"),
        ("A quake rattled Lorne early on Monday.", "Lorne"),
        ("A quake hit Valdorian mountain towns on Monday.", None),
    ],
)
def test_the_place_of_a_crash_or_a_quake(text: str, where: str | None) -> None:
    names = [place(text, "Lorne")] if "Lorne" in text else []
    got = found(text, *names)
    assert where in [e.place.name if e.place else None for e in got]


@pytest.mark.parametrize(
    ("text", "said", "where"),
    [
        ("The study was published at the Press House on Monday.", "Press House", "Press House"),
        ("Talks were held at Arden Park on Monday.", "Arden Park", "Arden Park"),
        ("Gunmen attacked traders at the Arden offices.", "Arden", None),
        ("Gunmen fired at Ada Kern.", "Ada Kern", None),
    ],
)
def test_a_name_behind_at_is_a_place(text: str, said: str, where: str | None) -> None:
    name = structs.replace(place(text, said), type="organisation", key="organisation:x")
    got = found(text, name)
    assert [e.place.name if e.place else None for e in got[:1]] == [where]

"""Events of a story, their findings, verdicts and refusals."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from secondsource import reconcile
from secondsource.marks import events, times
from secondsource.model import (
    AnyMark,
    Article,
    Dating,
    Finding,
    Link,
    Name,
    Quote,
    Span,
    Speaker,
    Story,
    StoryEvent,
    Teller,
    with_marks,
)
from secondsource.text.when import parse
from tests.build import article, span_of

PLACES = ("Valdoria", "Estmark", "Lorne", "Karst", "Talvik", "Ostra", "Orvane")


def page(
    text: str, published: str, *, outlet: str, said: tuple[tuple[str, str, str], ...] = ()
) -> Article:
    """An article whose first line is the headline; said: (words, speaker, agency or "")."""
    marks: list[AnyMark] = []
    for name in PLACES:
        at = text.find(name)
        while at >= 0:
            span = Span(at, at + len(name))
            marks.append(Name(span=span, by="test", type="place", key="place:" + name.lower()))
            at = text.find(name, at + 1)
    for words, speaker, agency in said:
        content = span_of(text, words)
        via = (Teller(agency, "agency", content),) if agency else ()
        anonymous = speaker.startswith("an ")
        key = "" if anonymous or speaker.islower() else "person:" + speaker.lower()
        who = Speaker(speaker, content, key=key, anonymous=anonymous) if speaker else None
        marks.append(
            Quote(
                span=content, by="test", form="indirect", content=(content,), speaker=who, via=via
            )
        )
    when = parse(published)
    assert when is not None
    day = Dating(when, published, 1.0, "test")
    made = article(
        text,
        marks=marks,
        roles={0: "headline"},
        ref=f"{outlet}-{published}",
        outlet=outlet,
        published=day,
    )
    made = with_marks(made, times.mark(made))
    return with_marks(made, events.mark(made))


def told(*articles: Article, links: tuple[Link, ...] = ()) -> Story:
    ids = tuple(sorted(a.id for a in articles))
    return reconcile.findings(Story("s", "", ids, links), articles)


def only(story: Story, kind: str) -> StoryEvent:
    found = [e for e in story.events if e.type == kind]
    assert len(found) == 1, [(e.type, e.label) for e in story.events]
    return found[0]


def finding(story: Story, event: StoryEvent, attribute: str, about: str = "") -> Finding:
    return next(
        f for f in story.findings if (f.event, f.attribute, f.about) == (event.id, attribute, about)
    )


def values(one: Finding) -> dict[str, tuple[int, int]]:
    return {v.value: (v.sources.low, v.sources.high) for v in one.versions}


TALKS = "Talks between Valdoria and Estmark"


def test_one_event_many_accounts() -> None:
    a = page(
        f"{TALKS} set for May 12\n{TALKS} will be held in Lorne on May 12.",
        "2031-05-02",
        outlet="Post",
        said=((f"{TALKS} will be held in Lorne on May 12", "Ilna Toreva", ""),),
    )
    b = page(
        f"{TALKS} planned\n{TALKS} will take place on May 12.",
        "2031-05-02",
        outlet="Herald",
        said=((f"{TALKS} will take place on May 12", "Tomas Vell", "Norda"),),
    )
    story = told(a, b)
    event = only(story, "CONSULT")
    assert (event.value, event.status) == ("2031-05-12", "scheduled")
    assert [p.name for p in event.parties] == ["Estmark", "Valdoria"]
    when = finding(story, event, "time")
    assert (values(when), when.verdicts) == ({"2031-05-12": (2, 2)}, ("agree",))
    assert finding(story, event, "place").verdicts == ("complement",)


def test_headline_and_lead_inherit() -> None:
    a = page(
        f"{TALKS} set for May 12\n{TALKS} will be held on May 12.\n{TALKS} will begin on May 12.",
        "2031-05-02",
        outlet="Post",
        said=((f"{TALKS} will begin on May 12", "Ilna Toreva", ""),),
    )
    story = told(a)
    when = finding(story, only(story, "CONSULT"), "time")
    assert values(when) == {"2031-05-12": (1, 1)}
    assert len(when.versions[0].accounts) == 3
    assert when.verdicts == ("agree",) or when.verdicts == ("single_source",)


def test_a_copy_never_counts() -> None:
    text = "Ferry fire\nA fire injured seven workers in Orvane on Monday."
    a, b = page(text, "2031-05-07", outlet="Post"), page(text, "2031-05-07", outlet="Herald")
    count = finding(told(a, b), only(told(a, b), "DISASTER"), "count", "injured")
    assert values(count) == {"7": (2, 2)}
    story = told(a, b, links=(Link(b.id, a.id, "same", 1.0, "words"),))
    assert values(finding(story, only(story, "DISASTER"), "count", "injured")) == {"7": (1, 1)}


def test_status_moves_on() -> None:
    a = page(f"Talks may be near\n{TALKS} could take place on May 12.", "2031-05-01", outlet="Post")
    b = page(f"Talks fixed\n{TALKS} will take place on May 12.", "2031-05-03", outlet="Herald")
    story = told(a, b)
    event = only(story, "CONSULT")
    assert finding(story, event, "status").verdicts == ("superseded",)
    assert [(s.status) for s in event.history] == ["tentative", "scheduled"]
    assert event.status == "scheduled"


def test_one_speaker_through_two_carriers_differs() -> None:
    a = page(
        f"Talks\n{TALKS} will take place on May 12.",
        "2031-05-03",
        outlet="Post",
        said=((f"{TALKS} will take place on May 12", "Peder Askholm", "TASS"),),
    )
    b = page(
        f"Talks\n{TALKS} could take place on May 12.",
        "2031-05-03",
        outlet="Herald",
        said=((f"{TALKS} could take place on May 12", "Peder Askholm", "AFP"),),
    )
    story = told(a, b)
    status = finding(story, only(story, "CONSULT"), "status")
    assert "differ" in status.verdicts
    assert "TASS" in status.reason
    assert "AFP" in status.reason


def test_a_moved_day_is_superseded() -> None:
    a = page(f"{TALKS}\n{TALKS} will take place on May 12.", "2031-05-02", outlet="Post")
    b = page(
        f"{TALKS} moved\n{TALKS} have been moved from May 12 to May 26.",
        "2031-05-06",
        outlet="Post",
    )
    story = told(a, b)
    event = only(story, "CONSULT")
    assert event.value == "2031-05-26"
    assert "superseded" in finding(story, event, "time").verdicts


def test_coarser_days_refine() -> None:
    a = page(f"{TALKS}\n{TALKS} will take place on May 12.", "2031-04-20", outlet="Post")
    b = page(f"{TALKS}\n{TALKS} will take place next month.", "2031-04-20", outlet="Herald")
    story = told(a, b)
    when = finding(story, only(story, "CONSULT"), "time")
    assert "refine" in when.verdicts
    assert only(story, "CONSULT").value == "2031-05-12"


def test_a_day_that_cannot_be_is_refused() -> None:
    a = page(
        f"{TALKS}\n{TALKS} will be held on January 10. "
        f"The consultations between Valdoria and the OSCE will take place in Lorne following "
        f"the meeting between Valdoria and Estmark, which will take place on November 14.",
        "2031-12-30",
        outlet="Post",
    )
    b = page(
        f"{TALKS}\n{TALKS} will be held on January 10. "
        f"A meeting of Valdoria and the OSCE will be held on January 12.",
        "2031-12-29",
        outlet="Herald",
    )
    story = told(a, b)
    doubted = [e for e in story.events if e.rejected]
    assert [(r.attribute, r.value) for e in doubted for r in e.rejected] == [("time", "2032-11-14")]
    assert doubted[0].value == "2032-01-12"
    assert "inconsistent" in finding(story, doubted[0], "time").verdicts
    assert "November 14" in doubted[0].rejected[0].why
    talks = [e for e in story.events if e.value == "2032-01-10"]
    assert len(talks) == 1


def test_a_draft_is_not_signed() -> None:
    a = page("Drafts\nThe draft agreements were signed on May 7.", "2031-05-12", outlet="Post")
    b = page(
        "Proposals\nValdoria made proposals to sign a binding agreement with Estmark.",
        "2031-05-14",
        outlet="Herald",
    )
    story = told(a, b)
    event = only(story, "AGREE")
    assert event.status == "proposed"
    assert event.value == ""
    assert [r.attribute for r in event.rejected] == ["existence"]
    assert finding(story, event, "existence").verdicts == ("inconsistent", "differ")


def test_two_days_in_one_voice_are_inconsistent() -> None:
    a = page(
        "Report\nValdoria published the report on May 7. The report was published on May 8.",
        "2031-05-12",
        outlet="Post",
    )
    story = told(a)
    event = only(story, "PUBLISH")
    assert "inconsistent" in finding(story, event, "time").verdicts


def test_lookalikes_stay_apart() -> None:
    a = page(
        "Quake in Talvik\nAn earthquake in Talvik killed 12 people on Monday.",
        "2031-03-05",
        outlet="Post",
    )
    b = page(
        "Quake in Ostra\nAn earthquake in Ostra killed 30 people on Sunday.",
        "2031-03-10",
        outlet="Herald",
    )
    assert [e.place.name for e in told(a, b).events if e.place] == ["Talvik", "Ostra"]


COUNTS = [
    ("killed 12 people", "killed 31 people", ("superseded",)),
    ("killed 12 people", "killed 12 people", ("agree",)),
    ("killed at least 10 people", "killed 12 people", ("superseded",)),
]


@pytest.mark.parametrize(
    ("first", "second", "want"), COUNTS, ids=[f"{a} / {b}" for a, b, _ in COUNTS]
)
def test_tolls(first: str, second: str, want: tuple[str, ...]) -> None:
    a = page(
        f"Quake in Talvik\nAn earthquake in Talvik {first} on Sunday.", "2031-03-02", outlet="Post"
    )
    b = page(
        f"Quake in Talvik\nAn earthquake in Talvik {second} on Sunday.",
        "2031-03-04",
        outlet="Herald",
    )
    story = told(a, b)
    got = finding(story, only(story, "DISASTER"), "count", "killed").verdicts
    assert set(want) & set(got)
    assert not {"differ", "inconsistent"} & set(got)


def test_a_toll_that_grows_day_by_day_is_told_step_by_step() -> None:
    pages = [
        page(
            f"Quake in Talvik\nAn earthquake in Talvik killed {dead} people on Sunday.",
            f"2031-03-0{2 + day}",
            outlet=f"Paper {day}",
        )
        for day, dead in enumerate((12, 19, 23))
    ]
    story = told(*pages)
    reason = finding(story, only(story, "DISASTER"), "count", "killed").reason
    assert ("was 12" in reason, "was 19" in reason, reason.count("is 23")) == (True, True, 1)


def test_a_part_is_no_conflict() -> None:
    a = page(
        "Quake\nAn earthquake in Talvik killed 12 people, including 3 children, on Sunday.",
        "2031-03-02",
        outlet="Post",
    )
    b = page(
        "Quake in Talvik\nAn earthquake in Talvik killed 12 people on Sunday.",
        "2031-03-02",
        outlet="Herald",
    )
    story = told(a, b)
    count = finding(story, only(story, "DISASTER"), "count", "killed")
    assert "complement" in count.verdicts
    assert not {"differ", "inconsistent", "superseded"} & set(count.verdicts)


def test_two_counts_of_one_crew_differ() -> None:
    a = page(
        "Quake\nAn earthquake in Talvik killed five miners on Sunday.", "2031-03-02", outlet="Post"
    )
    b = page(
        "Quake\nAn earthquake in Talvik killed seven men on Sunday.", "2031-03-02", outlet="Herald"
    )
    story = told(a, b)
    count = finding(story, only(story, "DISASTER"), "count", "killed")
    assert {v.value for v in count.versions} == {"5", "7"}
    assert "differ" in count.verdicts


def test_same_day_tolls_differ() -> None:
    a = page(
        "Quake in Talvik\nAn earthquake in Talvik killed 12 people on Sunday.",
        "2031-03-02",
        outlet="Post",
    )
    b = page(
        "Quake in Talvik\nAn earthquake in Talvik killed 9 people on Sunday.",
        "2031-03-02",
        outlet="Herald",
    )
    story = told(a, b)
    assert "differ" in finding(story, only(story, "DISASTER"), "count", "killed").verdicts


def test_a_denial_supports_only_itself() -> None:
    words = "Estmark is planning an invasion of Valdoria"
    a = page(
        f"Plan\nThe ministry alleged that {words}.",
        "2031-02-25",
        outlet="Post",
        said=((words, "Ilna Toreva", ""),),
    )
    b = page(
        f"Denial\nTomas Vell denied that {words}.",
        "2031-02-25",
        outlet="Herald",
        said=((words, "Tomas Vell", ""),),
    )
    b = structs.replace(
        b,
        marks=tuple(structs.replace(m, act="deny") if isinstance(m, Quote) else m for m in b.marks),
    )
    b = with_marks(
        structs.replace(b, marks=tuple(m for m in b.marks if type(m).__name__ != "Event")), []
    )
    b = with_marks(b, events.mark(b))
    story = told(a, b)
    there = finding(story, only(story, "ASSAULT"), "existence")
    assert there.verdicts == ("differ",)
    assert {v.value: (v.sources.low, v.sources.high) for v in there.versions}["denied"] == (1, 1)


def test_order_of_articles_does_not_matter() -> None:
    pages = [
        page(f"{TALKS}\n{TALKS} will take place on May {d}.", "2031-05-02", outlet=o)
        for d, o in ((12, "Post"), (12, "Herald"), (13, "Mirror"))
    ]
    assert told(*pages) == told(*pages[::-1])


def test_a_story_without_events_has_its_outlets() -> None:
    a = page("A quiet day\nNothing was seen.", "2031-05-02", outlet="Post")
    b = page("Calm\nAll was still.", "2031-05-02", outlet="Herald")
    story = told(a, b)
    assert (story.events, story.sources.low, story.sources.high) == ((), 2, 2)


def test_ids_are_stable() -> None:
    a = page(f"{TALKS}\n{TALKS} will take place on May 12.", "2031-05-02", outlet="Post")
    assert [f.id for f in told(a).findings] == [f.id for f in told(a).findings]
    assert len({f.id for f in told(a).findings}) == len(told(a).findings)
    assert date.fromisoformat(only(told(a), "CONSULT").value) == date(2031, 5, 12)


def test_an_outlets_word_of_what_is_to_come_may_repeat_who_told_it() -> None:
    said = page(
        f"{TALKS} set for May 12\n{TALKS} will be held in Lorne on May 12.",
        "2031-05-02",
        outlet="Post",
        said=((f"{TALKS} will be held in Lorne on May 12", "Ilna Toreva", ""),),
    )
    plain = page(
        f"{TALKS} planned\n{TALKS} will take place on May 12.", "2031-05-02", outlet="Herald"
    )
    story = told(said, plain)
    assert values(finding(story, only(story, "CONSULT"), "time"))["2031-05-12"] == (1, 2)


def test_what_did_not_happen_is_denied() -> None:
    one = page(
        "Army attacks Lorne\nThe army attacked Lorne on May 12.", "2031-05-13", outlet="Post"
    )
    other = page(
        "No attack\nThe army did not attack Lorne on May 12.", "2031-05-13", outlet="Herald"
    )
    story = told(one, other)
    assert set(values(finding(story, only(story, "ASSAULT"), "existence"))) == {
        "affirmed",
        "denied",
    }


FALL = "A bridge collapsed in Lorne on May 12"


@pytest.mark.parametrize(
    ("own", "want"),
    [
        (f"{FALL}. Lorries hung over the edge.", (2, 2)),
        (f'{FALL}. "All of it," Ana Roth sobbed.', (1, 2)),
        (f'{FALL}, I saw it go. "All of it," Ana Roth sobbed.', (2, 2)),
    ],
    ids=["names nobody", "tells what somebody told", "was there"],
)
def test_an_article_that_was_told_may_repeat_whom_another_names(
    own: str, want: tuple[int, int]
) -> None:
    said = page(
        f"Bridge falls in Lorne\n{FALL}, Ilna Toreva said.",
        "2031-05-13",
        outlet="Post",
        said=((FALL, "Ilna Toreva", ""),),
    )
    story = told(said, page(f"Bridge gone\n{own}", "2031-05-13", outlet="Herald"))
    assert values(finding(story, only(story, "DISASTER"), "existence"))["affirmed"] == want


def test_a_copy_keeps_whose_words_its_original_tells() -> None:
    words = f"{FALL} and blocked the road to the harbour for the rest of the day"
    said = page(
        f"Bridge falls\n{words}, Ilna Toreva said.",
        "2031-05-13",
        outlet="Post",
        said=((words, "Ilna Toreva", ""),),
    )
    cut = page(f"Bridge gone\n{words}.", "2031-05-13", outlet="Herald")
    link = Link(cut.id, said.id, "cut", 0.9, "test", True)
    story = told(said, cut, links=(link,))
    assert values(finding(story, only(story, "DISASTER"), "existence"))["affirmed"] == (1, 1)


def test_one_toll_is_of_one_event() -> None:
    one = page("Mill fire\nA fire in a mill killed 23 people.", "2031-05-13", outlet="Post")
    other = page(
        "A sad day\nThere were 23 dead, all of them porters.", "2031-05-13", outlet="Herald"
    )
    assert len(told(one, other).events) == 1


def test_a_story_without_events_counts_who_was_told_once() -> None:
    told_so = [
        page(f'The frontier\n"We wait and see," {name} mused.', "2031-05-13", outlet=name)
        for name in ("Post", "Herald")
    ]
    plain = [page("The frontier\nIt rained.", "2031-05-13", outlet=n) for n in ("Mail", "Sun")]
    assert (told(*told_so).sources.low, told(*plain).sources.low) == (1, 2)


@pytest.mark.parametrize(
    ("own", "want"),
    [
        ("A fire in a mill in Lorne killed 23 people. Cranes came at dusk.", (1, 2)),
        ("A fire in a mill in Lorne killed 23 people, I saw it. Cranes came at dusk.", (2, 2)),
    ],
    ids=["plain", "was there"],
)
def test_a_toll_may_be_that_of_who_counts(own: str, want: tuple[int, int]) -> None:
    toll = "A fire in a mill in Lorne killed 23 people"
    said = page(
        f"Mill fire\n{toll}, Ilna Toreva said.",
        "2031-05-13",
        outlet="Post",
        said=((toll, "Ilna Toreva", ""),),
    )
    story = told(said, page(f"A sad day\n{own}", "2031-05-13", outlet="Herald"))
    event = only(story, "DISASTER")
    assert values(finding(story, event, "count", "killed"))["23"] == want
    assert values(finding(story, event, "existence"))["affirmed"] == want


def test_what_is_decided_in_an_office_may_be_what_was_announced() -> None:
    arrest = "Timo Hald was arrested in Lorne on May 12"
    said = page(
        f"Blogger held\n{arrest}, Ilna Toreva said.",
        "2031-05-13",
        outlet="Post",
        said=((arrest, "Ilna Toreva", ""),),
    )
    story = told(said, page(f"Hald held\n{arrest}.", "2031-05-13", outlet="Herald"))
    assert values(finding(story, only(story, "COERCE"), "existence"))["affirmed"] == (1, 2)


def test_about_twenty_is_counted_as_twenty() -> None:
    story = told(
        page("Quake in Karst\nThe quake injured about 20 people.", "2030-05-03", outlet="Post"),
        page("Quake hits Karst\nThe quake injured 20 people.", "2030-05-03", outlet="Courier"),
    )
    count = finding(story, only(story, "DISASTER"), "count", "injured")
    assert set(values(count)) == {"20"}


def test_two_sides_named_apart_are_of_one_match() -> None:
    story = told(
        page(
            "Valdoria to face Estmark\nThe match between Valdoria and Estmark is on 12 May.",
            "2030-05-03",
            outlet="Post",
        ),
        page("Derby\nThe match against Estmark is on 12 May.", "2030-05-03", outlet="Courier"),
        page("Football\nThe match against Valdoria is on 12 May.", "2030-05-03", outlet="Herald"),
    )
    assert [e.type for e in story.events].count("FIXTURE") == 1


def test_a_blast_that_one_calls_a_bombing_is_an_attack() -> None:
    story = told(
        page("Blast in Karst\nThe blast in Karst hurt 7 people.", "2030-05-03", outlet="Post"),
        page("Karst bombing\nThe bombing in Karst hurt 7 people.", "2030-05-03", outlet="Courier"),
    )
    assert [e.type for e in story.events] == ["ASSAULT"]

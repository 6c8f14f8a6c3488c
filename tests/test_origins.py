"""Independence: where chains end, what may be the same, how many remain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import (
    Account,
    Article,
    Cite,
    Credit,
    Link,
    Name,
    Origin,
    Quote,
    Span,
    Speaker,
    Teller,
)
from secondsource.origins import attributes, count, origin, related, voice, voices
from tests.build import article, span_of

OWN = Origin("outlet:bay courier", "outlet", "Bay Courier")


def quote(speaker: Speaker | None, *via: Teller) -> Quote:
    return Quote(
        span=Span(0, 4), by="test", form="indirect", content=(Span(0, 4),), speaker=speaker, via=via
    )


def said(name: str, **more: object) -> Speaker:
    return Speaker(name, Span(0, 1), **more)  # type: ignore[arg-type]


def agency(name: str) -> Teller:
    return Teller(name, "agency", Span(0, 1))


def accounts(*origins: Origin) -> list[Account]:
    found = related(origins)
    return [
        Account(Cite(f"a{n}", Span(0, 1)), "x", (Teller(f"Paper {n}", "outlet"),), found[o])
        for n, o in enumerate(origins)
    ]


def counted(*quotes: Quote) -> tuple[int, int, int]:
    sources = count(accounts(*(origin(q, OWN) for q in quotes)))
    return sources.low, sources.high, sources.institutions


OFFICIAL = said("an unnamed White House official", anonymous=True)
MINISTRY = said("Russian Foreign Ministry", key="organisation:russia/foreign ministry")
ORSK = said("Lena Orsk", key="person:lena orsk", role="Russian Foreign Ministry spokeswoman")
VENN = said("Karl Venn", key="person:karl venn", role="Russian Deputy Foreign Minister")

CASES = [
    (
        "one speaker through two agencies",
        [quote(ORSK, agency("TASS")), quote(ORSK, agency("AFP"))],
        (1, 1, 1),
    ),
    ("two speakers of one ministry", [quote(ORSK), quote(VENN)], (2, 2, 1)),
    (
        "one official through one agency",
        [quote(OFFICIAL, agency("AFP")), quote(OFFICIAL, agency("AFP"))],
        (1, 1, 1),
    ),
    (
        "one description, two agencies",
        [quote(OFFICIAL, agency("AFP")), quote(OFFICIAL, agency("TASS"))],
        (1, 2, 1),
    ),
    (
        "officials of two houses",
        [quote(OFFICIAL, agency("AFP")), quote(said("a Pentagon official", anonymous=True))],
        (2, 2, 2),
    ),
    ("a ministry and its spokeswoman", [quote(ORSK), quote(MINISTRY)], (1, 2, 1)),
    ("an official of another state than the speaker", [quote(ORSK), quote(OFFICIAL)], (2, 2, 2)),
    (
        "two spellings",
        [
            quote(said("Sergei Malkov", key="person:sergei malkov")),
            quote(said("Sergey Malkov", key="person:sergey malkov")),
        ],
        (1, 1, 0),
    ),
    (
        "a surname alone",
        [
            quote(said("Malkov", key="person:malkov")),
            quote(said("Sergey Malkov", key="person:sergey malkov")),
        ],
        (1, 1, 0),
    ),
    (
        "a capital and its state",
        [quote(said("Moscow")), quote(said("Russia", key="place:russia"))],
        (1, 1, 1),
    ),
    (
        "the president and who holds the office",
        [
            quote(said("president")),
            quote(said("Hanna Quist", key="person:hanna quist", role="Velmark President")),
        ],
        (1, 1, 1),
    ),
    (
        "the vice president is another",
        [
            quote(said("president")),
            quote(said("Hanna Quist", key="person:hanna quist", role="vice president")),
        ],
        (2, 2, 1),
    ),
    (
        "an office told in just the words of the one who is named",
        [
            quote(said("harbour master")),
            quote(said("Nils Ravn", key="person:nils ravn", role="harbour master")),
        ],
        (1, 1, 0),
    ),
    (
        "what an unnamed person knows is not who it is",
        [
            quote(said("two officials familiar with the matter", anonymous=True), agency("AFP")),
            quote(said("a person close to the talks", anonymous=True), agency("TASS")),
        ],
        (1, 2, 0),
    ),
    (
        "a police source is not of the ministry",
        [quote(said("a police source", anonymous=True)), quote(ORSK)],
        (2, 2, 2),
    ),
    (
        "a bare ministry may be the full one or another",
        [
            quote(said("ministry")),
            quote(said("Kestrian Energy Ministry")),
            quote(said("Norvanian Energy Ministry")),
        ],
        (2, 3, 2),
    ),
    (
        "a ministry named with its state",
        [
            quote(said("defence ministry of Lothia", key="place:lothia")),
            quote(said("Lothian defence ministry")),
        ],
        (1, 1, 1),
    ),
    (
        "an agency with what it is",
        [quote(said("the French news agency AFP", role="outlet")), quote(said("AFP"))],
        (1, 1, 0),
    ),
    ("police and police", [quote(said("police")), quote(said("police"))], (1, 1, 1)),
    (
        "police and a hospital",
        [quote(said("police")), quote(said("Orvane General Hospital"))],
        (2, 2, 2),
    ),
    (
        "the mayor by office and by name",
        [
            quote(said("the mayor")),
            quote(said("Lise Harran", key="person:lise harran", role="Mayor")),
        ],
        (1, 1, 1),
    ),
    (
        "an agency by itself and as the channel of nobody",
        [quote(None, agency("AFP")), quote(said("AFP"))],
        (1, 1, 0),
    ),
    (
        "a headline's official is the text's",
        [
            quote(said("official", anonymous=True)),
            quote(said("senior government official", anonymous=True)),
        ],
        (1, 1, 0),
    ),
]


@pytest.mark.parametrize(("quotes", "want"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_counts(quotes: list[Quote], want: tuple[int, int, int]) -> None:
    assert counted(*quotes) == want


def test_institutions_come_from_the_office_where_no_name_gives_them() -> None:
    assert origin(
        quote(said("Ilna Toreva", role="Russian Foreign Ministry Spokeswoman")), OWN
    ).institution == ("organisation:russia/foreign ministry")


@pytest.mark.parametrize(
    ("via", "named"),
    [
        ((), False),
        ((Teller("IFTTT", "relay"),), False),
        ((Teller("Bay Courier", "outlet"),), False),
        ((Teller("IFTTT", "relay"), agency("AFP")), True),
    ],
)
def test_relays_attribute_nothing(via: tuple[Teller, ...], named: bool) -> None:
    assert attributes(quote(None, *via), OWN) is named


def paper(outlet: str, *given_credits: tuple[str, str], ref: str = "a.txt") -> Article:
    marks = [Credit(span=Span(0, 3), by="test", who=who, role=role) for who, role in given_credits]
    return article("Ferries stopped on Monday.", marks=marks, outlet=outlet, ref=ref)


@pytest.mark.parametrize(
    ("given_credits", "want"),
    [
        ((), "outlet:bay courier"),
        ((("Reuters", "photo"),), "outlet:bay courier"),
        ((("Reuters", "agency"),), "organisation:reuters"),
        ((("Vestra News Agency", "author"),), "outlet:vestra news agency"),
        ((("IFTTT", "relay"), ("Upland Post", "outlet")), "outlet:upland post"),
        ((("Ines Calloway", "author"),), "outlet:bay courier"),
    ],
)
def test_voice(given_credits: tuple[tuple[str, str], ...], want: str) -> None:
    assert voice(paper("Bay Courier", *given_credits)).key == want


def test_copies_speak_with_one_voice() -> None:
    a, b, c = (
        paper(name, ref=f"{name}.txt") for name in ("Bay Courier", "Upland Post", "Lund Mirror")
    )
    links = [Link(b.id, a.id, "cut", 0.9, "words"), Link(c.id, a.id, "quotes-it", 0.2, "words")]
    found = voices([a, b, c], links)
    assert (found[a.id], found[b.id]) == (voice(a), voice(a))
    assert found[c.id] == voice(c)


def test_an_undecided_copy_is_no_second_source() -> None:
    a, b = paper("Bay Courier", ref="1.txt"), paper("Upland Post", ref="2.txt")
    found = voices([a, b], [Link(b.id, a.id, "same", 1.0, "words", decided=False)])
    assert found[a.id] == found[b.id]


kinds = st.sampled_from(["person", "body", "outlet", "anonymous", "unknown"])
made = st.builds(
    Origin,
    key=st.sampled_from(["a b", "a c", "d/official", "d/source", "e/official"]).map(
        lambda k: "person:" + k
    ),
    kind=kinds,
    name=st.sampled_from(["A", "B"]),
    institution=st.sampled_from(["", "organisation:x/ministry", "organisation:y/ministry"]),
)


@given(st.lists(made, min_size=1, max_size=8))
def test_low_never_exceeds_high_and_order_does_not_matter(origins: list[Origin]) -> None:
    forwards, backwards = count(accounts(*origins)), count(accounts(*origins[::-1]))
    assert 1 <= forwards.low <= forwards.high <= len(origins)
    assert (forwards.low, forwards.high) == (backwards.low, backwards.high)


def test_a_state_read_as_a_person_is_one_where_the_story_knows_it() -> None:
    read_as_person = origin(quote(said("Astrea", key="person:astrea")), OWN)
    assert related([read_as_person])[read_as_person].key == "organisation:astrea"  # nobody's name
    assert related([read_as_person], lands=["astrea"])[read_as_person].key == "place:astrea"


def test_a_surname_read_as_a_body_is_the_person() -> None:
    full = origin(quote(said("Anders Voll", key="person:anders voll")), OWN)
    short = origin(quote(said("Voll", key="organisation:voll")), OWN)
    assert related([full, short])[short].key == full.key


def test_a_page_without_an_outlet_is_called_by_its_file() -> None:
    assert voice(article("A word.", ref="a/deep/path/file-7.txt")).name == "file-7.txt"


def test_a_channel_no_list_knows_is_an_outlet() -> None:
    named = origin(quote(said("Karst Gazette", role="outlet")), OWN)
    assert named.key == voice(article("x", outlet="The Karst Gazette")).key


@pytest.mark.parametrize("name", ["broadcaster", "French news agency", "local newspaper"])
def test_a_channel_nobody_names_may_be_any(name: str) -> None:
    assert origin(quote(said(name, role="outlet")), OWN).kind == "unknown"


@pytest.mark.parametrize(
    ("name", "is_outlets"),
    [
        ("Karst Gazette reporter", True),
        ("Karst Gazette photographer", True),
        ("Orsen Post reporter", False),
        ("local reporter", False),
        ("Karst Gazette reader", False),
    ],
)
def test_who_writes_for_an_outlet_is_the_outlet(name: str, is_outlets: bool) -> None:
    own = voice(article("x", outlet="Karst Gazette"))
    told = origin(quote(said(name, anonymous=True)), own)
    assert (told == own) == is_outlets


def test_a_reporter_of_whom_nobody_tells_whose_he_is_may_be_anybodys() -> None:
    assert origin(quote(said("reporter")), OWN).kind == "unknown"


def test_a_document_may_be_anybodys_word() -> None:
    draft = quote(said("draft report", role="document"))
    assert origin(draft, OWN).kind == "document"
    assert counted(draft, quote(said("Lena Orsk", key="person:lena orsk"))) == (1, 2, 0)


@pytest.mark.parametrize(
    ("office", "role", "want"),
    [
        ("coroner", "district coroner", (1, 2)),
        ("fire chief", "county fire chief", (1, 2)),
        ("Velmark's governor", "provincial governor", (1, 1)),
        ("harbour master", "teacher", (2, 2)),
        ("harbour master", "deputy harbour master", (2, 2)),
        ("harbour master", "", (1, 2)),
    ],
)
def test_an_office_may_be_its_holder(office: str, role: str, want: tuple[int, int]) -> None:
    holder = said("Lena Orsk", key="person:lena orsk", role=role)
    assert counted(quote(said(office)), quote(holder))[:2] == want


@pytest.mark.parametrize(
    ("speakers", "want"),
    [
        ((said("Ilan Morvek", key="person:ilan morvek"), said("company")), (1, 2)),
        (
            (said("Ilan Morvek", key="person:ilan morvek", role="spokesman"), said("company")),
            (1, 2),
        ),
        (
            (said("Ilan Morvek", key="person:ilan morvek", role="farmer"), said("company")),
            (2, 2),
        ),
        ((said("Emil", key="person:emil"), said("Emil Stark", key="person:emil stark")), (1, 2)),
        ((said("Emil", key="person:emil"), said("Ada Stark", key="person:ada stark")), (2, 2)),
        (
            (said("company"), said("Kestrel Systems", key="organisation:kestrel systems")),
            (1, 2),
        ),
        ((said("company"), said("police")), (2, 2)),
        ((said("police communique", role="document"), said("police")), (1, 1)),
        (
            (
                said("filing", role="document"),
                said("Ada Stark", key="person:ada stark", role="farmer"),
            ),
            (2, 2),
        ),
    ],
    ids=[
        "a stranger",
        "a spokesman",
        "a farmer",
        "a given name",
        "another given name",
        "a firm",
        "no firm",
        "a body's document",
        "a court's document",
    ],
)
def test_who_may_be_whom(speakers: tuple[Speaker, ...], want: tuple[int, int]) -> None:
    assert counted(*(quote(s) for s in speakers))[:2] == want


def test_an_article_says_elsewhere_what_somebody_is() -> None:
    text = "Odd Krog's lawyer, Tora Vik, has had little sleep."
    span = span_of(text, "Tora Vik")
    name = Name(span=span, by="test", type="person", key="person:tora vik")
    lawyer = said("Tora Vik", key="person:tora vik")
    found = origin(quote(lawyer), OWN, article(text, marks=[name]))
    assert found.maybe == ("role:lawyer",)


def test_a_text_signed_by_an_outlet_of_the_story_is_in_its_voice() -> None:
    agency = article("Karn beat Velm 2-1 on Sunday.\n", outlet="Sportdienst Karn")
    signed = article("Velm lost in Karn. (Sportdienst Karn)\n", outlet="Velm Echo")
    plain = article("Velm lost in Karn. (Larn Press Service)\n", outlet="Larn Post")
    found = voices([agency, signed, plain], [])
    assert found[signed.id].key == found[agency.id].key
    assert found[plain.id].key == "outlet:larn post"


def test_who_may_be_fewest_is_placed_first() -> None:
    police, lawyer = ("organisation:police", "person:ada kern")
    told = {
        police: (),
        lawyer: (),
        "outlet:a": (police, lawyer, "outlet:b"),
        "outlet:b": (police, "outlet:a"),
        "outlet:c": (lawyer,),
    }
    kinds = {"organisation": "body", "person": "person", "outlet": "outlet"}
    accounts = [
        Account(
            Cite("x", Span(n, n + 1)),
            "",
            (),
            Origin(key, kinds[key.partition(":")[0]], key, maybe=maybe),  # type: ignore[arg-type]
        )
        for n, (key, maybe) in enumerate(told.items())
    ]
    assert count(accounts).low == 2


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Institute of Tides in Larnholm", "organisation:institute of tides"),
        ("Society for Old Ships", "organisation:society for old ships"),
        ("Institute of Tides", "organisation:institute of tides"),
    ],
)
def test_a_body_named_for_what_it_does_is_a_body(name: str, key: str) -> None:
    assert origin(quote(said(name)), OWN).key == key

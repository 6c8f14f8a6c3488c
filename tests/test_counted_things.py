"""What else is counted: a finding of its own, and evidence of nothing besides."""

from __future__ import annotations

import pytest

from tests.test_second_source import counted, read, tell

LEADS = {
    "AID": "An aid convoy reached the besieged town of Larn on Monday, the Red Cross said.",
    "PROTEST": "Farmers protested in Larn on Monday against the price of milk, the union said.",
    "STRIKE": "Bus drivers went on strike in Larn on Monday, the transport union said.",
    "COERCE": "The former mayor of Larn was convicted of bribery on Monday, the court said.",
    "DISASTER": "A fire broke out in the village of Larn on Monday, the fire brigade said.",
}


@pytest.mark.parametrize(
    ("kind", "more", "about", "value"),
    [
        ("AID", "Eighteen lorries got through, said officer Olm Rade.", "trucks", "18"),
        ("AID", "It brought 320 tonnes of flour, said officer Olm Rade.", "tonnes", "320"),
        ("PROTEST", "Police spoke of 4,000 people.", "participants", "4000"),
        ("PROTEST", '"There were 4,000 of us," said Ada Kern.', "participants", "4000"),
        ("PROTEST", "They came with 120 tractors, said Ada Kern.", "tractors", "120"),
        ("PROTEST", "Twenty-seven people are in custody, said Ada Kern.", "arrested", "27"),
        ("STRIKE", "Eighty flights were cancelled, said Ada Kern.", "flights", "80"),
        ("COERCE", "He was given nine years, said spokeswoman Ilse Roth.", "years", "9"),
        ("COERCE", "Two deputies were acquitted, said Ilse Roth.", "acquitted", "2"),
        ("DISASTER", "Forty houses burned down, said Ada Kern.", "houses", "40"),
        ("DISASTER", "Divers are looking for three men, said Ada Kern.", "missing", "3"),
    ],
)
def test_a_count_without_its_event_is_of_the_articles(
    kind: str, more: str, about: str, value: str
) -> None:
    story = tell(read("Larn Courier", f"Day in Larn\n\n{LEADS[kind]}\n\n{more}\n"))
    assert counted(story, kind, "count", value, about) == (1, 1)


def test_one_figure_told_of_two_events_has_both_tellers() -> None:
    sold = "Pallant bought the Larn brewery on Monday, chairman Olm Rade said.\n\nIt paid $58m."
    signed = (
        "Pallant and the Kern family signed a contract on Monday, said Ada Kern.\n\n"
        'The deal was worth 58 million dollars, said Ada Kern. "It is sold."'
    )
    story = tell(
        read("Larn Courier", f"Brewery sold\n\n{sold}\n"),
        read("Orsen Post", f"Contract signed\n\n{signed}\n"),
    )
    given = [
        {a.cite.article for a in v.accounts}
        for f in story.findings
        if f.about == "dollars"
        for v in f.versions
    ]
    assert given
    assert all(len(articles) == 2 for articles in given)


def test_two_sums_are_no_dispute() -> None:
    text = "Pallant bought the brewery on Monday for $58m, Olm Rade said.\n\nIt owes $3m."
    story = tell(read("Larn Courier", f"Sold\n\n{text}\n"))
    sums = [f for f in story.findings if f.about == "dollars"]
    assert [sorted(v.value for v in f.versions) for f in sums] == [["3000000", "58000000"]]
    assert not {"differ", "inconsistent"} & set(sums[0].verdicts)


def test_who_only_counts_things_tells_no_event() -> None:
    told = read("Larn Courier", f"Day in Larn\n\n{LEADS['AID']}\n")
    more = f"Day in Larn\n\n{LEADS['AID']}\n\nThere were eighteen lorries, said officer Olm Rade.\n"
    story = tell(told, read("Orsen Post", more))
    assert counted(story, "AID", "existence") == (1, 1)
    assert story.sources.low == 1


@pytest.mark.parametrize(
    ("kind", "more", "about", "value"),
    [
        ("AID", "The lorries rolled in. Eighteen of them, said Olm Rade.", "trucks", "18"),
        ("AID", 'The lorries rolled in. "Eighteen," said Olm Rade.', "trucks", "18"),
        ("PROTEST", "The tractors stood in a row. Police counted 120 of them.", "tractors", "120"),
        ("PROTEST", "Marchers sang. Police counted 4,000 of them.", "participants", "4000"),
        ("DISASTER", '"There are dead in there," said Rade. "Six. I counted six."', "killed", "6"),
    ],
)
def test_a_number_may_count_what_the_sentence_before_told_of(
    kind: str, more: str, about: str, value: str
) -> None:
    story = tell(read("Larn Courier", f"Day in Larn\n\n{LEADS[kind]}\n\n{more}\n"))
    assert counted(story, kind, "count", value, about) == (1, 1)


def test_a_count_without_any_event_is_of_the_storys_only_one() -> None:
    told = read("Larn Courier", f"Day in Larn\n\n{LEADS['AID']}\n")
    seen = "On the road\n\nThe lorries rolled in. Eighteen of them, said officer Olm Rade.\n"
    story = tell(told, read("Orsen Post", seen))
    assert counted(story, "AID", "count", "18", "trucks") == (1, 1)


def test_a_lead_that_only_counts_has_it_from_who_alone_tells_the_rest() -> None:
    told = "Three held\n\nPolice arrested three men in Larn on Monday, police said.\n"
    lead = "Gang behind bars\n\nCops have nabbed three men they were looking for in Larn.\n\n"
    lead += "The men were arrested on Monday, police said.\n"
    story = tell(read("Larn Courier", told), read("Orsen Post", lead))
    assert counted(story, "COERCE", "count", "3", "arrested") == (1, 1)


def test_a_number_in_somebodys_own_words_is_his_though_he_speaks_alone() -> None:
    union = (
        "Nurses, board settle\n\nNurses in Larn reached a pay deal with the board on Monday.\n\n"
    )
    story = tell(
        read("Larn Courier", union + "Union advocate Ada Kern said they would get 6.5 percent.\n"),
        read(
            "Orsen Post",
            "Board settles\n\nThe Larn hospital board has settled its dispute with nurses.\n\n"
            "Chief executive Olm Rade said in a release that they had agreed on 6.5 percent.\n",
        ),
    )
    assert counted(story, "AGREE", "count", "6.5", "percent") == (2, 2)


def test_a_figure_of_a_side_event_is_of_the_main_event_too() -> None:
    wire = "Nurses and the health board reached a pay agreement late on Monday, the union said."
    told = 'Health chief Anton Rusk said in a press release: "It will cost us $9.4 million."'
    story = tell(
        read("Larn Courier", f"Nurses reach agreement\n\n{wire}\n"),
        read("Orvane Post", f"Agreement with nurses\n\n{wire}\n\n{told}\n"),
    )
    assert counted(story, "AGREE", "count", "9400000", "dollars") == (1, 1)


def test_six_men_are_the_six_who_were_arrested() -> None:
    held = "Police arrested six people in a raid in Larn on Monday, inspector Ada Kern said."
    sent = "Police raided houses in Larn on Monday. A court kept six men in jail, said Olm Rade."
    story = tell(
        read("Larn Courier", f"Raid in Larn\n\n{held}\n"),
        read("Orvane Post", f"Raid in Larn\n\n{sent}\n"),
    )
    assert "men" not in {f.about for f in story.findings if f.attribute == "count"}


@pytest.mark.parametrize(
    "said",
    [
        '"I stopped at thirty-eight and went home," said Ada Kern, who lives there.',
        '"When I got to 38, I sat down," said Ada Kern, who lives there.',
    ],
)
def test_a_number_that_stands_alone_counts_what_another_article_has_so_many_of(said: str) -> None:
    fire = "A fire broke out in the village of Larn on Monday."
    story = tell(
        read("Larn Courier", f"Fire in Larn\n\n{fire} It destroyed 38 houses, said Olm Rade.\n"),
        read("Orvane Post", f"Fire in Larn\n\n{fire}\n\n{said}\n"),
    )
    assert counted(story, "DISASTER", "count", "38", "houses") == (2, 2)


def test_a_number_that_stands_alone_and_is_nobodys_is_no_figure() -> None:
    fire = "A fire broke out in the village of Larn on Monday."
    said = '"I stopped at thirty-eight and went home," said Ada Kern.'
    story = tell(read("Larn Courier", f"Fire in Larn\n\n{fire}\n\n{said}\n"))
    assert [f for f in story.findings if f.about == "number"] == []


def test_a_number_that_is_said_to_be_wrong_has_no_source_in_who_says_so() -> None:
    first = "Three people died in a fire in Larn on Sunday, fire service spokesman Jan Pelc said."
    second = (
        "Police chief Dora Lind said four people died in the fire in Larn on Sunday, "
        "not the three reported by Jan Pelc."
    )
    story = tell(
        read("Larn Courier", f"Fire in Larn\n\n{first}\n"),
        read("Orvane Post", f"Fire in Larn\n\n{second}\n"),
    )
    assert counted(story, "DISASTER", "count", "3", "killed") == (1, 1)
    assert counted(story, "DISASTER", "count", "4", "killed") == (1, 1)


def test_two_who_give_two_numbers_in_one_article_differ() -> None:
    crowd = "Union leader Ada Kern put the crowd at 9,000. Police chief Olm Rade put it at 4,000."
    text = f"March in Larn\n\nThousands marched in Larn on Sunday.\n\n{crowd}\n"
    story = tell(read("Larn Courier", text))
    (found,) = [f for f in story.findings if f.about == "participants"]
    assert "inconsistent" not in found.verdicts


@pytest.mark.parametrize(
    ("kind", "one", "other", "about", "value"),
    [
        (
            "COERCE",
            "Officers seized 40,000 tablets",
            "The haul was 40,000 pills",
            "tablets",
            "40000",
        ),
        ("AID", "It fed 1,206 inmates", "There were 1,206 prisoners", "prisoners", "1206"),
        ("DISASTER", "Eleven people died", "Divers brought up 11 bodies", "killed", "11"),
        ("DISASTER", "The ward holds 318 patients", "318 people fell ill", "injured", "318"),
    ],
)
def test_a_large_number_is_one_figure_in_whatever_words(
    kind: str, one: str, other: str, about: str, value: str
) -> None:
    story = tell(
        read("Larn Courier", f"Day in Larn\n\n{LEADS[kind]}\n\n{one}, Olm Rade said.\n"),
        read("Orsen Post", f"Larn today\n\n{LEADS[kind]}\n\n{other}, Ada Kern said.\n"),
    )
    found = counted(story, kind, "count", value, about)
    assert found is not None
    assert found[1] == 2


def test_a_small_number_of_things_may_be_of_two() -> None:
    story = tell(
        read(
            "Larn Courier", f"Day in Larn\n\n{LEADS['AID']}\n\nIt had four nurses, Olm Rade said.\n"
        ),
        read("Orsen Post", f"Larn today\n\n{LEADS['AID']}\n\nIt had four goats, Ada Kern said.\n"),
    )
    assert {f.about for f in story.findings if f.attribute == "count"} >= {"nurses", "goats"}


def test_who_gives_a_known_number_with_nothing_behind_it_counts_what_others_do() -> None:
    lead = f"Day in Larn\n\n{LEADS['AID']}\n\nIt fed 1,206 prisoners, Olm Rade said."
    story = tell(read("Larn Courier", f'{lead}\n\n"I had 1,206 that day," Ada Kern said.\n'))
    assert counted(story, "AID", "count", "1206", "prisoners") == (2, 2)


COUNTED = "900 runners took part in the Larn marathon on Sunday, said race director Ida Kovar."
SENT = "The relief service sent 900 tents to Larn on Sunday, said its head Ida Kovar."


@pytest.mark.parametrize(
    ("kind", "first", "second", "about", "value", "want"),
    [
        ("FIXTURE", COUNTED, "Some {n} runners took part, said {who}.", "participants", "900", 1),
        ("FIXTURE", COUNTED, '"{n} runners took part," said {who}.', "participants", "900", 2),
        ("AID", SENT, "The aid flight brought {n} tents, said {who}.", "tents", "900", 2),
    ],
    ids=["in nobody's own mouth", "in his own", "from giver and receiver"],
)
def test_a_figure_of_things_may_be_that_of_whoever_else_gives_it(
    kind: str, first: str, second: str, about: str, value: str, want: int
) -> None:
    event = "The Larn marathon was run on Sunday." if kind == "FIXTURE" else ""
    told = second.format(n="900", who="town clerk Odo Brandel")
    story = tell(
        read("Larn Post", f"Day in Larn\n\n{first}\n"),
        read("Velm Echo", f"Sunday in the town\n\n{event} {told}\n"),
    )
    assert counted(story, kind, "count", value, about) == (want, 2)

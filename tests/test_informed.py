"""Who is quoted in an article about an event and counts as one who tells of it."""

from __future__ import annotations

import pytest

from secondsource.model import Origin, Quote, marks
from secondsource.origins import is_in_office
from secondsource.text.recounting import denies, negates, recounts, tells_of_himself
from secondsource.text.words import stems
from tests.test_second_source import counted, read, tell

ACCOUNTS = """
the fans had been running all night
eleven were pulled from the water
they blocked the gate for two hours
24,000 runners had taken part in it
the march passed three streets in good order
we've signed it
a case has been registered against the owner
the driver lost control on the ice
her client took the verdict calmly
the sprinklers did what they could
the sisters were fed at the mission and are asleep
he was pulled out at noon
we have shaken hands on it
two of them were hurt
"""

FACTS = """
there are six men down there
the stuff is in the hall
it's over
fourteen people are in hospital
eighteen, all from that bus
he signs for two years
"""

NONE = """
the clinic will stay as long as it is needed
this must never happen again
we were deeply shocked
our whole street is shaken
they had urged calm
he was a good boy
she was one of our own
they'll have to build a new one
if the dam had broken it would be worse
he could have been killed
how could it happen?
we welcome the step
they deserve a medal
"""

FIRE = "Fire guts Skarn cannery\n\nA fire gutted the cannery in Skarn on Monday, police said.\n\n"
REST = "The cannery was built in 1962 and stands at the end of the east quay of the harbour."


@pytest.mark.parametrize("said", ACCOUNTS.strip().splitlines())
def test_an_account(said: str) -> None:
    assert recounts(said, past=True)


@pytest.mark.parametrize("said", FACTS.strip().splitlines())
def test_what_is_now_is_a_fact_and_no_account(said: str) -> None:
    assert recounts(said, past=False)
    assert not recounts(said, past=True)


@pytest.mark.parametrize("said", NONE.strip().splitlines())
def test_no_fact(said: str) -> None:
    assert not recounts(said, past=False)


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ("The general has not set foot here. He was at sea.", True),
        ("Nobody met them.", True),
        ("The letter is on her desk, and she has not read it.", False),
    ],
)
def test_who_begins_with_a_negation(said: str, *, want: bool) -> None:
    assert negates(said) is want


@pytest.mark.parametrize(
    ("said", "wholly", "want"),
    [
        ("There was no strike on the village.", False, True),
        ("There had been no meeting, she said", False, True),
        ("Nobody was hurt.", False, False),
        ("No one from his house met them.", True, True),
        ("They met nobody else.", True, False),
    ],
)
def test_a_denial(said: str, wholly: bool, want: bool) -> None:
    assert denies(said, wholly=wholly) is want


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ("There was no meeting in Larn.", True),
        ("No one had met him.", True),
        ("No such thing took place.", True),
        ("There is no truth in it.", True),
        ("Nobody threw anything.", False),
        ("They gave us tea and no price.", False),
        ("He was paid for each door opened and none for each door shut.", False),
        ("There would be no meeting before the spring.", False),
        ("There was no milk for the tea.", False),
        ("Nothing was broken but a cup.", False),
    ],
)
def test_a_denial_is_of_what_it_names(said: str, *, want: bool) -> None:
    assert denies(said, wholly=True, of=stems("meeting talks") | {"met"}) is want


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ("I signed for three years. My mother cried.", True),
        ("I rang my sister first.", True),
        ("And then I had tea.", True),
        ("I've lifted the piano onto crates.", False),
        ("We signed it, and I was glad.", False),
        ("I am sure our lawyers were told.", False),
        ("I think so.", False),
        ("They were told on Monday.", False),
    ],
)
def test_who_tells_of_himself_alone(said: str, *, want: bool) -> None:
    assert tells_of_himself([said]) is want


@pytest.mark.parametrize(
    ("told", "low"),
    [
        ("Two of his lorries were burned and the cold store was lost, owner Odo Kern said.", 2),
        ("The roof had fallen in by midnight, harbour master Piet Aster said.", 2),
        ('"We are deeply shocked," minister Vera Lund said.', 1),
        ("The state will help, minister Vera Lund said.", 1),
        ("Minister Vera Lund condemned those who started rumours.", 1),
        ("The first engines came late, the Larn Gazette reported.", 1),
        ('"He was a good man," neighbour Ida Kovar said of the guard.', 1),
    ],
    ids=["owner", "official", "feeling", "to come", "against", "passed on", "character"],
)
def test_who_gives_details_of_a_fire_tells_of_it(told: str, low: int) -> None:
    story = tell(
        read("Bay Post", FIRE + told + "\n\n" + REST),
        read("Skarn Mail", FIRE + "It took four hours, police said.\n"),
    )
    found = counted(story, "DISASTER", "existence")
    assert found is not None
    assert found[0] == low


@pytest.mark.parametrize(
    ("told", "low"),
    [
        ("The board of nine had his letter at noon, the clinic's board said.", 2),
        ('"She deserves a rest," said Odo Kern, who keeps a stall by the gate.', 1),
        ('"I was in the room at nine when she put her keys down," said nurse Ida Kovar.', 2),
        ('"She is a fine doctor," said nurse Ida Kovar.', 1),
        ("Mayor Vera Lund called the doctor a woman of many gifts.", 1),
        ('"She has not signed anything. The board is in session," said Vera Lund, its chair.', 1),
    ],
    ids=["in office", "wish", "saw it", "opinion", "called so", "not so"],
)
def test_who_tells_what_is_decided_in_a_house(told: str, low: int) -> None:
    gone = "Head of Skarn hospital resigns\n\nThe director of Skarn hospital, Mila Storn, has "
    story = tell(read("Bay Post", gone + f"resigned, an official said on Monday.\n\n{told}\n"))
    found = counted(story, "RESIGN", "existence")
    assert found is not None
    assert found[1] == low


def test_who_counts_the_dead_tells_of_no_money_for_their_families() -> None:
    story = tell(
        read(
            "Bay Post",
            "Premier grants 5 lakh to Skarn families\n\nPremier Vera Lund on Monday sanctioned "
            "Rs 5 lakh to the kin of those who died in the Skarn bus crash.\n\nThe toll stands "
            "at 11, police chief Odo Kern said.\n",
        )
    )
    assert counted(story, "AID", "existence") == (1, 1)


def test_who_speaks_of_one_thing_an_opening_tells_speaks_of_the_other() -> None:
    story = tell(
        read(
            "Bay Post",
            "Trams back as strike ends\n\nThe trams of Karst will run again after drivers and the "
            "tramway reached a deal on Monday that ends a strike of nine days.\n\n"
            "The 400 drivers voted for 4 percent at six on Monday, the tramway union said.\n\n"
            "All 60 trams left the depot at noon, the tramway company said.\n",
        )
    )
    assert counted(story, "AGREE", "existence") == (2, 2)
    assert counted(story, "STRIKE", "existence") == (2, 2)


def test_a_witness_gives_no_number_of_things() -> None:
    given = "Flour for Emmer\n\nKestora has sent 12 tonnes of flour to Emmer, its aid office said."
    saw = "Sacks in the hall\n\nKestora has sent 12 tonnes of flour, its aid office said.\n\n"
    saw += '"They put the sacks in the hall and drank tea," said mayor Odo Kern.\n'
    story = tell(read("Bay Post", given), read("Emmer Mail", saw))
    assert counted(story, "AID", "count", "12", "tonnes") == (1, 1)


def test_where_many_speak_only_who_speaks_of_it_counts() -> None:
    many = [
        '"The cannery roof came down on the lorries," owner Odo Kern said.',
        '"Mila sang in our choir and taught my children," teacher Ida Kovar said.',
        '"The town voted for a new school last year," councillor Lars Ekvel said.',
    ]
    story = tell(read("Bay Post", FIRE + "\n\n".join(many)))
    assert counted(story, "DISASTER", "existence") == (2, 2)


def test_who_says_that_it_was_not_so_is_no_source_for_it() -> None:
    bombed = (
        "Bombs fall on Emmer\n\nAircraft bombed the village of Emmer on Monday, "
        "doctor Samir Tal said.\n\n"
    )
    denied = '"There was no such raid. Our planes stood on the ground," Major Ines Dorn said.'
    story = tell(read("Bay Post", bombed + denied))
    assert counted(story, "ASSAULT", "existence", "affirmed") == (1, 1)


def test_parties_quoted_in_articles_without_a_word_for_a_deal_tell_of_it() -> None:
    story = tell(
        read(
            "Bay Post",
            "Bakers and mills reach agreement\n\nThe bakers of Karst and the mills have reached an "
            "agreement on flour, union leader Ana Roth said on Monday.\n",
        ),
        read(
            "Karst Mail",
            'Flour for the bakers of Karst\n\nMill owner Odo Kern slept well. "We both moved on '
            'flour and the bakers got their price," he said. "I shook her hand," Odo Kern said.\n',
        ),
    )
    found = counted(story, "AGREE", "existence")
    assert found is not None
    assert found[0] == 2


def test_a_writer_who_was_there_tells_of_what_others_call_by_its_name() -> None:
    march = "March in Karst\n\nThousands marched through Karst on Monday, police said.\n"
    saw = "With the drums\n\nFrom where I stood the banners reached the gasworks. Nobody sang.\n"
    story = tell(read("Bay Post", march), read("Karst Mail", saw))
    assert counted(story, "PROTEST", "existence") == (2, 2)


def test_who_wrote_before_the_day_tells_of_nothing_that_happened_on_it() -> None:
    convoy = (
        "Convoy reaches Emmer\n\nA convoy with flour reached Emmer on Monday, the coordinator of "
        "Open Hand, Ida Kovar, said.\n"
    )
    hungry = 'Hunger in Emmer\n\n"We have eaten the mules in Emmer," mayor Odo Kern said.\n'
    story = tell(read("Bay Post", convoy), read("Karst Mail", hungry, "2035-05-11"))
    assert counted(story, "AID", "existence") == (1, 1)


def test_a_union_at_an_airline_is_no_airline() -> None:
    article = read("Bay Post", "The pilots' union at Kestora Air said that the talks had failed.\n")
    speakers = [quote.speaker for quote in marks(article, Quote)]
    assert [s.key for s in speakers if s] == ["organisation:pilots' union"]


@pytest.mark.parametrize(
    "told",
    [
        "Harbour master Odo Kern announced his resignation in a letter on Monday.",
        "Harbour master Odo Kern has resigned, telling the council that he was tired.",
        "Harbour master Odo Kern stepped down on Monday. He wrote that he was tired.",
    ],
    ids=["announced", "telling", "next sentence"],
)
def test_what_somebody_does_of_himself_is_his_own_word_beside_who_takes_it(told: str) -> None:
    taken = "The council accepted the resignation on Monday, its leader Vera Lund said.\n"
    story = tell(read("Bay Post", f"Harbour master goes\n\n{told}\n\n{taken}"))
    assert counted(story, "RESIGN", "existence") == (2, 2)


@pytest.mark.parametrize(
    ("role", "want"),
    [("chair of the board", True), ("lawyer", True), ("nurse", False), ("brother", False)],
)
def test_who_speaks_for_others_and_who_for_himself(role: str, *, want: bool) -> None:
    told = Origin("person:piet aster", "person", "Piet Aster", "", (f"role:{role}",))
    assert is_in_office(told) is want


def test_a_misread_word_of_one_article_is_not_what_a_story_is_about() -> None:
    named = "New chief for Skarn\n\nMila Storn has been appointed director of Skarn hospital, "
    story = tell(
        read("Bay Post", named + "board chair Vera Lund said on Monday.\n"),
        read("Skarn Mail", named + "Vera Lund, chair of the board, told the Mail.\n"),
        read(
            "Skarn Radio",
            "'I told my cat'\n\nMila Storn was at the flower show when her phone rang.\n\n"
            '"They phoned to say it is mine. I told my cat first," Storn said.\n',
        ),
    )
    assert counted(story, "APPOINT", "existence") == (2, 2)

"""Who is quoted in an article about an event and counts as one who tells of it."""

from __future__ import annotations

import pytest

from secondsource.model import Quote, marks
from secondsource.text.recounting import denies, recounts
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
"""

NONE = """
the clinic will stay as long as it is needed
this must never happen again
we were deeply shocked
our thoughts are with the families
they had called for calm
he urged everybody to stay at home
he was a good boy
he loved to sing
the guard had a licence
they lived next door
if the dam had broken it would be worse
he could have been killed
no one was hurt
the two boys were close friends
it is a sad day
the leaked data are a gift to thieves
a lorry was hit and trains stayed in Karst
"""

FIRE = "Fire guts Skarn cannery\n\nA fire gutted the cannery in Skarn on Monday, police said.\n\n"
REST = "The cannery was built in 1962 and stands at the end of the east quay of the harbour."


@pytest.mark.parametrize("said", ACCOUNTS.strip().splitlines())
def test_an_account(said: str) -> None:
    assert recounts(said)


@pytest.mark.parametrize("said", NONE.strip().splitlines())
def test_no_account(said: str) -> None:
    assert not recounts(said)


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
    ("told", "low"),
    [
        ('"The sprinklers did what they could," owner Odo Kern told the Bay Post.', 2),
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

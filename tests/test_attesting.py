"""Who only comments on an event is no source for it, and who tells of it is."""

from __future__ import annotations

import pytest

from secondsource.origins import voices
from secondsource.reconcile.attesting import scene, traits
from secondsource.reconcile.informed import knowing
from secondsource.reconcile.passages import of_article
from secondsource.reconcile.testimony import hosts
from tests.test_hearsay import low
from tests.test_second_source import counted, read, tell

FIRE = (
    "Mill burns in Orvel\n\nA fire broke out at the Orvel paper mill on Tuesday and two workers "
    "were hurt, fire chief Brann Odell said.\n\nOdell said the fire began in a drying hall.\n\n"
)
COMMENTS = """
Councillor Tessa Vayle said the town had asked for a second fire engine for years.
"You learn to live with the smell," said Jori Pask, who keeps a shop in Mill Lane.
Professor Ilse Marn, who studies old factories, said dust had always been their enemy.
Opposition leader Hane Brusk said the owners should have been told to move long ago.
"It gave my father forty years of wages," said Mira Tolsen, a retired teacher.
"""
TELLS = """
Two men were treated for burns at the clinic by noon, said Dr Ilse Marn, who leads it.
"I saw the roof go, and then there was a bang," said Jori Pask, a driver.
"""


@pytest.mark.parametrize("said", COMMENTS.strip().splitlines())
def test_who_comments_on_a_fire_is_no_source_that_it_burned(said: str) -> None:
    story = tell(read("Orvel Courier", FIRE + said), read("Senn Post", FIRE))
    assert low(story, "DISASTER", "existence") == 1


@pytest.mark.parametrize("said", TELLS.strip().splitlines())
def test_who_tells_of_it_is_one(said: str) -> None:
    story = tell(read("Orvel Courier", FIRE + said), read("Senn Post", FIRE))
    assert low(story, "DISASTER", "existence") == 2


def test_traits_say_who_speaks_and_what_of() -> None:
    article = read("Orvel Courier", FIRE + COMMENTS.strip().splitlines()[0])
    own = voices([article], ())[article.id]
    at = scene(article, hosts(of_article(article, own, frozenset()))[0])
    found = {told.name: traits(at, quotes, told) for told, quotes in knowing(at, own)}
    assert {"habit", "opposing"} <= set(found["Tessa Vayle"])
    assert {"helping", "first"} <= set(found["Brann Odell"])
    assert all(len(names) == len(set(names)) for names in found.values())


@pytest.mark.parametrize(
    ("own", "want"),
    [
        ("Sarn, 41, showed no emotion as the sentence was read.", 2),
        ("Sarn, 41, has twice been mayor.", 1),
    ],
    ids=["in the courtroom", "anywhere"],
)
def test_a_reporter_in_the_courtroom_tells_the_sentence(own: str, want: int) -> None:
    told = "Sarn jailed\n\nA court in Velm jailed Ivo Sarn for six years on Monday, {}\n\n"
    story = tell(
        read("Velm Post", told.format("prosecutor Ada Lorne said.")),
        read("Larn Echo", told.format("in a case that held the town.") + own + "\n"),
    )
    assert counted(story, "COERCE", "existence", "affirmed") is not None
    assert low(story, "COERCE", "existence") == want


def test_who_criticises_a_visit_is_no_source_that_it_will_be() -> None:
    first = "Dask to visit\n\nPresident Dask will visit Larn on 17 May, minister Ivo Kern said."
    second = (
        "Anger at visit\n\nThe opposition has criticised the government over a visit by President "
        "Dask.\n\nMinister Ivo Kern said he would visit Larn on 17 May.\n"
    )
    story = tell(read("Larn Post", first), read("Larn Radio", second))
    assert low(story, "CONSULT", "existence") == 1


def test_a_professor_named_later_is_not_the_director_who_spoke_before() -> None:
    told = "Tide museum to shut\n\nThe tide museum in Orvel will close on 14 December, {} said.\n\n"
    expert = "Professor Ilse Marn, who studies harbours, said it had been wet since 1970.\n"
    story = tell(
        read("Orvel Courier", told.format("director Ada Senn")),
        read("Senn Post", told.format("its director") + expert),
    )
    assert low(story, "CLOSURE", "existence") == 1
    assert not any("marn" in one.key for group in story.origins for one in group)

"""The shipped lists and their look-ups."""

from __future__ import annotations

import pytest

from secondsource.text import offices, world
from secondsource.text.patterns import rules


@pytest.mark.parametrize(
    ("look", "name", "want"),
    [
        (world.country, "U.S.", "place:united states"),
        (world.country, "US", "place:united states"),
        (world.country, "us", None),
        (world.country, "the Netherlands", "place:netherlands"),
        (world.country, "Russia’s", "place:russia"),
        (world.country, "CHINA", "place:china"),
        (world.demonym, "Swedes", "place:sweden"),
        (world.demonym, "polish", None),
        (world.capital, "Kyiv", "place:ukraine"),
        (world.capital, "Chicago", None),
        (world.seat, "the Kremlin", "organisation:russia/presidency"),
        (world.seat, "Downing Street", "organisation:united kingdom/prime minister's office"),
        (world.body, "U.N.", "organisation:un"),
        (world.agency, "RIA Novosti news agency", "organisation:ria novosti"),
        (world.agency, "Agence France-Presse", "organisation:afp"),
        (world.agency, "Lowland Press", None),
        (world.outlet, "https://www.bbc.co.uk/news/1", "organisation:bbc"),
        (world.outlet, "rt.com", "organisation:rt"),
        (world.outlet, "https://lowland.example/rt.com", None),
        (world.relay, "ift.tt/2Zz9QaB", "IFTTT"),
        (world.relay, "lowland.example", None),
        (world.given, "Sergey", "male"),
        (world.given, "Maria", "female"),
        (world.given, "table", None),
        (world.office, "Deputy Foreign Minister", "foreign ministry"),
        (world.office, "Assistant Secretary of State", "state department"),
        (world.office, "minister of the interior", "interior ministry"),
        (world.office, "spokeswoman", ""),
        (world.office, "teapot", None),
        (world.ministry, "Ministry of Foreign Affairs", "foreign ministry"),
        (world.ministry, "Ministry of Silly Walks", None),
        (offices.body_key, "Russian Foreign Ministry", "organisation:russia/foreign ministry"),
        (offices.body_key, "Ministry of Defence of France", "organisation:france/defence ministry"),
        (
            offices.body_key,
            "US Department of Defense",
            "organisation:united states/defence ministry",
        ),
    ],
)
def test_look_up(look, name: str, want: str | None):
    assert look(name) == want


def test_parties_joined_by_a_hyphen():
    assert world.parties("Russian-NATO") == ("place:russia", "organisation:nato")
    assert world.parties("well-known") == ()


def test_one_house_is_one_family():
    sputnik, ria = world.outlet("Sputnik"), world.agency("RIA Novosti")
    assert sputnik
    assert ria
    assert world.family(sputnik) == world.family(ria)


def test_labels_are_readable():
    assert world.label("place:united states") == "United States"
    assert world.label("organisation:afp") == "AFP"
    assert world.label("organisation:russia/foreign ministry") == "Russian foreign ministry"


def test_every_capital_domain_and_owner_leads_somewhere():
    countries = rules("world/countries.toml")["countries"]
    assert all(world.capital(c) for e in countries.values() for c in e.get("capitals", ()))
    for file in ("agencies", "outlets"):
        for key, entry in rules(f"world/{file}.toml")[file].items():
            assert entry["country"] in countries, key
            assert all(world.outlet(domain) for domain in entry.get("domains", ())), key


@pytest.mark.parametrize(
    ("file", "table", "least"),
    [
        ("agencies", "agencies", 100),
        ("outlets", "outlets", 500),
        ("bodies", "bodies", 80),
        ("countries", "countries", 190),
        ("offices", "offices", 200),
    ],
)
def test_lists_are_sorted_and_long_enough(file: str, table: str, least: int):
    keys = list(rules(f"world/{file}.toml")[table])
    assert len(keys) >= least
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("orvel's museum", "Orvel's Museum"), ("ana o'senn", "Ana O'Senn"), ("al-amin", "Al-Amin")],
)
def test_a_folded_name_is_shown_as_it_is_written(name: str, shown: str) -> None:
    assert world.titled(name) == shown

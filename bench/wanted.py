"""What somebody who asks for a number in own words may mean: "years of contract", "mourners"."""

from __future__ import annotations

from functools import cache

from secondsource.text.crowds import counted_things
from secondsource.text.figures import figures, is_sum, moneys
from secondsource.text.things import listed
from secondsource.text.tolls import tolls
from secondsource.text.tollwords import following, toll_words
from secondsource.text.verbs import folded_tokens
from secondsource.text.words import fold

CROWDS = ("participants", "spectators")  # whoever came: of a match they look on
MANY = 700  # a number that may count a crowd as well as anything


@cache
def term(asked: str) -> str:
    """What findings call what is counted: what the program itself reads behind a number.

    "tons of rice" → tonnes, "dollars a month" → dollars, "ghost pupils" → pupils.
    """
    asked = fold(asked).strip()
    if asked in toll_words()["counted"]:
        return _called(asked)
    for what, counted in toll_words()["counted"].items():
        if asked in counted["toll"]:
            return _called(what)  # "attendance", "number of dead"
    line = folded_tokens(f"{MANY} {asked}", 0)
    measured = figures(line)
    if measured and measured[0].start == 0:
        return measured[0].what
    if asked in listed() and asked not in following():
        return listed()[asked].what
    counted = tolls(line)
    if counted:
        return _called(counted[0].what)
    things = counted_things(line, ())
    if things:
        return things[0].what
    last = figures(folded_tokens(f"{MANY} {asked.rpartition(' ')[2]}", 0))  # "turnout percent"
    return last[0].what if last else asked


def _called(what: str) -> str:
    name: str = toll_words()["counted"].get(what, {}).get("as", what)
    return name


def means(asked: str, about: str) -> bool:
    """Whether a number somebody asks for may be what a finding counts; a price is any money."""
    if asked == about or (is_sum(asked) and about in moneys()):
        return True
    wanted, found = term(asked), term(about)
    return wanted == found or (wanted in CROWDS and found in CROWDS)

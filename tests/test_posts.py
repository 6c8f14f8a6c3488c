"""One post or one name of which a story has a single bearer: who is surely one, who only may be."""

from __future__ import annotations

import pytest

from secondsource.model import Speaker
from secondsource.origins import origin, related
from secondsource.origins.posts import is_one_post
from tests.test_origins import OWN, quote, said
from tests.test_second_source import counted, read, tell


def unnamed(name: str) -> Speaker:
    return said(name, anonymous=True)


def holder(role: str, body: str = "") -> Speaker:
    return said("Lena Orsk", key="person:lena orsk", role=role, body=body)


@pytest.mark.parametrize(
    ("told", "role", "want"),
    [
        (said("leader of the Dockers' Union"), "chairwoman of the Dockers' Union", True),
        (said("head of the electoral commission"), "chair of the electoral commission", True),
        (unnamed("the coordinator of Clear Water"), "Clear Water coordinator", True),
        (unnamed("the coordinator of Clear Water"), "charity Clear Water's coordinator", True),
        (unnamed("the chairwoman of the Larn League"), "chairwoman of the Larn League", True),
        (said("director of the Larn clinic"), "deputy director of the Larn clinic", False),
        (said("leader of the Dockers' Union"), "secretary of the Dockers' Union", False),
        (said("leader of the Dockers' Union"), "leader of the Miners' Union", False),
        (unnamed("a spokesman for the Larn League"), "spokesman for the Larn League", False),
        (unnamed("an official of Clear Water"), "official of Clear Water", False),
        (unnamed("the coordinator"), "coordinator of Clear Water", False),
    ],
)
def test_a_post_of_which_a_body_has_one(told: Speaker, role: str, want: bool) -> None:
    assert is_one_post(origin(quote(told), OWN), origin(quote(holder(role)), OWN)) is want


def keys(*speakers: Speaker, together: bool = False) -> int:
    """How many origins some speakers are, in one text or in as many as there are."""
    given = [origin(quote(s), OWN) for s in speakers]
    texts = [(given, ())] if together else [([one], ()) for one in given]
    return len({one.key for one in related(given, (), texts).values()})


@pytest.mark.parametrize(
    ("role", "want"),
    [("chief executive", 1), ("baker", 2), ("", 2)],
    ids=["one", "another", "none"],
)
def test_a_given_name_is_whoever_has_it_and_the_post(role: str, want: int) -> None:
    full = said("Emil Stark", key="person:emil stark", role="Karst Air's chief executive")
    short = said("Emil", key="person:emil", role=role)
    assert keys(full, short) == want


@pytest.mark.parametrize(("together", "want"), [(True, 1), (False, 2)])
def test_a_body_beside_its_spokesman_is_he(together: bool, want: int) -> None:
    guard = said("coast guard", key="organisation:coastguard")
    quill = holder("coast guard lieutenant", "organisation:coastguard")
    assert keys(guard, quill, together=together) == want


def test_a_body_beside_two_who_speak_for_it_is_neither() -> None:
    guard = said("coast guard", key="organisation:coastguard")
    quill = holder("coast guard lieutenant", "organisation:coastguard")
    other = said("Ivo Tarn", key="person:ivo tarn", role="diver", body="organisation:coastguard")
    assert keys(guard, quill, other, together=True) == 3


@pytest.mark.parametrize(
    ("second", "want"),
    [
        ("'We had no warning,' Odo Kern told Radio Selm.", (1, 1)),
        ("'We had no warning,' Odo Kern, a baker, told Radio Selm.", (2, 2)),
    ],
    ids=["nothing told of him", "a baker"],
)
def test_who_is_named_late_is_who_spoke_before(second: str, want: tuple[int, int]) -> None:
    text = (
        "Gallery falls in\n\nFive miners are missing after a gallery fell in at Selm on Monday, "
        f"a spokesman for the mine said.\n\n{second} Five miners were missing, Kern said."
    )
    assert counted(tell(read("Radio Selm", text)), "DISASTER", "count", "5", "missing") == want


@pytest.mark.parametrize(
    ("words", "want"),
    [({"the", "museum", "opens"}, True), ({"the", "ferry", "sails"}, False)],
    ids=["names the body", "does not"],
)
def test_a_stranger_may_speak_for_a_body_his_article_names(words: set[str], want: bool) -> None:
    stranger = origin(quote(said("Lena Orsk", key="person:lena orsk")), OWN)
    museum = origin(quote(said("Larn Museum", key="organisation:larn museum")), OWN)
    found = related([stranger, museum], (), [([stranger], words), ([museum], {"museum"})])
    assert (museum.key in found[stranger].maybe) is want

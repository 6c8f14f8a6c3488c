"""Verbs that tell an event by what they are done to, by whom, or on what page."""

from __future__ import annotations

import pytest

from secondsource.model import Span
from secondsource.text.senses import pages
from secondsource.text.triggers import heads
from secondsource.text.verbs import tokens


def told(text: str, *about: str) -> list[str]:
    line = tokens(text, Span(0, len(text)))
    return [h.kind.type for h in heads(line, pages=about) if h.kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two cargo boats have unloaded 40 sacks of flour at the quay", "AID"),
        ("Nine hundred tents were flown in from Sarvik", "AID"),
        ("The army is trucking water to the hill villages", "AID"),
        ("The mayor opened a 30-bed clinic in Orle", "LAUNCH"),
        ("The tunnel under the Serla was inaugurated by the king", "LAUNCH"),
        ("Officers took the poet from her home before dawn", "COERCE"),
        ("Police are holding three fishermen over the theft", "COERCE"),
        ("Four held after raid on a bakery", "COERCE"),
        ("Ada Kern is the new harbour commissioner", "APPOINT"),
        ("Orle gets its first woman bishop", "APPOINT"),
        ("The deputy director takes over until May", "APPOINT"),
        ("The lease was signed on Monday", "AGREE"),
        ("Both unions put their names to the contract", "AGREE"),
        ("Lorne slipped to a 27-24 defeat", "FIXTURE"),
        ("The archbishop has apologised to the islanders", "STATEMENT"),
        ("Ada Kern won the Garnet Bowl 300 on Sunday", "FIXTURE"),
        ("Six hundred minibuses stayed off the roads", "STRIKE"),
        ("The prefect has banned marches until June", "COERCE"),
        ("The council froze the firm's assets", "COERCE"),
        ("Two pupils were suspended from school for a week", "COERCE"),
        ("The sergeant fell in the line of duty", "DEATH"),
        ("Voters rejected the charter with 60 percent of the ballots", "ELECT"),
        ("Kern conceded the seat to his rival", "ELECT"),
        ("The minister put her name on Monday to a gas deal", "AGREE"),
        ("A mail plane came down in a beet field", "TRANSPORT"),
        ("The roof of the market collapsed", "DISASTER"),
        ("Former judge Ada Kern will chair the inquiry", "APPOINT"),
        ("Masked men made off with the crown", "ASSAULT"),
        ("Teachers will not teach on Friday", "STRIKE"),
        ("Crowds gathered outside parliament", "PROTEST"),
        ("Ada Kern held her seat", "ELECT"),
        ("The yes side took 83 percent", "ELECT"),
        ("Both sides accepted the mediator's plan", "AGREE"),
        ("Gunmen storm a border post", "ASSAULT"),
        ("A study of the river blames the tannery and lists 40 drains", "PUBLISH"),
        ("The maker is recalling 84,000 cars over a hose", "COERCE"),
        ("The board refused the play a licence", "COERCE"),
        ("They ask for the release of 32 elders", "COERCE"),
        ("Ada Kern was dismissed as coach on Monday", "RESIGN"),
        ("The state will give two million crowns to three towns", "AID"),
        ("The two sides will sit again on 5 March", "CONSULT"),
        ("The campaign handed in a petition at the town hall", "PROTEST"),
        ("The president received the chancellor", "CONSULT"),
        ("The lifeboat brought 30 people ashore", "AID"),
        ("The director has been removed", "RESIGN"),
        ("The library will move to the old mill", "TRANSFER"),
        ("Hundreds lined the quay with banners", "PROTEST"),
    ],
)
def test_a_verb_means_an_event_by_its_object_or_subject(text: str, kind: str) -> None:
    assert kind in told(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She sent a card to her aunt", "AID"),
        ("He opened the letter on Monday", "LAUNCH"),
        ("The accountant opened its books", "LAUNCH"),
        ("The dinner was held after the concert", "COERCE"),
        ("She took the bus home", "COERCE"),
        ("The council has a new roof", "APPOINT"),
        ("He signed the guest book", "FIXTURE"),
        ("The 5-2 vote was a defeat for the mayor", "FIXTURE"),
        ("The report is long", "PUBLISH"),
        ("The rector dismissed the claims on Monday", "RESIGN"),
        ("A bulletin signed by the surgeon was read out", "AGREE"),
        ("Odeh, who sells fuel, heard it", "TRANSFER"),
        ("That ministry answers to those who fire the rockets", "DISASTER"),
        ("Gunmen storm a border post", "DISASTER"),
        ("The text was laid before the Assembly", "CONSULT"),
        ("The lorries passed the barrier and went down to the river", "TRANSPORT"),
        ("A runner collapsed at the ninth mile", "DISASTER"),
        ("She collapsed in the hall", "DISASTER"),
        ("Officers carried off four boxes", "COERCE"),
        ("They appointed Kern as the new director", "FIXTURE"),
        ("Officers carried off 1,200 boxes", "COERCE"),
        ("The maker recalls the dispute over the hose", "COERCE"),
        ("The rumour was dismissed as nonsense", "RESIGN"),
        ("The carrier flies to 31 cities", "CONSULT"),
        ("The president received a letter", "CONSULT"),
        ("The boat brought 30 sacks ashore", "AID"),
        ("The statue has been removed", "RESIGN"),
        ("Ada Kern will move to the coast", "TRANSFER"),
        ("Hundreds lined the quay in the sun", "PROTEST"),
        ("The campaign handed in a petition at the town hall", "TRANSFER"),
    ],
)
def test_and_none_with_another_one(text: str, kind: str) -> None:
    assert kind not in told(text)


@pytest.mark.parametrize(
    ("text", "about", "kind"),
    [
        ("Kern joins Orvane on a three-year contract", "sport", "TRANSFER"),
        ("Orvane have landed their captain on a season-long loan", "sport", "TRANSFER"),
        ("Kern finished third on Sunday", "sport", "FIXTURE"),
        ("She went up at dawn and the dogs barked", "rocket", "LAUNCH"),
        ("The firm put nine satellites in orbit", "rocket", "LAUNCH"),
        ("The two sides exchanged fishermen at sea", "prisoners", "TRANSFER"),
        ("The swap took an hour", "swap", "TRANSFER"),
        ("Eleven sailors came home on Monday", "swap", "TRANSFER"),
        ("Orvane traded their captain", "sport", "TRANSFER"),
        ("The title went to Kern", "sport", "FIXTURE"),
        ("The first planeload landed on Sunday", "relief", "AID"),
        ("A grey plane landed at noon", "relief", "AID"),
        ("The minister has promised $5m", "relief", "AID"),
        ("Soldiers carry crates to the old mill", "relief", "AID"),
        ("Thursday's stage was called off", "sport", "FIXTURE"),
        ("The guard will play on Sunday against the Otters", "sport", "FIXTURE"),
        ("The owner ended his contract as coach", "sport", "RESIGN"),
    ],
)
def test_some_words_tell_an_event_only_on_a_page_about_it(text: str, about: str, kind: str) -> None:
    assert kind in told(text, about)
    assert kind not in told(text)


def test_what_a_page_is_about() -> None:
    sport = frozenset(["the", "coach", "and", "the", "striker", "before", "the", "match"])
    assert pages(sport) == {"sport"}
    assert not pages(sport | frozenset(["minister", "court", "police"]))

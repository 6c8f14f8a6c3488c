"""Plain news from the page to the count: whose words they are, what is told, how many told it."""

from __future__ import annotations

import pytest
from msgspec import structs

from secondsource import copies, reconcile
from secondsource.model import (
    Article,
    Dating,
    Event,
    Fact,
    Fault,
    Page,
    Quote,
    Sources,
    Story,
    digest,
    marks,
)
from secondsource.origins import origin, voice
from secondsource.pipeline import annotate
from secondsource.text.when import parse
from tests.timing import is_linear

MONDAY = "2035-05-14"
OPENING = """Council meets in the city hall of Larn

The council of Larn opened its doors in the presence of many guests from the whole region.

"""


def read(outlet: str, text: str, day: str = MONDAY) -> Article:
    page = Page(
        digest(outlet, text), outlet, outlet, "text/plain", text.encode(),
        facts=(Fact("published", day, "input"),),
    )  # fmt: skip
    found = annotate(page)
    assert not isinstance(found, Fault)
    when = parse(day)
    assert when is not None
    return structs.replace(found, outlet=outlet, published=Dating(when, day, 1.0, "given"))


def tell(*articles: Article) -> Story:
    ids = tuple(sorted(a.id for a in articles))
    links = copies.find(list(articles))
    return reconcile.findings(Story(digest(*ids), "", ids, links), list(articles))


def counted(
    story: Story, kind: str, attribute: str, value: str = "", about: str = ""
) -> tuple[int, int] | None:
    types = {event.id: event.type for event in story.events}
    found: list[Sources] = [
        version.sources
        for finding in story.findings
        if (types[finding.event], finding.attribute, finding.about) == (kind, attribute, about)
        for version in finding.versions
        if value in ("", version.value)
    ]
    best = max(found, key=lambda s: (s.high, s.low), default=None)
    return (best.low, best.high) if best else None


# ------------------------------------------------------------------ whose words


@pytest.mark.parametrize(
    ("sentence", "whose"),
    [
        ("The dam held, the Ministry of Foreign Affairs said.", "organisation:foreign ministry"),
        ("The dam held, the Ministry of Health said.", "organisation:health ministry"),
        ("The dam held, the city police said in a statement.", "organisation:city police"),
        ("Rebels said the dam held.", "anonymous:outlet:larn courier/rebel"),
        ("Authorities said the dam held.", "anonymous:outlet:larn courier/authorities"),
        ("Local officials say the dam held.", "anonymous:outlet:larn courier/official"),
        ("The dam held, broadcaster Kanal 5 reported.", "outlet:kanal 5"),
        (
            "The dam held, the state news agency Velinform reported on Monday, quoting police.",
            "organisation:police",
        ),
        (
            "The dam held, the Orl Press Bureau reported, quoting Mayor Ida Pohl.",
            "person:ida pohl",
        ),
        (
            "The dam held, the bloc's secretary-general, Dr Lena Marsk, has told the Velmar Post.",
            "person:lena marsk",
        ),
        ("The dam held, Secretary-General Lena Marsk said.", "person:lena marsk"),
        ("The dam held, District Collector Smt. Lena Marsk said.", "person:lena marsk"),
        (
            "The dam held, state television quoted a ministry spokesman as saying.",
            "anonymous:outlet:state television/ministry spokesman",
        ),
        (
            "The flood hit 212 farms, a panel of experts concludes in a draft report seen by us.",
            "anonymous:outlet:larn courier/panel expert",
        ),
        (
            "The dam held, an engineer told the Harlan City Press on Tuesday.",
            "anonymous:outlet:harlan city press/engineer",
        ),
        (
            "The dam held, according to a situation report of the Ministry of Health.",
            "organisation:health ministry",
        ),
        (
            "The boat was sold, as the Osmer News Agency reports, citing auctioneers Pell & Amory.",
            "organisation:pell amory",
        ),
        ("The boat was sold, the auction house Pell & Amory said.", "organisation:pell amory"),
        (
            "The man was held, the Prosecutor General's Office said.",
            "organisation:prosecution service",
        ),
        (
            "In a stock exchange notice the company says that a contract is to be signed.",
            "organisation:company",
        ),
        (
            "The roof stays open, the sporting director of Korrin City said.",
            "person:?sporting director of korrin city",
        ),
        ("The dam held. So says Mayor Ida Pohl.", "person:ida pohl"),
        ("The dam held, the fire chief said.", "person:?fire chief"),
        ("The dam held, the office of the prime minister said.", "organisation:government"),
        (
            "It held, according to a statement of the Tarsian foreign ministry carried by TPN.",
            "organisation:tarsian/foreign ministry",
        ),
        ("County police shut the dam. It held, the force said.", "organisation:county police"),
        ("The dam held, the CEO said.", "person:?chief executive"),
        ("The dam held, the general staff said.", "organisation:armed forces"),
        (
            "The water board announced that the dam held. It is dry, the announcement said.",
            "organisation:water board",
        ),
        ("The dam held, according to a report in the Osmer Gazette.", "outlet:osmer gazette"),
        ("The dam held, Ministry of Health spokesman Dr Ivo Marsk said.", "person:ivo marsk"),
        ("The dam held, the novelist's agent, Tim Cole, said.", "person:tim cole"),
        ("Police said the dam held. They said it was dry.", "organisation:police"),
        ("The dam held, it said.", "organisation:council"),
        (
            "The dam held, the head of the rescue teams, Ida Noon, told reporters.",
            "person:ida noon",
        ),
    ],
)
def test_whose_words(sentence: str, whose: str) -> None:
    article = read("Larn Courier", OPENING + sentence + "\n")
    last = marks(article, Quote)[-1]
    assert origin(last, voice(article), article).key == whose


def test_words_of_nobody_may_be_anybodys() -> None:
    article = read("Larn Courier", OPENING + "The chart read that the dam held.\n")
    for quote in marks(article, Quote):
        assert origin(quote, voice(article), article).kind in ("unknown", "document")


@pytest.mark.parametrize(
    ("a", "b", "want"),
    [
        ("the fire brigade", "Larn firefighters", (1, 2)),
        ("police", "Larn police department", (1, 2)),
        ("the electoral commission", "the election commission", (1, 2)),
        ("Karst police", "Larn police department", (2, 2)),
        ("the fire brigade", "police", (2, 2)),
        ("the main opposition party", "the Unity Party", (1, 2)),
        ("the volcanology centre", "the Centre for Volcanology", (1, 2)),
        ("the mill's owner, Grainco,", "plant manager Eddie Moss", (1, 2)),
        ("the drivers' union", "Grainco", (2, 2)),
        ("the space agency", "Grainco", (2, 2)),
    ],
)
def test_two_names_of_one_house(a: str, b: str, want: tuple[int, int]) -> None:
    texts = [f"Blast at mill\n\nA blast tore through it, {who} said.\n" for who in (a, b)]
    story = tell(*(read(f"Paper {n}", text) for n, text in enumerate(texts)))
    assert counted(story, "DISASTER", "existence") == want


def test_a_general_secretary_is_no_general() -> None:
    said = "The dam held, said Tom Brill, general secretary of the drivers' union."
    article = read("Larn Courier", OPENING + said + "\n")
    found = origin(marks(article, Quote)[-1], voice(article), article)
    assert found.institution == "organisation:drivers union"


@pytest.mark.parametrize(
    ("office", "house"),
    [
        ("fire service chief Brigadier", "organisation:fire service"),
        ("club president", "organisation:club"),
        ("Brigadier", "organisation:armed forces"),
    ],
)
def test_the_house_of_an_office(office: str, house: str) -> None:
    article = read("Larn Courier", f"{OPENING}The dam held, {office} Ivo Marsk said.\n")
    last = marks(article, Quote)[-1]
    assert origin(last, voice(article), article).institution == house


# ------------------------------------------------------------------ what is told


@pytest.mark.parametrize(
    ("sentence", "kind", "count"),
    [
        ("Three men have been charged with robbing a bank.", "COERCE", ("charged", 3)),
        ("Eighteen pilgrims were crushed to death at the fair.", "GATHERING", None),
        ("Two hostages were freed on Sunday.", "COERCE", None),
        ("Nordal has agreed to buy Kestra for $2 billion.", "TRANSFER", None),
        ("The tanker was seized off Velmar on Tuesday.", "COERCE", None),
        ("Athletic have signed striker Milo Reyes on Monday.", "TRANSFER", None),
        ("The border crossing will reopen on Friday.", "LAUNCH", None),
        ("Some 5,000 people took part in a protest.", "PROTEST", ("participants", 4500)),
        ("A new library will open in Velmar on May 4.", "LAUNCH", None),
        ("The talks will open in Velmar on May 4.", "CONSULT", None),
        ("Drones struck a port in Velmar on Sunday.", "ASSAULT", None),
        ("The government agreed to a ceasefire on Monday.", "AGREE", None),
        ("A goods train came off the tracks in Larn.", "TRANSPORT", None),
        ("The storm left 12,000 households without power.", "DISASTER", None),
        ("Fourteen people lost their lives in a bus crash.", "TRANSPORT", ("killed", 14)),
    ],
)
def test_what_is_told(sentence: str, kind: str, count: tuple[str, int] | None) -> None:
    events = [
        e
        for e in marks(read("Larn Courier", OPENING + sentence + "\n"), Event)
        if e.span.start >= len(OPENING) and e.type == kind
    ]
    assert events
    if count:
        assert count in [(c.what, c.low) for e in events for c in e.counts]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rasul Dembray, once the most feared man at the border, was held on Monday.",
        "A cholera outbreak has claimed 11 lives in the lakeside villages.",
    ],
)
def test_no_words_are_told(sentence: str) -> None:
    assert not marks(read("Larn Courier", OPENING + sentence + "\n"), Quote)


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ('"The minister has not resigned," spokeswoman Mira Taft said.', "denied"),
        ("There have been no talks with Ipria, spokesman Kasper Doyle said.", "denied"),
        ("No such meeting took place, spokesman Kasper Doyle said.", "denied"),
        ("The match did not take place, the club said.", "affirmed"),
        ("Talks with Ipria began on Monday, spokesman Kasper Doyle said.", "affirmed"),
    ],
)
def test_what_did_not_happen_is_denied(sentence: str, polarity: str) -> None:
    events = marks(read("Larn Courier", OPENING + sentence + "\n"), Event)
    assert [e.polarity for e in events if e.span.start >= len(OPENING)] == [polarity]


def test_a_weekday_settles_days_later() -> None:
    told = "Lena Orsk left on Sunday. Three days later, on Wednesday, she died in Larn."
    article = read("Larn Courier", OPENING + told + "\n")
    (died,) = (e for e in marks(article, Event) if e.type == "DEATH")
    assert died.time is not None
    assert article.text[died.time.start : died.time.end] == "Wednesday"


def test_a_strike_that_stops_the_trains_is_on_their_day() -> None:
    told = "Transline said it would cancel all trains on Friday because of a strike by drivers."
    article = read("Larn Courier", OPENING + told + "\n")
    (strike,) = (e for e in marks(article, Event) if e.type == "STRIKE")
    assert strike.time is not None
    assert strike.status == "scheduled"


def test_officers_who_fire_tear_gas_are_no_fire() -> None:
    article = read("Larn Courier", OPENING + "Officers fired tear gas on Sunday in Velmar.\n")
    assert "DISASTER" not in {e.type for e in marks(article, Event)}


# ------------------------------------------------------------------ whose an event is


@pytest.mark.parametrize(
    ("sentence", "whose"),
    [
        ("The drivers' union announced a strike for Friday.", "organisation:drivers union"),
        ("Nordal announced the acquisition of Kestra on Monday.", "organisation:nordal"),
        ("Police confirmed four arrests in Larn.", "organisation:police"),
        ("The government declared a state of emergency on Monday.", "organisation:government"),
        (
            "Announcing a vote for March 8, the chair, Pia Sorrel, promised calm.",
            "person:pia sorrel",
        ),
    ],
)
def test_whose_an_event_is(sentence: str, whose: str) -> None:
    story = tell(read("Larn Courier", OPENING + sentence + "\n"))
    keys = {
        account.origin.key
        for finding in story.findings
        if finding.attribute == "existence"
        for version in finding.versions
        for account in version.accounts
        if account.cite.span.start >= len(OPENING)
    }
    assert keys == {whose}


def test_a_brief_that_restates_an_attributed_text_is_no_sure_second_source() -> None:
    lead = "A ferry capsized off Dunmar on Sunday with 60 passengers on board"
    told = read("Paper 1", f"Ferry capsizes off Dunmar\n\n{lead}, the coastguard said.\n")
    brief = read("Paper 2", f"Ferry capsizes\n\n{lead}.\n", "2035-05-13")
    seen = read(
        "Paper 2",
        f"Ferry capsizes\n\n{lead}. Women stood barefoot along the harbour wall, holding lanterns "
        "and calling names, while fishermen dragged nets through black water until morning.\n",
        "2035-05-13",
    )
    assert counted(tell(told, brief), "TRANSPORT", "existence") == (1, 2)
    assert counted(tell(told, seen), "TRANSPORT", "existence") == (2, 2)


# ------------------------------------------------------------------ how many told it

COLLECTOR = """Stampede at fair kills 18

Eighteen pilgrims were killed in a stampede in Devla on Sunday, Collector Smt. Lena Marsk said.
"""
HOSPITAL = """Mortuary full, says hospital chief

All 18 victims of Sunday's stampede had died of suffocation, Dr Ivo Tarn of the Devla hospital said.
"""
DIRECTOR = """Nine workers die in factory fire

Nine workers died in a factory fire in Padmar on Sunday, the director of the fire service said.

Brigadier Ivo Sikder said the blaze started in a store on the ground floor.
"""
BRIGADIER = """Burnt factory had no licence

Nine workers died in the factory fire in Padmar on Sunday, according to Brigadier Ivo Sikder.
"""
CHIEF = """Five dead in gas explosion

A gas explosion in Larn on Sunday killed five people, the fire chief said.

"We have recovered five dead from the rubble," fire chief Vera Tolm told reporters.
"""
SERVICE = """Blast kills five

The gas explosion in Larn killed five, fire service chief Brigadier Vera Tolm said.
"""
DENIAL = """Mill not for sale

Korrin has not sold its mill to Dale Paper, Korrin chairwoman Ada Nance said.
"""
SLUG = """BRIEF-Korrin chairwoman denies sale of mill

Korrin chairwoman Ada Nance said Korrin had not sold its mill to Dale Paper.
"""
GOVERNOR = """Rates decision on May 24

The central bank will publish its rates decision on May 24, governor Sara Lind said.
"""
BANK = """Rates decision due

The central bank's rates decision will be published on May 24, the bank said on its website.
"""
AT_LEAST = """Ferry capsizes off Dunmar

At least 14 people drowned when a ferry capsized off Dunmar on Sunday, the coastguard said.
"""
EXACT = """Fourteen die as ferry capsizes

Fourteen people drowned when a ferry capsized off Dunmar on Sunday, Governor Paola Venn said.
"""


POST = """Mayor to resign

Mayor Ida Pohl will resign on Friday, her spokesman Ivo Marsk told the Larn Post.
"""
CITING = """Mayor to go - report

Mayor Ida Pohl will resign on Friday, the Larn Post reported on Monday.
"""
AID = """Talland sends aid to flood victims

Talland has sent 40 tonnes of food and medicine to Osk, the foreign ministry said on Monday.
"""
LANDED = """Aid from Talland arrives

A plane with aid from Talland landed in Osk on Monday, airport manager Jo Kerr said.
"""
PROSECUTORS = """Man charged with murder

A man was charged with murder on Monday, prosecutors said.
"""
ATTORNEY = """Suspect charged

A suspect was charged with murder on Monday, District Attorney Ellen Park said.
"""


RESCUE = """Three die in avalanche

Three skiers died in an avalanche on Sunday, the head of the mountain rescue service said.

Bruno Keller told reporters the danger had been high.
"""
KELLER = """Three skiers killed

An avalanche killed three skiers on Sunday, said Bruno Keller of the Sella mountain rescue service.
"""
COASTGUARD = """Boat sinks off Ellis

A fishing boat sank off Ellis on Sunday, the coast guard said.
"""
COAST = """Search for boat

A fishing boat sank off Ellis on Sunday, a coastguard spokeswoman said.
"""
OPERATOR = """Trams collide, 12 injured

Two trams collided in Arden, injuring 12 people, a spokesman for Ardentram said.
"""
ARDENTRAM = """Twelve hurt in tram crash

Twelve people were injured when two trams collided, tram operator Ardentram said.
"""
AGENCY = """Probe to launch on April 2

The Vesta probe will be launched on April 2, the European Space Agency said.
"""
KRONE = """Vesta probe launch on April 2

ESA will launch its Vesta probe on April 2, the agency's director general, Paul Krone, said.
"""
BRIGADE = """Fire destroys school

A fire destroyed a school in Bexley on Sunday, the fire brigade said.
"""
TEACHER = """School burns down

A school in Bexley was destroyed by a fire on Sunday, headteacher Joan Pike said.
"""
ELECTION = """Early polls in April

Early elections will take place on June 6, President Stefan Novak said in an address.
"""
POLLS = """Election in June

Parliamentary elections will take place on June 6, two months after the cabinet fell.
"""
AGENT = """Nell Ward dies at 77

Nell Ward has died at 77, according to her agent.
"""
COLE = """Nell Ward dead

The novelist Nell Ward died on Sunday aged 77, her agent, Tim Cole, said.
"""


@pytest.mark.parametrize(
    ("texts", "asked", "want"),
    [
        ((RESCUE, KELLER), ("DISASTER", "count", "3", "killed"), (1, 1)),
        ((COASTGUARD, COAST), ("TRANSPORT", "existence", "", ""), (1, 2)),
        ((OPERATOR, ARDENTRAM), ("TRANSPORT", "count", "12", "injured"), (1, 2)),
        ((AGENCY, KRONE), ("LAUNCH", "time", "2035-04-02", ""), (1, 2)),
        ((BRIGADE, TEACHER), ("DISASTER", "existence", "", ""), (2, 2)),
        ((ELECTION, POLLS), ("ELECT", "time", "2035-06-06", ""), (1, 2)),
        ((AGENT, COLE), ("DEATH", "existence", "", ""), (1, 2)),
        ((POST, CITING), ("RESIGN", "time", "2035-05-18", ""), (1, 1)),
        ((AID, LANDED), ("AID", "existence", "", ""), (2, 2)),
        ((PROSECUTORS, ATTORNEY), ("COERCE", "existence", "", ""), (1, 2)),
        ((COLLECTOR, HOSPITAL), ("DISASTER", "count", "18", "killed"), (2, 2)),
        ((DIRECTOR, BRIGADIER), ("DISASTER", "count", "9", "killed"), (1, 1)),
        ((CHIEF, SERVICE), ("DISASTER", "count", "5", "killed"), (1, 1)),
        ((DENIAL, SLUG), ("TRANSFER", "existence", "", ""), (1, 1)),
        ((GOVERNOR, BANK), ("PUBLISH", "time", "2035-05-24", ""), (1, 2)),
        ((AT_LEAST, EXACT), ("TRANSPORT", "count", "14", "killed"), (2, 2)),
    ],
    ids=[
        "rescuers",
        "coast guard",
        "operator",
        "director of the agency",
        "brigade and school",
        "what is to come",
        "agent",
        "a paper cited and its own page",
        "headline over its lead",
        "attorney",
        "two offices",
        "office, then name",
        "the chief of the fire service",
        "an agency's slug",
        "governor of a bank",
        "at least",
    ],
)
def test_how_many_told_it(
    texts: tuple[str, ...], asked: tuple[str, str, str, str], want: tuple[int, int]
) -> None:
    story = tell(*(read(("Larn Post", "Daily Echo")[n], text) for n, text in enumerate(texts)))
    assert counted(story, *asked) == want


def test_at_least_fourteen_and_fourteen_agree() -> None:
    story = tell(read("Paper 1", AT_LEAST), read("Paper 2", EXACT))
    (finding,) = (f for f in story.findings if (f.attribute, f.about) == ("count", "killed"))
    assert finding.verdicts == ("agree",)


def test_headlines_that_leave_out_at_least() -> None:
    story = tell(read("Paper 1", "Ferry sinks, 14 dead" + AT_LEAST.partition("Dunmar")[2]))
    assert counted(story, "TRANSPORT", "count", "14..", "killed") == (1, 1)


def test_two_articles_with_one_blast_each_tell_of_one() -> None:
    """No day and no place ties them, but nothing speaks against it."""
    story = tell(
        read("Paper 1", "Blast at mill\n\nA blast tore through the mill on Sunday, police said.\n"),
        read("Paper 2", "Mill explosion\n\nThe explosion woke the valley, Mayor Ida Pohl said.\n"),
    )
    assert counted(story, "DISASTER", "existence") == (2, 2)


CRASH = """Coach leaves road at Larn

Six people were killed on Monday when a coach left the road near Larn, police said.
"""


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            (
                "Shock at Larn\n\nThe road was still shut after Monday's coach crash near Larn.\n\n"
                '"I saw it skid, and then it went over," Ida Brenner told the Echo.'
            ),
            (2, 2),
        ),
        (
            (
                "Shock in Larn\n\nFlowers lay along the road on Tuesday morning.\n\n"
                '"There was a bang, and people were screaming," miller Ida Brenner told the Echo.'
            ),
            (2, 2),
        ),
        (
            (
                "Shock at Larn\n\nThe road was still shut after Monday's coach crash near Larn.\n\n"
                '"We are all thinking of the families," miller Ida Brenner told the Echo.'
            ),
            (2, 2),
        ),
        (
            (
                "Coach crash near Larn\n\nSix people died in Monday's coach crash near Larn.\n\n"
                "Our reporter reached the slope at noon and watched the crane at work."
            ),
            (2, 2),
        ),
    ],
    ids=["witness", "no word for it", "the only one who speaks", "reporter"],
)
def test_who_was_there_tells_of_it(text: str, want: tuple[int, int]) -> None:
    story = tell(read("Larn Post", CRASH), read("Velm Echo", text, "2035-05-15"))
    assert counted(story, "TRANSPORT", "existence", "affirmed") == want


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Lena Marsk said the toll would be two crowns.",
        "Opposition leader Hart Moll accused the city of waste.",
    ],
    ids=["speaks of something else", "only reacts"],
)
def test_a_day_of_the_opening_is_not_surely_of_the_only_one_who_speaks(text: str) -> None:
    builder = "Bridge date\n\nThe Larn bridge will open on 4 June, the bridge company said."
    opening = "Bridge news\n\nThe new Larn bridge will open to traffic on 4 June.\n\n"
    story = tell(read("Larn Post", builder), read("Velm Echo", opening + text))
    assert counted(story, "LAUNCH", "time", "2035-06-04") == (1, 2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("his daughter said on Tuesday.", "He died at home, Lucia Brenner told the Post."),
        ("the head of the clinic said.", "He died in his sleep, Dr Lucia Brenner told the Post."),
        ("the clinic said in a statement.", '"He died in his sleep," the statement said.'),
        ("the Larn Echo reported.", "He died at home, the Echo said."),
    ],
)
def test_who_is_brought_in_is_whom_the_next_words_name(first: str, second: str) -> None:
    text = f"Painter dies\n\nThe painter Otto Brenner died on Monday, {first}\n\n{second}"
    story = tell(read("Larn Post", text))
    assert counted(story, "DEATH", "existence", "affirmed") == (1, 1)


ARREST = """Mayor of Larn arrested

The mayor of Larn, Ivo Marsk, was arrested on Sunday, the public prosecutor's office said.
"""
ASIDE = """Handcuffs for the mayor

The mayor of Larn was arrested on Sunday at his villa.

A new bridge was opened in Larn in 2029.
"""


def test_what_an_outlet_tells_besides_is_no_source_of_the_story() -> None:
    found = tell(read("Larn Post", ARREST), read("Daily Echo", ASIDE, "2035-05-15")).sources
    assert (found.low, found.high) == (1, 2)


def test_a_surname_that_is_an_office_is_the_person() -> None:
    text = OPENING + "The dam held, mayor Ida Provost said.\n\nProvost said the gate was shut.\n"
    story = tell(read("Larn Courier", text))
    assert "provost" not in {
        a.origin.key.rpartition("/")[2]
        for f in story.findings
        for v in f.versions
        for a in v.accounts
    }


# ------------------------------------------------------------------ one word in two places


def paragraphs(*told: str) -> str:
    """A page of paragraphs, each given in as many pieces as its lines here need."""
    return "\n\n".join(told)


RESIGNS = paragraphs(
    'Governor quits: "I have no arrows left"',
    "The governor of the Bank of Orl, Ludo Wray, is stepping down. In a letter to staff he writes "
    "that he will leave in May.",
    '"A banker without friends is a man with an empty bow," the letter says.',
)
CASHIER = paragraphs(
    "Wray quits",
    "Ludo Wray resigned as central bank governor on Monday, a senior official at the bank told "
    "Orl Mail. The official, who asked for anonymity, said that staff had been called together.",
)
MINISTER = paragraphs(
    "Minister on the bank",
    '"Ludo Wray handed me his resignation across my desk on Monday," Finance Minister Mira Holt '
    "said.",
)


def test_who_alone_speaks_of_his_own_leaving_is_the_source_of_what_opens_the_page() -> None:
    story = tell(read("Orl Post", RESIGNS), read("Orl Mail", CASHIER), read("Orl News", MINISTER))
    assert counted(story, "RESIGN", "existence") == (2, 3)


SHOT = "Two men were killed when a gunman opened fire outside a hall on Vell Road"


def test_an_outlet_may_only_repeat_one_of_two_who_may_be_one() -> None:
    story = tell(
        read("Post", f"{SHOT}, Larn police spokesman Odo Kern said."),
        read("Mail", f"{SHOT}, a police spokesman said."),
        read("News", f"{SHOT}. Odo Kern asked for help and said it was no accident."),
    )
    found = counted(story, "ASSAULT", "count", "2", "killed")
    assert found is not None
    assert found[0] == 1


HOST = paragraphs(
    "Meeting of presidents put off",
    "The summit of the presidents of Tarvia and Great Orl, planned for next Monday at Lake Senn, "
    "has been postponed, the presidential press office in Tarvia announced.",
)
GUEST = paragraphs(
    "No skates on Lake Senn",
    "The president's foreign policy adviser, Mira Holt, made no attempt to hide her annoyance. "
    'The summit had been postponed, she confirmed at her weekly briefing, "and not by us".',
)


def test_the_summit_of_another_page_is_the_one_summit_of_the_story() -> None:
    story = tell(read("Tarvia Television", HOST), read("Orl Independent", GUEST))
    assert counted(story, "CONSULT", "status", "postponed") == (2, 2)


@pytest.mark.parametrize(
    ("said", "want"),
    [
        ('"Then I was swimming and there was no ship behind me," Gil Ternay, a tailor, said.', 2),
        ('"We mourn seven of our neighbours," Governor Vera Lund told this station.', 2),
        ('"We need a new pier," Gil Ternay, a tailor, said.', 1),
    ],
)
def test_who_was_there_tells_of_the_event_of_the_story(said: str, want: int) -> None:
    one = read("Orl Mail", "Seven people died when a ferry sank off Orl on Sunday, police said.")
    story = tell(one, read("Orl Post", "Boots in a tablecloth\n\n" + said))
    assert counted(story, "TRANSPORT", "existence") == (want, want)


UNION = "About 1,200 men at Larn Glass stayed away from work on Tuesday, according to the union."
MANAGER = (
    "Only 700 of the staff were on strike, works manager Otto Brand wrote to buyers. The union "
    "says 1,200 have downed tools."
)


def test_a_works_manager_speaks_for_no_union_and_about_1200_are_1200() -> None:
    story = tell(read("Larn Echo", UNION), read("Packing", MANAGER))
    assert counted(story, "STRIKE", "existence") == (2, 2)


def test_topics_that_differ_stand_in_one_sentence() -> None:
    told = "{} said Velmar and Osterholm will hold talks {} in Larn on 20 May.\n"
    story = tell(
        read("Larn Post", "Talks\n\n" + told.format("Minister Ilse Torvald", "on fishing rights")),
        read("Echo", "Talks set\n\n" + told.format("President Nils Ravn", "about the border")),
        read("Quill", "To meet\n\n" + told.format("Ambassador Petra Vale", "on grain prices")),
    )
    (agenda,) = (f for f in story.findings if f.attribute == "agenda")
    assert agenda.verdicts == ("differ",)
    assert agenda.reason == (
        'Ilse Torvald gives the topic as "fishing rights"; Petra Vale as "grain prices"; '
        'Nils Ravn as "the border".'
    )


def test_who_is_brought_in_with_his_age_is_not_the_spokeswoman_before_him() -> None:
    told = (
        "Nine hurt as train derails\n\nNine people were hurt when a train derailed near Larn.\n\n"
        'The ambulance trust was called at noon. "Our crews treated nine," a spokeswoman said.\n\n'
        "Odo Kern, 34, a joiner from Velm, was in the second coach. "
        '"There was an almighty bang," he told the Post.\n'
    )
    story = tell(read("Larn Post", told))
    assert counted(story, "TRANSPORT", "existence") == (2, 2)


def test_one_of_those_a_body_has_sent_is_of_that_body() -> None:
    crash = "Two people died in the crash of a plane near Larn on Monday"
    looked = (
        "Plane looked at\n\nInvestigators from the Air Safety Bureau have begun work near Larn.\n\n"
        '"The crash on Monday killed two people," lead investigator Ida Kovar said.\n'
    )
    story = tell(
        read("Larn Post", f"Two killed in crash\n\n{crash}, police said.\n"),
        read("Velm Echo", looked),
    )
    assert counted(story, "TRANSPORT", "count", "2", "killed") == (2, 2)


def test_a_long_line_is_told_in_time_that_grows_with_it() -> None:
    said = "The minister said on Friday that the harbour would open. "

    def work(size: int) -> object:
        return tell(read("Larn Post", said * size))

    assert is_linear(work, 120)

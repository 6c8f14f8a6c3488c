"""Stories as plain text for a terminal, an e-mail or a feed reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import fill

from secondsource.model import (
    Account,
    Article,
    Attribute,
    Block,
    Cite,
    Finding,
    Quote,
    Sources,
    Story,
    StoryEvent,
    Verdict,
    marks,
    words,
)
from secondsource.outputs import json
from secondsource.outputs.ical import entries
from secondsource.outputs.phrases import figures
from secondsource.outputs.sources import left_out, together, who
from secondsource.text.when import edtf

SUFFIX = "txt"
MEDIA = "text/plain"

WIDTH = 100  # columns
LONGEST_QUOTE = 180  # code points of a passage shown in a list
MOST_COUNTS = 4  # of an event shown in full; more that one article tells share a line
MOST_ACCOUNTS = 5  # of one version, before the rest is only counted
ATTRIBUTES: tuple[Attribute, ...] = (
    "time", "place", "status", "count", "parties", "agenda", "identity", "existence",
)  # fmt: skip
SAID: dict[Verdict, str] = {
    "agree": "accounts agree",
    "complement": "one account adds it, the others are silent",
    "refine": "one account is coarser, one finer; they fit",
    "differ": "ACCOUNTS DIFFER",
    "superseded": "changed since",
    "inconsistent": "CANNOT BE AS WRITTEN",
    "single_source": "only one source",
    "probable_same": "probably the same event under two names",
}


def render(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """Each story whole, a blank line between them."""
    by_id = {article.id: article for article in articles}
    for number, one in enumerate(stories):
        if number:
            yield "\n\n"
        yield from story(one, by_id)


def summaries(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """Three lines a story: what, how well sourced, and what to look at."""
    by_id = {article.id: article for article in articles}
    for one in stories:
        yield f"{one_line(one.headline)}  [{one.id[:8]}]\n"
        yield f"  {count_line(one, by_id)}\n"
        notes = list(_notes(one))
        if notes:
            yield f"  {' · '.join(notes)}\n"
        yield "\n"


def count_line(one: Story, articles: Mapping[str, Article]) -> str:
    """ "3 sources, 2 institutions, 14 pages · 2021-12-28 to 2021-12-30"."""
    return f"{sources(one.sources)}, {rest_of_count(one, articles)}"


def rest_of_count(one: Story, articles: Mapping[str, Article]) -> str:
    """The same without the sources, which the reader sets in bold."""
    copies = len({link.copy for link in one.links if link.decided})
    pages = _many(len(one.articles), "page") + (
        f" ({_many(copies, 'copy', 'copies')})" if copies else ""
    )
    bodies = one.sources.institutions
    line = f"{_many(bodies, 'institution')}, {pages}" if bodies else pages
    first, last = json.published_range(articles[i] for i in one.articles)
    if first and last:
        line += f" · {first}" + (f" to {last}" if last != first else "")
    return line


def sources(count: Sources) -> str:
    """ "3 sources" where it is known, "2–3 sources" where it is not."""
    if count.low == count.high:
        return _many(count.high, "source")
    return f"{count.low}–{count.high} sources"


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


def _notes(one: Story) -> Iterator[str]:
    for verdict in ("differ", "inconsistent", "superseded"):
        number = sum(verdict in finding.verdicts for finding in one.findings)
        if number:
            yield f"{verdict} {number}"
    for dated in entries([one]):
        if dated.event.status in ("scheduled", "tentative", "confirmed", "rescheduled"):
            yield one_line(f"{dated.event.label or dated.event.type}: {dated.event.value}")
            return


# ------------------------------------------------------------------ one story


def story(one: Story, articles: Mapping[str, Article]) -> Iterator[str]:
    """One story: what is known, where the accounts stand, who said what, who copied whom."""
    yield f"{one_line(one.headline)}\n{count_line(one, articles)}  [{one.id}]\n"
    if one.origins:
        yield "\nThe sources\n"
    for group in who(one, articles):
        yield _wrapped(together(group), 4, first="  - ")
    if note := left_out(one):
        yield _wrapped(note, 2)
    if one.events:
        yield "\nWhat is known\n"
        for event in one.events:
            findings = [f for f in ordered(one.findings) if f.event == event.id]
            yield from _event(event, findings, articles)
    loose = [f for f in ordered(one.findings) if f.event not in {event.id for event in one.events}]
    for finding in loose:
        yield from _finding(finding, articles)
    yield from _statements(one, articles)
    yield from _pages(one, articles)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as a reader wants them: open questions, then day and place, mere existence last."""

    def weight(finding: Finding) -> tuple[bool, int]:
        settled = not set(finding.verdicts) & {"differ", "inconsistent", "superseded"}
        return settled, ATTRIBUTES.index(finding.attribute)

    return tuple(sorted(findings, key=weight))


def _event(
    event: StoryEvent, findings: Iterable[Finding], articles: Mapping[str, Article]
) -> Iterator[str]:
    parties = ", ".join(party.name for party in event.parties)
    facts = [
        event.status.replace("_", " ")
        + (f" ({event.polarity})" if event.polarity != "affirmed" else ""),
        event.value,
        event.place.name if event.place else "",
        parties,
    ]
    yield f"\n* {one_line(event.label or event.type)}\n"
    yield _wrapped(" · ".join(fact for fact in facts if fact), 4)
    for refusal in event.rejected:
        yield _wrapped(f"refused: {refusal.attribute} “{refusal.value}”: {refusal.why}", 4)
    counts = 0
    beside: list[str] = []
    for finding in findings:
        counts += finding.attribute == "count"
        told = {account.cite.article for v in finding.versions for account in v.accounts}
        if finding.attribute == "count" and counts > MOST_COUNTS and len(told) == 1:
            values = " and ".join(figures(version.value) for version in finding.versions)
            beside.append(f"{finding.about} {values} [{json.carrier(articles[min(told)])}]")
        else:
            yield from _finding(finding, articles)
    if beside:
        yield _wrapped("also counted: " + "; ".join(beside), 4)


def _finding(finding: Finding, articles: Mapping[str, Article]) -> Iterator[str]:
    about = f" ({finding.about})" if finding.about else ""
    said = ", ".join(SAID[verdict] for verdict in finding.verdicts)
    yield f"    {finding.attribute}{about}: {said}\n"
    yield _wrapped(figures(finding.reason), 6)
    for version in finding.versions:
        yield _wrapped(
            f"= {figures(version.value)}  ({sources(version.sources)})", 8, first="      "
        )
        for account in version.accounts[:MOST_ACCOUNTS]:
            yield _wrapped(_account(account, articles), 10, first="        - ")
        more = len(version.accounts) - MOST_ACCOUNTS
        if more > 0:
            yield f"          … and {_many(more, 'more passage')}\n"


def _account(account: Account, articles: Mapping[str, Article]) -> str:
    as_of = f", {edtf(account.as_of)}" if account.as_of else ""
    return f"“{_short(account.cite, articles)}” {_chain(account, articles)}{as_of}"


def _chain(account: Account, articles: Mapping[str, Article]) -> str:
    tellers = [teller.name for teller in account.chain]
    article = articles[account.cite.article]
    carrier = json.carrier(article)
    own = (carrier, article.origin, article.ref)
    return (
        "["
        + " ← ".join([carrier, *(tellers[1:] if tellers[:1] and tellers[0] in own else tellers)])
        + "]"
    )


def _short(cite: Cite, articles: Mapping[str, Article]) -> str:
    shown = " ".join(words(articles[cite.article], cite.span).split())
    return shown if len(shown) <= LONGEST_QUOTE else shown[: LONGEST_QUOTE - 1] + "…"


def _statements(one: Story, articles: Mapping[str, Article]) -> Iterator[str]:
    copies = {link.copy for link in one.links if link.decided and link.kind in ("same", "cut")}
    first = True
    for i in one.articles:
        for mark in marks(articles[i], Quote) if i not in copies else ():
            if mark.speaker is None:
                continue
            if first:
                yield "\nWho said what\n"
                first = False
            via = "".join(f", via {teller.name}" for teller in reversed(mark.via))
            role = f" ({mark.speaker.role})" if mark.speaker.role else ""
            said = " … ".join(_short(Cite(i, span), articles) for span in mark.content)
            repaired = " [quotation marks repaired]" if mark.repaired else ""
            yield _wrapped(f"{mark.speaker.name}{role}{via}: {said}{repaired}", 4, first="  - ")


def _pages(one: Story, articles: Mapping[str, Article]) -> Iterator[str]:
    yield "\nPages\n"
    for i in one.articles:
        article = articles[i]
        found = article.published
        day = f"{found.value} ({found.by})" if found else "no day: the page does not say"
        page = f"{json.carrier(article)}: {json.title(article)}"
        yield f"  {day}  {one_line(page)}  [{i[:8]}]\n"
        for refused in found.rejected if found else ():
            yield _wrapped(f"not “{refused.words}”: {refused.why}", 6)
        for link in one.links:
            if link.copy == i:
                original = json.carrier(articles[link.original])
                verb = f"{link.kind} as" if link.decided else "shares words with"
                yield _wrapped(f"{verb} {original}: {link.why}", 6)


def one_line(text: str) -> str:
    """The text without control characters, which a terminal would obey, and on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _wrapped(text: str, indent: int, *, first: str = "") -> str:
    """One paragraph; white space and control characters of the page become blanks."""
    plain = one_line(text)
    return (
        fill(plain, WIDTH, initial_indent=first or " " * indent, subsequent_indent=" " * indent)
        + "\n"
        if plain
        else ""
    )


# ------------------------------------------------------------------ one article, the calendar


def article(one: Article) -> Iterator[str]:
    """One article: its day, then its blocks with their roles."""
    found = one.published
    yield f"{one_line(json.title(one))}\n{one_line(json.carrier(one))}"
    yield f" · {found.value} ({found.by})\n\n" if found else " · no publication day found\n\n"
    for block in marks(one, Block):
        yield _wrapped(words(one, block.span), 12, first=f"{block.role:<10}  ")


def calendar(dated: Iterable[json.Json]) -> Iterator[str]:
    """One line a dated event, from the rows of `outputs.json.calendar`."""
    for row in dated:
        place = f", {row['place']}" if row["place"] else ""
        days = row["first"] if row["first"] == row["last"] else f"{row['first']} to {row['last']}"
        what = one_line(f"{row['status'].replace('_', ' ')}: {row['label']}{place}")
        yield f"{days}  {what}  [{row['story'][:8]}]\n"

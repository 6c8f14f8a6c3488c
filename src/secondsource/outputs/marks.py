"""Every mark of the articles, one a line, tab-separated: the format gold is kept in.

    728<TAB>time<TAB>Thursday<TAB>thu<

The words are the truth; the offset only says which occurrence is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from secondsource.model import (
    AnyMark,
    Article,
    Block,
    Credit,
    Event,
    Name,
    Published,
    Quote,
    Story,
    Time,
    words,
)

SUFFIX = "marks"
MEDIA = "text/tab-separated-values"

_ESCAPE = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def render(stories: Iterable[Story], articles: Iterable[Article]) -> Iterator[str]:
    """The marks of every article of the stories; an article begins with a line `# REF`."""
    by_id = {article.id: article for article in articles}
    for story in stories:
        for i in story.articles:
            yield from article(by_id[i])


def article(one: Article) -> Iterator[str]:
    """The marks of one article in text order."""
    yield f"# {one.ref.translate(_ESCAPE)}\n"
    for mark in one.marks:
        kind = type(mark).__name__.lower()
        shown = words(one, mark.span).translate(_ESCAPE)
        yield (
            "\t".join((str(mark.span.start), kind, shown, meaning(mark).translate(_ESCAPE))) + "\n"
        )


def meaning(mark: AnyMark) -> str:
    """What a mark says of its words, in one short string."""
    match mark:
        case Block():
            return mark.role
        case Name():
            return f"{mark.type} {mark.key}"
        case Time():
            return mark.expr
        case Credit():
            return f"{mark.role} {mark.who}"
        case Published():
            return f"{mark.bound} {mark.expr}"
        case Quote():
            speaker = mark.speaker.name if mark.speaker else "-"
            return f"{mark.form} " + " ← ".join([*(one.name for one in mark.via), speaker])
        case Event():
            parties = ", ".join(party.name for party in mark.parties)
            return f"{mark.type} {mark.status} {mark.polarity} [{parties}]"

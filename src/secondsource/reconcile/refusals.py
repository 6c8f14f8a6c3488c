"""Days and standings that were said but cannot be, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.model import Attribute, Cite, Refusal, Span, Time, beginning, marks, words
from secondsource.reconcile.passages import Passage
from secondsource.text.eventwords import standing
from secondsource.text.patterns import rules
from secondsource.text.when import edtf, first_day, overlap
from secondsource.text.words import WORD, fold


def refusals(passages: Sequence[Passage]) -> Iterator[Refusal]:
    """What of an event's passages is kept, explained, and kept out of calendars."""
    for passage in passages:
        if passage.doubtful:
            yield from _doubted(passage, passages)
        if _is_impossible(passage):
            said = words(passage.article, passage.event.time) if passage.event.time else ""
            yield _refusal(passage, "time", said, _say("refused_none", words=said))
        if passage.family == "agree" and passage.event.status == "happened" and passage.told:
            yield from _unsigned(passage, passages)


def _say(name: str, **values: str) -> str:
    return str(rules("en/reasons.toml")[name]).format(**values)


def _refusal(passage: Passage, attribute: Attribute, value: str, why: str) -> Refusal:
    return Refusal(attribute, value, why, Cite(passage.article.id, passage.event.span))


def _doubted(passage: Passage, passages: Sequence[Passage]) -> Iterator[Refusal]:
    """A day without its year that fits no year, where something else speaks against it too."""
    if passage.when is None or passage.event.time is None:
        return
    others = [
        p for p in passages if p.when and not p.doubtful and not overlap(p.when, passage.when)
    ]
    published = first_day(passage.article.published.when) if passage.article.published else None
    day = first_day(passage.when)
    is_past = published is not None and day is not None and day < published
    if not others and not is_past:
        return
    said = words(passage.article, passage.event.time)
    written = published.isoformat() if published else ""
    away = abs((day - published).days) if day and published else 0
    why = (
        _say("refused_past", words=said, published=written)
        if is_past
        else _say("refused_far", words=said, days=str(away), published=written)
    )
    for other in others[:1]:
        why += " " + _say("refused_other", other=other.origin.name, value=other.value)
    for value in _followed(passage):
        why += " " + _say("refused_order", value=value)
    yield _refusal(passage, "time", passage.value, why)


def _followed(passage: Passage) -> list[str]:
    """The days of the events the passage's sentence puts before it: "following the meeting"."""
    start, end = passage.event.trigger.end, passage.event.span.end
    between = fold(passage.article.text[start:end])
    if not any(f" {w} " in between for w in standing()["order"]["after"]):
        return []
    times = {m.span: m for m in marks(passage.article, Time)}
    return [] if not times or passage.when is None else _dated_before(passage)


def _dated_before(passage: Passage) -> list[str]:
    earlier = [
        m
        for m in marks(passage.article, Time)
        if m.span.end < passage.event.span.start and m.type == "DATE" and m.expr.startswith("XXXX-")
    ]
    return [words(passage.article, earlier[-1].span)] if earlier else []


def _is_impossible(passage: Passage) -> bool:
    at = passage.event.time
    if at is None:
        return False
    near = beginning(marks(passage.article, Time), Span(at.start, at.start + 1))
    return any(m.span == at and m.impossible for m in near)


def _unsigned(passage: Passage, passages: Sequence[Passage]) -> Iterator[Refusal]:
    """Signing of what the sentence itself still calls a draft."""
    text = passage.article.text
    begin = max(text.rfind(mark, 0, passage.event.trigger.start) for mark in (".", "\n"))
    before = WORD.findall(fold(text[begin + 1 : passage.event.trigger.start]))
    if not any(w in standing()["unsigned"]["words"] for w in before):
        return
    why = _say("unsigned", words=" ".join(text[begin + 1 : passage.event.span.end].split()))
    later = [p for p in passages if p.event.status == "proposed" and p.as_of]
    if later and later[-1].as_of:
        why += " " + _say("unsigned_later", late=edtf(later[-1].as_of))
    value = f"{passage.event.status} {passage.value}".strip()
    yield _refusal(passage, "existence", value, why)

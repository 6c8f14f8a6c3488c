"""Whom a text has named so far, and which pronouns may stand for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from secondsource.model import Name, Speaker
from secondsource.text import world

Kind = Literal["person", "body", "many"]
MAX_KEPT = 60  # people and bodies remembered; older ones are out of reach of a pronoun


class Known(Struct, frozen=True, gc=False):
    """Somebody named so far, and the pronouns that may stand for them."""

    speaker: Speaker
    kind: Kind
    gender: str = ""


@dataclass
class Memory:
    """What a text has named so far; grows as its sentences are read in order."""

    text: str
    names: Sequence[Name] = ()
    known: list[Known] = field(default_factory=list)
    full: dict[str, str] = field(default_factory=dict)  # key → longest name
    said: frozenset[str] = frozenset()  # surnames and bodies the names mark somewhere in the text
    papers: dict[str, Speaker] = field(default_factory=dict)  # who made public "a statement"
    spoke: Speaker | None = None  # whose words the sentence before holds
    start: int = 0  # where the sentence being read begins
    at: int = 0  # names before this index end before the sentence being read

    def __post_init__(self) -> None:
        for name in self.names:
            words = world.plain(self.text[name.span.start : name.span.end])
            if name.type == "person" and len(words) > len(self.full.get(name.key, "")):
                self.full[name.key] = words
        self.said = frozenset(name.rsplit(" ", 1)[-1] for name in self.full.values())

    def begin(self, start: int) -> None:
        """A sentence begins at `start`; its pronouns do not look at names before it again."""
        self.start = start
        while self.at < len(self.names) and self.names[self.at].span.start < start:
            self.at += 1

    def add(self, speaker: Speaker, kind: Kind) -> None:
        given = speaker.name.split(" ", 1)[0]
        gender = (world.given(given) or "") if kind == "person" else ""
        self.known.append(Known(speaker, kind, gender or title_gender(speaker.role)))
        if len(self.known) > MAX_KEPT:
            del self.known[: MAX_KEPT // 2]

    def last(self, kinds: tuple[Kind, ...], gender: str = "") -> Speaker | None:
        """The latest of those kinds; one known to be of the other gender is passed over."""
        for one in reversed(self.known):
            if one.kind in kinds and not (
                gender and one.gender in ("male", "female") and one.gender != gender
            ):
                return one.speaker
        return None


def title_gender(role: str) -> str:
    low = role.lower()
    if low.endswith("woman") or low in ("mrs", "ms", "queen", "princess", "actress"):
        return "female"
    return "male" if low.endswith("man") and not low.endswith("woman") else ""

"""A pattern of a rule file → a regular expression, and the words it may begin with.

A pattern is words, spaces, `(a|b)`, `(a)?`, `{class}` and `{label=class}`: so plain that its first
two words are known, and a rule is tried only where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

DIGIT = "0"  # the first word of whatever begins with a digit
GLUED = "0+"  # a number that goes on without a space: "1,000", "10:30"
# A line may break inside an expression, not a paragraph.
SPACE = r"(?:[ \t\u00a0\u2009\u202f]{1,3}\n?|\n)"
TOKEN = re.compile(r"[^\W\d_]+|\d+(?:st|nd|rd|th|s)?")

_PIECE = re.compile(r"\{(?:(\w+)=)?(\w+)\}|([(|)?])|( )|([^{}(|)? ]+)")


class Opening(Struct, frozen=True, gc=False):
    """How a piece of a pattern may begin. The bool of a pair: whether the first word is a number.

    second: words that may follow the first one; alone: whether it may be one word and no more.
    """

    first: frozenset[str] = frozenset()
    second: frozenset[tuple[bool, str]] = frozenset()
    alone: frozenset[bool] = frozenset()
    empty: bool = True

    def then(self, other: Opening) -> Opening:
        first, second, alone = self.first, self.second, frozenset[bool]()
        second |= {(number, word) for number in self.alone for word in other.first}
        if self.empty:
            first, second, alone = first | other.first, second | other.second, other.alone
        if other.empty:
            alone |= self.alone
        return Opening(first, second, alone, self.empty and other.empty)

    def either(self, other: Opening) -> Opening:
        return Opening(
            self.first | other.first,
            self.second | other.second,
            self.alone | other.alone,
            self.empty or other.empty,
        )


class Parser:
    """Turns patterns into regular expressions and the words they may begin with."""

    def __init__(
        self,
        words: Mapping[str, Mapping[str, str]],
        shapes: Mapping[str, str],
        phrases: Mapping[str, str],
    ) -> None:
        self.words, self.shapes, self.phrases = words, shapes, phrases
        self.classes: dict[str, tuple[str, Opening]] = {}
        self.labels: list[tuple[str, str, str]] = []

    def compile(self, pattern: str) -> tuple[str, tuple[tuple[str, str, str], ...], Opening]:
        self.labels = []
        pieces = _pieces(pattern)
        source, opening = self._alternatives(pieces, named=True)
        if pieces:
            raise ValueError(f"cannot read {pieces[0].string[pieces[0].start() :]!r}")
        if opening.empty:
            raise ValueError(f"{pattern!r} may match nothing")
        return source + r"(?!\w)", tuple(self.labels), opening

    def _alternatives(self, pieces: list[re.Match[str]], *, named: bool) -> tuple[str, Opening]:
        source, opening = self._sequence(pieces, named=named)
        sources = [source]
        while pieces and pieces[0][3] == "|":
            pieces.pop(0)
            source, other = self._sequence(pieces, named=named)
            sources.append(source)
            opening = opening.either(other)
        return sources[0] if len(sources) == 1 else f"(?:{'|'.join(sources)})", opening

    def _sequence(self, pieces: list[re.Match[str]], *, named: bool) -> tuple[str, Opening]:
        source, opening = "", Opening()
        while pieces and pieces[0][3] not in ("|", ")"):
            part, begins = self._part(pieces, named=named)
            if pieces and pieces[0][3] == "?":
                pieces.pop(0)
                part, begins = f"(?:{part})?", begins.either(Opening())
            source += part
            opening = opening.then(begins)
        return source, opening

    def _part(self, pieces: list[re.Match[str]], *, named: bool) -> tuple[str, Opening]:
        label, kind, sign, space, literal = pieces.pop(0).groups()
        if sign == "(":
            inside = self._alternatives(pieces, named=named)
            if not pieces or pieces.pop(0)[3] != ")":
                raise ValueError("a bracket is not closed")
            return inside
        if sign:
            raise ValueError(f"{sign!r} stands where a word should")
        if space:
            return SPACE, Opening()
        if literal:
            return re.escape(literal), _of_words(literal)
        source, opening = self._class(kind)
        if not named:
            return source, opening
        group = f"g{len(self.labels)}"
        self.labels.append((group, label or kind, kind))
        return f"(?P<{group}>{source})", opening

    def _class(self, kind: str) -> tuple[str, Opening]:
        if kind not in self.classes:
            if kind in self.words:
                table = sorted(self.words[kind], key=lambda word: (-len(word), word))
                openings = [_of_words(word) for word in table]
                found = f"(?:{'|'.join(map(_word, table))})(?!\\w)", _any_of(openings)
            elif kind in self.shapes:
                found = f"(?:{self.shapes[kind]})", _of_shape(self.shapes[kind])
            elif kind in self.phrases:
                source, opening = self._alternatives(_pieces(self.phrases[kind]), named=False)
                found = f"(?:{source})", opening
            else:
                raise ValueError(f"no class {kind!r}")
            self.classes[kind] = found
        return self.classes[kind]


def _pieces(pattern: str) -> list[re.Match[str]]:
    pieces, at = [], 0
    for piece in _PIECE.finditer(pattern):
        if piece.start() != at:
            raise ValueError(f"cannot read {pattern[at : piece.start()]!r}")
        pieces.append(piece)
        at = piece.end()
    if at != len(pattern):
        raise ValueError(f"cannot read {pattern[at:]!r}")
    return pieces


def _word(word: str) -> str:
    """A word as an expression; one with a capital ("May") is matched so, or all in capitals."""
    if word.lower() == word:
        return SPACE.join(re.escape(part) for part in word.split(" "))
    forms = sorted({word, word.upper()})
    return f"(?-i:{'|'.join(SPACE.join(re.escape(p) for p in form.split(' ')) for form in forms)})"


def _of_words(words: str) -> Opening:
    tokens = [DIGIT if token[0].isdigit() else token.lower() for token in TOKEN.findall(words)]
    number = tokens[:1] == [DIGIT]
    return Opening(
        frozenset(tokens[:1]),
        frozenset((number, token) for token in tokens[1:2]),
        frozenset({number} if len(tokens) == 1 else ()),
        not tokens,
    )


def _any_of(openings: list[Opening]) -> Opening:
    return Opening(
        frozenset[str]().union(*(opening.first for opening in openings)),
        frozenset[tuple[bool, str]]().union(*(opening.second for opening in openings)),
        frozenset[bool]().union(*(opening.alone for opening in openings)),
        any(opening.empty for opening in openings),
    )


def _of_shape(source: str) -> Opening:
    """A shape begins with a digit; with marks inside it may go on with a number or an "s"."""
    if r"\d" not in source:
        return Opening()  # a dash
    plain = re.sub(r"\[[^\]]*\]|\(\?:|\{[^}]*\}", "", source)
    goes_on = {(True, GLUED), (True, "s")} if re.search(r"[-:.,/’]", plain) else ()
    return Opening(frozenset({DIGIT}), frozenset(goes_on), frozenset({True}), False)

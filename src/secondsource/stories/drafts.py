"""A shelf being changed: the rows of near articles as they will be, the places as they were."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from secondsource.stories.shelf import Near, Place, Row, Shelf


class Draft:
    """The near ones of articles, as changed so far; places are read as they were before."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.changed: dict[str, Row] = {}
        self.old: dict[str, Row] = {}
        self.places: dict[str, Place | None] = {}
        self.crowds: dict[str, list[str]] = {}

    def __getitem__(self, one: str) -> Row:
        found = self.changed.get(one)
        return self.kept(one) if found is None else found

    def kept(self, one: str) -> Row:
        """The row as it was before."""
        if one not in self.old:
            self.old[one] = self.shelf.near(one)
        return self.old[one]

    def before(self, one: str) -> Place | None:
        """Where the article stood before; None for a new one."""
        if one not in self.places:
            self.places[one] = self.shelf.place(one)
        return self.places[one]

    def crowd(self, place: Place) -> list[str]:
        """The articles of a crowd that are still there, sorted."""
        if place.crowd not in self.crowds:
            stood = self.shelf.crowd(place.crowd)
            self.places.update(stood)
            self.crowds[place.crowd] = sorted(stood)
        return self.crowds[place.crowd]

    def mine(self, one: str) -> Row:
        """The row, to be changed."""
        if one not in self.changed:
            self.changed[one] = dict(self.kept(one))
        return self.changed[one]

    def clear(self, one: str) -> None:
        """Takes an article out of its own row and all others."""
        self.before(one)
        for other in self.kept(one):
            self.mine(other).pop(one, None)
        self.changed[one] = {}

    def join(self, one: str, other: str, pair: Near) -> None:
        self.mine(one)[other] = self.mine(other)[one] = pair

    def keep(self, gone: AbstractSet[str]) -> None:
        """Hands all changed rows but those of articles that are gone to the shelf."""
        for one in sorted(self.changed.keys() - gone):
            self.shelf.keep_near(one, self.changed[one])

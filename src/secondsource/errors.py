"""The exception tree. Bad input is a `Fault`, not an exception; these are raised for wrong calls.

SecondSourceError
├── UsageError      the call cannot be carried out as written: no such path, bad option value
├── RuleError       a rule file is wrong: unknown key, an example that fails
└── StoreError      the store cannot be opened, read or written: read-only, full, newer schema
"""

from __future__ import annotations


class SecondSourceError(Exception):
    """Something to tell the user: what, where (origin and offset), and what to do."""

    def __init__(self, what: str, *, origin: str = "", at: int | None = None, do: str = "") -> None:
        super().__init__(what, origin, at, do)
        self.what = what
        self.origin = origin
        self.at = at
        self.do = do

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.origin, self.at, self.do)

    def __str__(self) -> str:
        where = self.origin + (f" at byte {self.at}" if self.at is not None else "")
        return (f"{where}: " if where else "") + self.what + (f"; {self.do}" if self.do else "")


def _rebuild(
    kind: type[SecondSourceError], what: str, origin: str, at: int | None, do: str
) -> SecondSourceError:
    return kind(what, origin=origin, at=at, do=do)


class UsageError(SecondSourceError):
    """The call cannot be carried out as written."""


class RuleError(SecondSourceError):
    """A rule file is wrong."""


class StoreError(SecondSourceError):
    """The store cannot be opened, read or written."""

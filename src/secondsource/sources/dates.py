"""When something was found, as feeds, tables and crawls write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from secondsource.model import When

_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)$")
_EPOCH_MILLISECONDS = 100_000_000_000  # larger than any count of seconds before the year 5138


def iso(value: str | int | float) -> str:
    """The date in ISO 8601 where it is a count of seconds or an e-mail date; else as it stands."""
    if isinstance(value, int | float):
        return _from_epoch(value) or str(value)
    text = value.strip()
    if re.fullmatch(r"\d{9,10}|\d{12,13}", text):
        return _from_epoch(int(text)) or text
    try:
        datetime.fromisoformat(text)
    except ValueError:
        moment = _from_mail(text)
        return moment.isoformat() if moment else text
    return text


def found(value: str | int | float) -> When | None:
    """The day or second meant; None where it is no date. A clock without a zone is not UTC."""
    text = iso(value)
    try:
        if day := _DAY.match(text):
            start = datetime(int(day[1]), int(day[2]), int(day[3]))
            return When(start, start + timedelta(days=1))
        moment = datetime.fromisoformat(text)
        utc = moment.tzinfo is not None
        if utc:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        moment = moment.replace(microsecond=0)
        return When(moment, moment + timedelta(seconds=1), utc=utc)
    except (ValueError, OverflowError):
        return None


def _from_epoch(seconds: float) -> str:
    if abs(seconds) >= _EPOCH_MILLISECONDS:
        seconds /= 1000
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""


def _from_mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

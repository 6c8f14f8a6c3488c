"""Who the sources of a story are, for readers: each with the outlets it was heard through."""

from __future__ import annotations

from collections.abc import Mapping

from secondsource.model import Account, Article, Origin, Story
from secondsource.origins import is_own
from secondsource.outputs import json

_OWN = "in its own words"


def who(one: Story, articles: Mapping[str, Article]) -> list[list[json.Json]]:
    """The sources in the order in which they are counted; those together may be the same.

    Each with its first words in the story (`told`, None where it only stands in no finding) and
    the outlets through which it came (`through`), its own name left out, and whether it is an
    outlet's own voice (`own`).
    """
    heard: dict[str, list[Account]] = {}
    for finding in one.findings:
        for version in finding.versions:
            for account in version.accounts:
                heard.setdefault(account.origin.key, []).append(account)
    return [
        [_source(origin, heard.get(origin.key, []), articles) for origin in group]
        for group in one.origins
    ]


def _source(origin: Origin, accounts: list[Account], articles: Mapping[str, Article]) -> json.Json:
    through = dict.fromkeys(
        name
        for account in accounts
        for name in (
            json.carrier(articles[account.cite.article]),
            *(teller.name for teller in account.chain if teller.role in ("agency", "outlet")),
        )
        if name != origin.name
    )
    return {
        "name": origin.name,
        "unnamed": origin.kind == "anonymous",
        "own": is_own(origin),
        "through": list(through),
        "told": json.cited(accounts[0].cite, articles) if accounts else None,
    }


def together(group: list[json.Json]) -> str:
    """ "Ada Kern (through the Lowland Post); perhaps the same: an official"."""
    said = [
        one["name"]
        + (f" {_OWN}" if one["own"] else "")
        + (f" (through {', '.join(one['through'])})" if one["through"] else "")
        for one in group
    ]
    return "; perhaps the same: ".join([said[0], ", ".join(said[1:])] if said[1:] else said)


def left_out(one: Story) -> str:
    """Why more are listed than the upper count says; empty where they are as many.

    `origins.summed`: an outlet's own words in an article that names who told it are no source
    beside him.
    """
    if sum(map(len, one.origins)) <= one.sources.high:
        return ""
    return "A page's own words are not counted where it names who told it."

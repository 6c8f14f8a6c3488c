"""Save, load, find: pages, articles, stories and faults in one SQLite file.

with store.open(path) as kept:          # makes the file; `must_exist=True` only opens it
    kept.add([(page, article), ...])    # one transaction
    kept.tell(stories, articles)        # stories are replaced by what is told now
    kept.stories(); kept.story("3f2a"); kept.articles(story.articles); kept.search("tram fire")
"""

from __future__ import annotations

from secondsource.store.store import Added, Store, open

__all__ = ["Added", "Store", "open"]

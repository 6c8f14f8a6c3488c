"""TimeML: the text with its times tagged, and nothing of it lost."""

from __future__ import annotations

from xml.etree import ElementTree

from secondsource.marks import times
from secondsource.model import Dating, with_marks
from secondsource.outputs import timeml
from secondsource.text import when
from tests.build import article

TEXT = "Talks open on January 10 & later that week <a summit> follows."


def test_times_are_tagged_and_the_text_is_whole():
    dating = Dating(when.day(2021, 12, 28), "2021-12-28", 1.0, "test")
    plain = article(TEXT, published=dating)
    root = ElementTree.fromstring(timeml.document(with_marks(plain, times.mark(plain))))
    text = root.find("TEXT")
    assert text is not None
    assert "".join(text.itertext()) == TEXT
    assert [tag.attrib for tag in text] == [
        {"tid": "t1", "type": "DATE", "value": "2022-01-10"},
        {"tid": "t2", "type": "DATE", "value": "2022-W02", "anchorTimeID": "t1"},
    ]
    assert root.findtext("DCT/TIMEX3") == "2021-12-28"

"""Sentences with a verb of saying in which nobody's words stand, and whose words do."""

from __future__ import annotations

import pytest

from secondsource.marks import quotes
from tests.build import article

SPOKEN = """
Ana Roth, who composed six operas about the sea, has died. | -
The poet wrote four plays and a film. | -
Nobody answered the door of the mill on Sunday. | -
The ministry did not respond to a letter from this newspaper. | -
The cabinet has so far said nothing in public. | -
The carters knew nothing. | -
A waiter offered us a chair. | -
Our readers will remember the flood of 1988. | -
The head of the fund is named by the president for a term of six years. | -
The dredging contracts, concluded over a period of six years, are worth 88 million. | -
The cabinet has so far maintained that the dam is safe. | cabinet
The minister wrote that the dam is safe. | minister
She wrote the dam had been unsafe for years. | She
Marsk Foods has agreed to sell the mill, according to a person close to it. | person close to it
The bridge will open in May, according to Marsk, who said she had walked over it. | Marsk
Lena Marsk told the club the start is set for Monday at 6 p.m. | Lena Marsk
The dam held, the secretary of the Dock Workers' Federation, Piet Aster, has announced. | Piet Aster
Twelve people were held, most of them for theft, said Marsk. | Marsk
A tailor whose shop burned, and who knew it, said he saw a flash. | tailor whose shop burned
Many take part in the strike, which began on Monday, Ida Tarn, head of it, said. | Ida Tarn
No train runs on account of a strike by drivers, director Hanna Weld said. | Hanna Weld
"""


@pytest.mark.parametrize("row", SPOKEN.strip().splitlines())
def test_whose_words_a_sentence_holds(row: str) -> None:
    text, _, want = row.rpartition(" | ")
    said = [q for q in quotes.mark(article(text)) if q.act == "say"]
    assert {q.speaker.name for q in said if q.speaker} == ({want} if want != "-" else set())

"""Answers as they are kept: which of them fit a question, be it another one by now."""

from datetime import date

import pytest

from bot.flows.asking import accepts
from bot.flows.nodes import Ask
from bot.flows.when.conditions import Bound
from bot.texts.languages import Bilingual

TODAY = date(2026, 11, 27)
DAY = date(2010, 1, 1)


@pytest.mark.parametrize(
    ("least", "most", "answer", "fits"),
    [
        (DAY, None, "2010-01-01", True),
        (DAY, None, "2009-12-31", False),
        (DAY, "today", "2026-11-27", True),
        (DAY, "today", "2026-11-28", False),
        (None, None, "1900-02-29", False),
        (DAY, "today", "today", False),
        (None, None, "today", False),
        (None, DAY, "yesterday", False),
    ],
)
def test_a_day_is_held_to_its_bounds(least: Bound, most: Bound, answer: str, fits: bool) -> None:
    """Whatever was typed while the question still asked for a text is no day, nor a mistake."""
    text = Bilingual("متى؟", "When?")
    ask = Ask("born", "date", text, then=(), least=least, most=most)

    assert accepts(ask, answer, TODAY) is fits

"""Every message costs the ministry money: how many one answer takes, of every ninth question."""

from statistics import fmean

import pytest

from bench.messages import count, questions
from bot.conversation.release import Release
from bot.texts.languages import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("way", "mean", "most"),
    [("taps", 4.6, 5), ("numbers", 4.0, 4), ("words", 1.2, 4), ("link", 1.0, 1)],
)
def test_an_answer_takes_few_messages(
    release: Release, way: str, mean: float, most: int, language: Language
) -> None:
    """By menus as many as there are levels; by words and links hardly more than one; none is lost.

    `python -m bench messages` tells the figures of the whole catalogue.
    """
    found = count(release, way, language, questions(release)[::9])

    assert found.lost == 0
    assert max(found.messages) <= most
    assert fmean(found.messages) <= mean

"""Thanks, goodbyes, and yes or no where nothing was asked."""

from datetime import UTC
from pathlib import Path

import pytest

from bot.conversation.release import Release, load_release
from bot.texts.directions import units
from bot.texts.languages import LANGUAGES
from bot.whatsapp.limits import INTERACTIVE_BODY
from tests.conversation.talking import Talk

ROOT = Path(__file__).parents[2]
_PLACES = ["@main", "cspd", "cspd/passport-renew", "cspd/offices"]


@pytest.mark.parametrize(
    "said", ["شكرا كثير", "لا شكرا", "اوكي", "ok thanks", "👍🏽", "🌹🌹", "❤️ 🙏"]
)
def test_thanks_are_answered_in_kind(arabic: Talk, said: str) -> None:
    """However people thank, signs included, nobody is told that they were not understood."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.says(said)

    assert arabic.first_line.startswith("على الرحب والسعة")
    assert arabic.session.misses == 0


@pytest.mark.parametrize("said", ["مع السلامة", "باي", "bye", "تصبح على خير"])
def test_a_goodbye_is_no_search(arabic: Talk, said: str) -> None:
    """«مع السلامة» does not ask for a safety inspection."""
    arabic.taps_id("cspd/passport-renew")
    arabic.says(said)

    assert arabic.first_line == "نتمنى لك يومًا سعيدًا. راسلنا متى شئت."
    assert arabic.session.state == "cspd/passport-renew"


@pytest.mark.parametrize("place", _PLACES)
def test_no_to_anything_else_is_a_goodbye(arabic: Talk, place: str) -> None:
    """Thanks ask whether anything else is needed: "no" is an answer, and so is "yes"."""
    arabic.taps_id(place)
    arabic.says("شكرا", "لا")
    assert arabic.first_line == "نتمنى لك يومًا سعيدًا. راسلنا متى شئت."

    arabic.says("شكرا", "نعم")
    assert (arabic.session.state, arabic.session.misses) == (place, 0)


def test_no_after_thanks_for_a_rating_is_a_goodbye(arabic: Talk) -> None:
    """Above the main menu, which stays within reach."""
    arabic.taps_id("cspd/passport-renew/fees")
    arabic.says("نعم", "لا")

    assert arabic.first_line == "نتمنى لك يومًا سعيدًا. راسلنا متى شئت."
    assert arabic.session.state == "@main"


def test_no_to_did_you_mean_is_none_of_these(arabic: Talk) -> None:
    """As the row below the results says."""
    arabic.says("رخصه", "لا")

    assert arabic.session.state == "@main"
    assert "لم أفهم" not in arabic.reply.body


def test_no_as_first_message_is_not_a_goodbye(release: Release) -> None:
    """Nothing was asked yet."""
    talk = Talk(release)
    talk.says("لا")

    assert "نتمنى لك" not in talk.reply.body


@pytest.mark.parametrize("count", [90, 400])
@pytest.mark.parametrize("place", _PLACES)
def test_a_word_as_long_as_a_message_leaves_room_for_the_screen(
    tmp_path: Path, place: str, count: int
) -> None:
    """Whoever words the bot's own texts: they are cut, and the place can still be read."""
    for language in LANGUAGES:
        text = (ROOT / "locales" / f"{language}.ftl").read_text(encoding="utf-8")
        long = text.replace("\nthanks-reply = ", "\nthanks-reply = " + "many words " * count)
        (tmp_path / f"{language}.ftl").write_text(long, encoding="utf-8")
    talk = Talk(load_release(ROOT / "flows", tmp_path, session_timeout_s=1800.0, timezone=UTC))
    talk.says("hi", "English")
    talk.taps_id(place)
    options = talk.options

    talk.says("thanks")

    assert talk.first_line.startswith("many words many words")
    assert units(talk.reply.body) <= INTERACTIVE_BODY
    assert talk.options == options

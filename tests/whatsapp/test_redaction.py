"""Rules of showing the platform's own words."""

import time

from bot.whatsapp.redaction import redact


def test_an_errors_words_are_short_and_hold_nothing_private() -> None:
    """Tokens, numbers and user ids are left out; one line, 200 characters."""
    words = redact(
        "Error validating EAAGm0PX4ZCpsBAKZCfake0000 for +962 79 000 0101,\n"
        "962790000101 and JO.83920175540268113947: " + "x y " * 99
    )

    assert words.startswith("Error validating … for …, … and …")
    assert len(words) <= 200
    assert "\n" not in words


def test_a_hostile_text_costs_no_time() -> None:
    """A text as long as an answer may be is read once, not once for each of its characters."""
    since = time.process_time()

    assert redact("." * 64 * 1024)
    assert time.process_time() - since < 1  # most of a minute when every beginning is tried

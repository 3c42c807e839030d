"""An operator's word for a citizen names exactly one, or nobody."""

import pytest

from bot.messages.inbound import Identity
from bot.whatsapp.reading.typed import read_citizen

PHONE = Identity("962790000101")


@pytest.mark.parametrize(
    "typed",
    [
        "962790000101",
        "+962790000101",
        "00962790000101",
        " +962 79 000 0101 ",
        "+962-79-000-0101",
        "(+962) 79.000.0101",
        "+962/790000101",
        "+962\u00a079\u202f000\u20110101",
        "\u2066+962 79 000 0101\u2069",
        "٠٠٩٦٢٧٩٠٠٠٠١٠١",
        "+۹۶۲۷۹۰۰۰۰۱۰۱",
    ],
)
def test_a_phone_number_in_any_usual_form_is_one_citizen(typed: str) -> None:
    """Signs, spaces, marks and digits of any script make no difference."""
    assert read_citizen(typed) == PHONE


@pytest.mark.parametrize("typed", ["JO.839201755", "jo.839201755", "\u200eJO.839201755"])
def test_a_user_id_is_known_by_its_country(typed: str) -> None:
    """The country may be typed small; the rest is taken as it is."""
    assert read_citizen(typed) == Identity(None, "JO.839201755")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0790000101",
        "+0790000101",
        "123456",
        "962" * 8,
        "somebody",
        "JO.",
        "JO.a b",
        "79x000010",
    ],
)
def test_what_names_nobody_for_certain_is_refused(typed: str) -> None:
    """Without a country code, too short, too long, or no name at all."""
    assert read_citizen(typed) is None

"""Who is invited is known by number or user id, and by nothing that is kept in clear."""

import pytest

from bot.errors import SettingsError
from bot.messages.inbound import Identity
from bot.service.receiving.guests import Guests
from bot.settings import load_settings
from bot.store.pseudonyms import Pseudonyms

KEYS = ("11" * 32,)


def test_guests_are_known_by_any_name_they_were_invited_by() -> None:
    """A number in any usual form, or a user id; a message may bear either or both."""
    guests = Guests(Pseudonyms(KEYS), ["+962790000001", "JO.123456789"])

    assert Identity(phone="962790000001") in guests
    assert Identity(phone="962790000009", user_id="JO.123456789") in guests
    assert Identity(phone="962790000002") not in guests
    assert Identity(user_id="JO.999999999") not in guests


def test_invitations_are_renewed_whole() -> None:
    """Who is no longer named is no longer invited; a name of no kind is refused and all stays."""
    guests = Guests(Pseudonyms(KEYS), ["+962790000001"])
    with pytest.raises(SettingsError, match="BOT_INVITED takes"):
        guests.renew(["0790000001"])
    assert Identity(phone="962790000001") in guests

    guests.renew(["+962790000002"])
    assert Identity(phone="962790000001") not in guests


def test_the_setting_takes_names_on_lines_or_between_commas() -> None:
    """It is a secret: neither shown nor told in errors."""
    settings = load_settings({"BOT_INVITED": "+962790000001, JO.123456789\n962790000003"})

    assert len(settings.invited) == 3
    assert "962790" not in repr(settings)
    with pytest.raises(SettingsError) as refused:
        load_settings({"BOT_INVITED": "somebody@example.org"})
    assert "somebody" not in str(refused.value)

"""Secrets stay where they belong; a production set-up that is unsafe does not start."""

import os
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import load_settings, too_open_files
from tests.test_settings import PRODUCTION


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_DATABASE", "postgres:/bot:hunter2hunter2@db/bot"),
        ("BOT_DATABASE", "mysql://bot:hunter2hunter2@db/bot"),
        ("BOT_ALARM_URL", "ftp://bot:hunter2hunter2@alarms/x"),
        ("WHATSAPP_GRAPH_URL", "http://bot:hunter2hunter2@graph/v25.0"),
    ],
)
def test_t11_a_password_in_an_address_stands_in_no_error(name: str, value: str) -> None:
    """The rest of the address is shown, for whoever must mend it."""
    with pytest.raises(SettingsError) as caught:
        load_settings({**PRODUCTION, name: value})

    assert "hunter2" not in str(caught.value)
    assert name in str(caught.value)


def test_t11_addresses_that_may_bear_secrets_stand_in_no_repr() -> None:
    """A database's password, an alarm's token."""
    settings = load_settings(
        {
            "BOT_DATABASE": "postgresql://bot:hunter2hunter2@db/bot",
            "BOT_ALARM_URL": "https://alarms.example/hooks/hunter2hunter2",
        }
    )

    assert "hunter2" not in repr(settings)


def test_t11_files_of_secrets_that_others_may_read_are_named(tmp_path: Path) -> None:
    """`.env` and what NAME_FILE names; one for its owner alone is not."""
    safe, open_one = tmp_path / "safe", tmp_path / "open"
    for file, mode in ((safe, 0o600), (open_one, 0o640), (tmp_path / ".env", 0o644)):
        file.write_text("secret")
        file.chmod(mode)
    environment = {
        "WHATSAPP_APP_SECRET_FILE": str(open_one),
        "WHATSAPP_ACCESS_TOKEN_FILE": str(safe),
        "BOT_PSEUDONYM_KEY_FILE": str(tmp_path / "none"),
    }

    assert too_open_files(environment, tmp_path) == [str(tmp_path / ".env"), str(open_one)]
    os.chmod(tmp_path / ".env", 0o400)
    assert too_open_files({}, tmp_path) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://graph.facebook.com/v25.0",
        "http://localhost.evil.example/v25.0",
        "http://127.0.0.1@evil.example/v25.0",
        "http://127.0.0.1:80@evil.example/v25.0",
        "http://127.0.0.1.evil.example/v25.0",
        "http://[::1].evil.example/v25.0",
        "http://10.0.0.1/v25.0",
        "http://169.254.169.254/v25.0",
        "file:///etc/v25.0",
        "https://graph.facebook.com/v25.0?access_token=x",
        "https://graph.facebook.com/v25.0#x",
    ],
)
def test_t10_the_graph_address_is_https_or_this_machine(url: str) -> None:
    """No plain http to anywhere else, however it is disguised."""
    with pytest.raises(SettingsError, match="WHATSAPP_GRAPH_URL"):
        load_settings({**PRODUCTION, "WHATSAPP_GRAPH_URL": url})


@pytest.mark.parametrize("name", ["WHATSAPP_APP_SECRET", "BOT_PSEUDONYM_KEY"])
def test_t01_production_does_not_start_without_its_secrets(name: str) -> None:
    """One line that names what is missing; an empty value is none."""
    for given in (
        {key: value for key, value in PRODUCTION.items() if key != name},
        {**PRODUCTION, name: ""},
    ):
        with pytest.raises(SettingsError, match=name):
            load_settings(given)


@pytest.mark.parametrize("value", [",", "secret,", ",secret", "a b"])
def test_t01_an_empty_app_secret_is_none(value: str) -> None:
    """`new,` would sign with nothing: anybody could."""
    with pytest.raises(SettingsError, match="WHATSAPP_APP_SECRET"):
        load_settings({**PRODUCTION, "WHATSAPP_APP_SECRET": value})


def test_t13_failpoints_are_refused_beside_the_real_platform() -> None:
    """Nobody makes a government's bot die by a setting."""
    with pytest.raises(SettingsError, match="BOT_FAILPOINTS"):
        load_settings({**PRODUCTION, "BOT_FAILPOINTS": "admit.begun=kill"})

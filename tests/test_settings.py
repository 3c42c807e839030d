"""Settings that do not fit are named with what they take; secrets are never shown."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import PLATFORM_NAMES, load_settings, read_environment

PRODUCTION = {
    "WHATSAPP_PHONE_NUMBER_ID": "118822334455667",
    "WHATSAPP_ACCESS_TOKEN": "token-of-the-test",
    "WHATSAPP_APP_SECRET": "secret-of-the-test",
    "WHATSAPP_VERIFY_TOKEN": "verify-of-the-test",
    "BOT_PSEUDONYM_KEY": "0a" * 32,
}


def test_without_any_setting_it_is_a_sandbox() -> None:
    """A fresh clone needs nothing."""
    settings = load_settings({})

    assert settings.is_sandbox
    assert (settings.port, settings.sqlite_path) == (8080, Path("var/bot.db"))


@pytest.mark.parametrize("missing", PLATFORM_NAMES)
def test_some_whatsapp_settings_without_the_others_are_refused(missing: str) -> None:
    """The error names the missing ones."""
    given = {name: value for name, value in PRODUCTION.items() if name != missing}

    with pytest.raises(SettingsError, match=f"missing: {missing}"):
        load_settings(given)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_PORT", "abc"),
        ("BOT_PORT", "65536"),
        ("BOT_DATABASE", "mysql://x"),
        ("BOT_TIMEZONE", "Mars/Olympus"),
        ("BOT_MESSAGES_PER_SECOND", "0"),
        ("BOT_STALE_AFTER", "-1"),
        ("BOT_RETENTION_DAYS", "1"),
        ("BOT_MESSAGE_PRICE", "cheap"),
        ("WHATSAPP_GRAPH_URL", "http://graph.facebook.com/v25.0"),
        ("WHATSAPP_GRAPH_URL", "https://graph.facebook.com"),
        ("BOT_ALARM_URL", "ftp://alarms"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_what_it_takes(name: str, value: str) -> None:
    """One line: the setting, its value, what would fit."""
    with pytest.raises(SettingsError, match=rf"^{name}=.* does not fit; it takes .+"):
        load_settings({**PRODUCTION, name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_PSEUDONYM_KEY", "not-hex-but-secret"),
        ("BOT_CONSOLE_TOKEN", "short-secret"),
        ("BOT_CONSOLE_TOKEN", " a secret with a space before"),
        ("BOT_CONSOLE_TOKEN", "a secret that is no UTF-8 \udcff"),
        ("WHATSAPP_ACCESS_TOKEN", "two words"),
    ],
)
def test_a_secret_never_stands_in_an_error_or_a_repr(name: str, value: str) -> None:
    """Neither the wrong value nor the right ones."""
    with pytest.raises(SettingsError) as caught:
        load_settings({**PRODUCTION, name: value})

    assert value not in str(caught.value)
    assert "of-the-test" not in repr(load_settings(PRODUCTION))


def test_several_faults_are_told_at_once() -> None:
    """A line each."""
    with pytest.raises(SettingsError) as caught:
        load_settings({"BOT_PORT": "abc", "BOT_PROCESSES": "many"})

    assert len(str(caught.value).splitlines()) == 2


def test_every_loopback_address_may_be_plain_http() -> None:
    """For an emulated platform on the same machine."""
    for host in ("127.0.0.1:9", "127.1.2.3", "localhost:80", "[::1]:5"):
        load_settings({**PRODUCTION, "WHATSAPP_GRAPH_URL": f"http://{host}/v25.0"})


def test_secrets_come_from_files_too(tmp_path: Path) -> None:
    """NAME_FILE, surrounding white space left out; `new,old` gives both."""
    (tmp_path / "secret").write_text("new-one,old-one\n")
    given = {k: v for k, v in PRODUCTION.items() if k != "WHATSAPP_APP_SECRET"}

    settings = load_settings({**given, "WHATSAPP_APP_SECRET_FILE": str(tmp_path / "secret")})

    assert [s.get_secret_value() for s in settings.app_secrets] == ["new-one", "old-one"]


def test_a_secret_file_that_is_missing_or_given_twice_is_refused(tmp_path: Path) -> None:
    """The path is told, the secret is not."""
    with pytest.raises(SettingsError, match="cannot read"):
        load_settings({"BOT_PSEUDONYM_KEY_FILE": str(tmp_path / "none")})
    with pytest.raises(SettingsError, match="both given"):
        load_settings({**PRODUCTION, "BOT_PSEUDONYM_KEY_FILE": str(tmp_path / "none")})


def test_production_needs_a_pseudonym_key() -> None:
    """A key made up on start would lose every citizen at the next one."""
    given = {k: v for k, v in PRODUCTION.items() if k != "BOT_PSEUDONYM_KEY"}

    with pytest.raises(SettingsError, match="BOT_PSEUDONYM_KEY is required"):
        load_settings(given)


def test_the_environment_wins_over_the_env_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`.env` fills in what the environment does not say."""
    (tmp_path / ".env").write_text("BOT_PORT=1111\nBOT_HOST=127.0.0.9\n")
    monkeypatch.setenv("BOT_PORT", "2222")

    environment = read_environment(tmp_path)

    assert (environment["BOT_PORT"], environment["BOT_HOST"]) == ("2222", "127.0.0.9")

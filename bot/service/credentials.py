"""Secrets as they are now: read again on SIGHUP, without a restart."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.errors import SettingsError
from bot.settings import Settings


@dataclass(slots=True, repr=False)
class Credentials:
    """What the platform and the bot know each other by."""

    phone_number_id: str
    access_token: str
    app_secrets: tuple[str, ...]
    verify_token: str
    console_token: str = ""  # none: no console

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """Those of a production set-up; for a sandbox, made up and known to this process alone."""
        if settings.access_token is None or settings.verify_token is None:
            token, app_secret, verify_token, made = (secrets.token_urlsafe(24) for _ in range(4))
            console_token = _console_token(settings) or made
            return cls("100000000000001", token, (app_secret,), verify_token, console_token)
        return cls(
            settings.phone_number_id or "",
            settings.access_token.get_secret_value(),
            tuple(secret.get_secret_value() for secret in settings.app_secrets),
            settings.verify_token.get_secret_value(),
            _console_token(settings),
        )

    def renew(self, settings: Settings) -> None:
        """Take over the secrets as they are now; those made up for a sandbox stay."""
        if settings.is_sandbox:
            self.console_token = _console_token(settings) or self.console_token
            return
        newer = Credentials.from_settings(settings)
        self.access_token = newer.access_token
        self.app_secrets = newer.app_secrets
        self.verify_token = newer.verify_token
        self.console_token = newer.console_token


def _console_token(settings: Settings) -> str:
    return settings.console_token.get_secret_value() if settings.console_token else ""


def pseudonym_keys(settings: Settings) -> tuple[str, ...]:
    """The keys given, or in a sandbox the one kept beside the database, made on first start."""
    if settings.pseudonym_keys:
        return tuple(key.get_secret_value() for key in settings.pseudonym_keys)
    path = (settings.sqlite_path or Path("var/bot.db")).with_suffix(".key")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: the sandbox's key cannot be kept: {error}") from None
    if len(key) != 64:
        raise SettingsError(f"{path}: is no key of 64 hex digits; remove it with its database")
    return (key,)

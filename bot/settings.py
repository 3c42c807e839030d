"""Settings from the environment, each with what it takes."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)

from bot.environment import read_environment
from bot.errors import SettingsError
from bot.failpoints import read_orders

__all__ = ["PLATFORM_NAMES", "Settings", "load_settings", "read_environment", "too_open_files"]

PLATFORM_NAMES = (
    "WHATSAPP_PHONE_NUMBER_ID",
    "WHATSAPP_ACCESS_TOKEN",
    "WHATSAPP_APP_SECRET",
    "WHATSAPP_VERIFY_TOKEN",
)
_SECRETS = frozenset(
    {
        "WHATSAPP_ACCESS_TOKEN",
        "WHATSAPP_APP_SECRET",
        "WHATSAPP_VERIFY_TOKEN",
        "BOT_PSEUDONYM_KEY",
        "BOT_CONSOLE_TOKEN",
        "BOT_INVITED",
    }
)
_CONSOLE_KEY = r"(?=\S)[^\ud800-\udfff\n]{16,}(?<=\S)"  # surrogates: bytes that were no UTF-8
_LOOPBACK = r"(localhost|127(\.\d{1,3}){3}|\[::1\])"
_GRAPH_URL = re.compile(rf"(https://[^\s/]+|http://{_LOOPBACK}(:\d+)?)(/[^\s?#]*)?/v\d+\.\d+")
_LOCAL_GRAPH_URL = re.compile(rf"https?://{_LOOPBACK}(:\d+)?/.*")
_USER_PART = re.compile(r"//?[^/@\s]*@")  # name and password in an address
_SQLITE_URL = re.compile(r"sqlite:///(?P<path>.+)")


def _split_secret(value: object) -> object:
    """`new,old` as a tuple, newest first."""
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value


def _split_names(value: object) -> object:
    """Names between commas, spaces or line ends."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _must_match(pattern: str) -> AfterValidator:
    def check(value: Any) -> Any:
        for part in value if isinstance(value, tuple) else (value,):
            text = part.get_secret_value() if isinstance(part, SecretStr) else part
            if not re.fullmatch(pattern, text):
                raise ValueError(pattern)
        return value

    return AfterValidator(check)


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError) as error:  # unknown zones raise a KeyError
        raise ValueError("unknown zone") from error  # its own bytes may be no UTF-8
    return value


Secrets = Annotated[tuple[SecretStr, ...], BeforeValidator(_split_secret)]
Names = Annotated[tuple[SecretStr, ...], BeforeValidator(_split_names)]


class Settings(BaseModel):
    """Every setting of the program, checked. Secrets hide in `repr`.

    The description of a field says what its variable takes; error messages quote it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", alias="BOT_HOST", min_length=1, description="an address")
    port: int = Field(8080, alias="BOT_PORT", ge=0, le=65535, description="a port, 0 to 65535")
    admin_port: int | None = Field(
        None, alias="BOT_ADMIN_PORT", ge=1, le=65535, description="a port, 1 to 65535"
    )
    database: Annotated[str, _must_match(r"(sqlite:///.+|postgres(ql)?://.+)")] = Field(
        "sqlite:///var/bot.db",
        alias="BOT_DATABASE",
        repr=False,  # a password may stand in it
        description="sqlite:///relative/path, sqlite:////absolute/path or postgresql://…",
    )
    flows: Path = Field(Path("flows"), alias="BOT_FLOWS", description="a folder")
    locales: Path = Field(Path("locales"), alias="BOT_LOCALES", description="a folder")
    processes: int = Field(
        1, alias="BOT_PROCESSES", ge=1, le=64, description="a number from 1 to 64"
    )
    messages_per_second: int = Field(
        80, alias="BOT_MESSAGES_PER_SECOND", ge=1, le=1000, description="a number from 1 to 1000"
    )
    stale_after_s: float = Field(
        3600, alias="BOT_STALE_AFTER", ge=1, le=82800, description="seconds, 1 to 82800"
    )
    session_timeout_s: float = Field(
        1800, alias="BOT_SESSION_TIMEOUT", ge=1, description="seconds, 1 or more"
    )
    retention_days: int = Field(
        90, alias="BOT_RETENTION_DAYS", ge=8, le=3650, description="days, 8 to 3650"
    )
    timezone: Annotated[str, AfterValidator(_known_zone)] = Field(
        "Asia/Amman", alias="BOT_TIMEZONE", description="a time zone such as Asia/Amman"
    )
    message_price: Annotated[str, _must_match(r"(\d+(\.\d+)? [A-Z]{3})?")] = Field(
        "", alias="BOT_MESSAGE_PRICE", description="a price such as 0.0091 USD"
    )
    alarm_url: Annotated[str, _must_match(rf"(https://\S+|http://{_LOOPBACK}\S*)?")] = Field(
        "", alias="BOT_ALARM_URL", repr=False, description="an https address"
    )
    pseudonym_keys: Annotated[Secrets, _must_match(r"[0-9a-fA-F]{64}")] = Field(
        (), alias="BOT_PSEUDONYM_KEY", description="64 hex digits, or new,old while it changes"
    )
    console_token: Annotated[SecretStr | None, _must_match(_CONSOLE_KEY)] = Field(
        None,
        alias="BOT_CONSOLE_TOKEN",
        description="at least 16 characters, no space at either end",
    )
    invited: Annotated[Names, _must_match(r"\+?\d{6,17}|[A-Z]{2}\.\S+")] = Field(
        (), alias="BOT_INVITED", description="phone numbers with country code and user ids"
    )
    public_number: Annotated[str, _must_match(r"(\+[1-9]\d{6,14})?")] = Field(
        "", alias="BOT_PUBLIC_NUMBER", description="a number such as +962790000000"
    )
    phone_number_id: Annotated[str, _must_match(r"\d{1,32}")] | None = Field(
        None, alias="WHATSAPP_PHONE_NUMBER_ID", description="digits"
    )
    access_token: Annotated[SecretStr, _must_match(r"\S+")] | None = Field(
        None, alias="WHATSAPP_ACCESS_TOKEN", description="a token without spaces"
    )
    app_secrets: Annotated[Secrets, _must_match(r"\S+")] = Field(
        (), alias="WHATSAPP_APP_SECRET", description="the app secret, or new,old while it changes"
    )
    verify_token: Annotated[SecretStr, _must_match(r"\S+")] | None = Field(
        None, alias="WHATSAPP_VERIFY_TOKEN", description="a token without spaces"
    )
    graph_url: Annotated[str, _must_match(_GRAPH_URL.pattern)] = Field(
        "https://graph.facebook.com/v25.0",
        alias="WHATSAPP_GRAPH_URL",
        description="https://HOST/vNN.0 (plain http for loopback addresses alone)",
    )
    failpoints: str = Field("", alias="BOT_FAILPOINTS", description="orders, for tests alone")

    @property
    def is_sandbox(self) -> bool:
        """Whether no WhatsApp credentials are given, so that the emulated platform is used."""
        return self.phone_number_id is None

    @property
    def sqlite_path(self) -> Path | None:
        """The database file, or None when the store is another."""
        found = _SQLITE_URL.fullmatch(self.database)
        return Path(found["path"]) if found else None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.sqlite_path is not None and self.processes > 1:
            raise ValueError("BOT_PROCESSES above 1 needs a postgresql:// BOT_DATABASE")
        if not self.is_sandbox and not self.pseudonym_keys:
            raise ValueError(
                "BOT_PSEUDONYM_KEY is required beside the WhatsApp settings: 64 hex digits, "
                "such as `openssl rand -hex 32` prints; keep it as long as the database"
            )
        self._check_failpoints()
        return self

    def _check_failpoints(self) -> None:
        try:
            orders = read_orders(self.failpoints)
        except ValueError as error:
            raise ValueError(f"BOT_FAILPOINTS: {error}") from None
        if orders and not _LOCAL_GRAPH_URL.fullmatch(self.graph_url):
            raise ValueError(
                "BOT_FAILPOINTS is for tests: it needs a WHATSAPP_GRAPH_URL on this machine, "
                "such as http://127.0.0.1:9000/v25.0"
            )


def load_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from named values, secrets also from the files that `NAME_FILE` names.

    Raises SettingsError with one line a fault; a secret's value is never part of it.
    """
    values = _with_secret_files(environment)
    given = [name for name in PLATFORM_NAMES if values.get(name)]
    if given and len(given) < len(PLATFORM_NAMES):
        missing = ", ".join(name for name in PLATFORM_NAMES if name not in given)
        raise SettingsError(
            f"only some of the WhatsApp settings are given; missing: {missing} "
            "(give all four, or none for sandbox mode)"
        )
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(
            "\n".join(_explain(dict(fault), values) for fault in error.errors())
        ) from None


def _with_secret_files(environment: Mapping[str, str]) -> dict[str, str]:
    values = dict(environment)
    for name in _SECRETS:
        path = environment.get(f"{name}_FILE")
        if not path:
            continue
        if environment.get(name):
            raise SettingsError(f"{name} and {name}_FILE are both given; keep one")
        try:
            values[name] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8"
            raise SettingsError(f"{name}_FILE: cannot read {path}: {reason}") from None
        if not values[name]:
            raise SettingsError(f"{name}_FILE: {path} is empty")
    return values


def _explain(fault: dict[str, Any], values: Mapping[str, str]) -> str:
    if not fault["loc"]:
        return str(fault["ctx"]["error"]) if "ctx" in fault else str(fault["msg"])
    name = str(fault["loc"][0])
    takes = next((f.description for f in Settings.model_fields.values() if f.alias == name), "")
    shown = name if name in _SECRETS else f"{name}={_USER_PART.sub('//…@', values.get(name, ''))}"
    return f"{shown} does not fit; it takes {takes}"


def too_open_files(environment: Mapping[str, str], folder: Path | None = None) -> list[str]:
    """Files with secrets in them that others than their owner may read: `.env` and `NAME_FILE`s."""
    named = (environment.get(f"{name}_FILE") for name in sorted(_SECRETS))
    files = [(folder or Path()) / ".env", *(Path(path) for path in named if path)]
    return [str(file) for file in files if file.is_file() and file.stat().st_mode & 0o077]

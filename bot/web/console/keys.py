"""Who may read the console: whoever knows its token, or bears what it was exchanged for."""

import hmac
from hashlib import sha256

LASTS_S = 12 * 3600  # a working day; then the token is asked for again


def is_token(given: str, token: str) -> bool:
    """Whether somebody knows the token; takes as long for every wrong one."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def make_cookie(token: str, now: float) -> str:
    """What a browser keeps instead of the token: good until another token is set, or `LASTS_S`."""
    until = f"{int(now) + LASTS_S}"
    return f"{until}.{_mark(token, until)}"


def is_cookie(cookie: str, token: str, now: float) -> bool:
    """Whether a browser bears a cookie of this token that has not run out."""
    until, _, mark = cookie.partition(".")
    is_ours = hmac.compare_digest(mark.encode("utf-8", "replace"), _mark(token, until).encode())
    return is_ours and now < int(until)


def bearer_of(authorization: str) -> str:
    """The token of a header `Authorization: Bearer …`, for programs; empty where there is none."""
    kind, _, given = authorization.partition(" ")
    return given.strip() if kind.lower() == "bearer" else ""


def _mark(token: str, until: str) -> str:
    said = f"console until {until}".encode("utf-8", "replace")
    return hmac.new(token.encode(), said, sha256).hexdigest()

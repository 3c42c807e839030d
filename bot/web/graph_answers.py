"""The answers of the emulated Graph API, in the platform's own shapes."""

import base64
import secrets
from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web

# Titles and HTTP statuses of the codes that the emulation itself uses or tests ask for. Source:
# Meta, Error codes (read September 2026); statuses partly as implementers saw them.
_ERRORS: Mapping[int, tuple[int, str]] = {
    1: (400, "An unknown error occurred"),
    2: (503, "Service temporarily unavailable"),
    4: (429, "Application request limit reached"),
    10: (403, "Application does not have permission for this action"),
    100: (400, "Invalid parameter"),
    104: (401, "An access token is required"),
    190: (401, "Invalid OAuth access token"),
    368: (403, "Temporarily blocked for policies violations"),
    130429: (429, "Rate limit hit"),
    131000: (500, "Something went wrong"),
    131008: (400, "Required parameter is missing"),
    131009: (400, "Parameter value is not valid"),
    131016: (500, "Service unavailable"),
    131026: (400, "Message undeliverable"),
    131047: (400, "Re-engagement message"),
    131056: (400, "Pair rate limit hit"),
    131057: (500, "Account in maintenance mode"),
    133004: (503, "Server temporarily unavailable"),
}
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>"


def refused(code: int, details: str = "", *, http_status: int | None = None) -> web.Response:
    """An error object as the Graph API writes it."""
    status, title = _ERRORS.get(code, (400, "Error"))
    error = {
        "message": f"(#{code}) {title}",
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": details or title},
        "fbtrace_id": secrets.token_urlsafe(12),
    }
    return as_json({"error": error}, http_status or status)


def accepted(message: Mapping[str, Any], wamid: str) -> web.Response:
    """The answer to a message that was taken."""
    if "to" in message:
        contact = {"input": message["to"], "wa_id": message["to"].removeprefix("+")}
    else:
        contact = {"input": message["recipient"], "user_id": message["recipient"]}
    return as_json(
        {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": wamid}]}
    )


def as_json(document: object, status: int = 200) -> web.Response:
    """Any document as an answer."""
    return web.Response(body=orjson.dumps(document), status=status, content_type="application/json")


def new_wamid() -> str:
    """An id that no other message has, also after a restart, in the platform's form."""
    return "wamid." + base64.b64encode(b"\x1d\x04" + secrets.token_bytes(27)).decode()


def error_entry(code: int) -> dict[str, Any]:
    """An error as it stands in a failed status."""
    _status, title = _ERRORS.get(code, (400, "Error"))
    return {"code": code, "title": title, "message": title, "error_data": {"details": title}}

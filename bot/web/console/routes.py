"""`/console`: shown to whoever has the token, by a form, a cookie or `Authorization: Bearer`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qs

from aiohttp import web

from bot.clock import Clock
from bot.texts.languages import Language
from bot.web.console.keys import LASTS_S, bearer_of, is_cookie, is_token, make_cookie
from bot.web.console.page import (
    CONSOLE,
    LEAVE,
    STYLE,
    Sight,
    address_of,
    draw_console,
    draw_entrance,
)

logger = logging.getLogger(__name__)

_COOKIE = "daleel-console"
_FORM = "application/x-www-form-urlencoded"
_MOST_BYTES = 4096  # of a form: a token and its name
_FORM_S = 10.0  # as long as a notification may take; nobody has shown a token yet
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="console"'}
_STYLE = (Path(__file__).parent / "console.css").read_text(encoding="utf-8")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Console:
    """The pages; off, as if they were not there, while there is no token."""

    def __init__(
        self, token: Callable[[], str], look: Callable[[], Awaitable[Sight]], clock: Clock
    ) -> None:
        """Remember where to ask for the token as it is now, and what goes on."""
        self._token = token
        self._look = look
        self._clock = clock

    def add_to(self, app: web.Application) -> None:
        """Add the pages to an application."""
        app.router.add_get(CONSOLE, self.show)
        app.router.add_post(CONSOLE, self.enter)
        app.router.add_post(LEAVE, self.leave)
        app.router.add_get(STYLE, self.style)

    async def show(self, request: web.Request) -> web.Response:
        """What goes on; 401 with the form for whoever may not see it."""
        token, language = self._known_token(), _language_of(request)
        given = bearer_of(request.headers.get("Authorization", ""))
        if is_token(given, token) or self._bears_cookie(request, token):
            sight = await self._look()
            return _page(draw_console(sight, language, is_still=_is_still(request)))
        return _entrance(request, is_wrong=bool(given))

    async def enter(self, request: web.Request) -> web.Response:
        """Exchange the token of the form for a cookie: 303 to the page, or 401 with the form."""
        token = self._known_token()
        given = (await _read_form(request)).get("token", [""])[0].strip()
        if not is_token(given, token):
            logger.warning("console refused")
            return _entrance(request, is_wrong=True)
        return _sent_on(request, make_cookie(token, self._clock.now()), LASTS_S)

    async def leave(self, request: web.Request) -> web.Response:
        """Take the cookie from the browser: 303 to the form.

        Only from one that shows it: a page of somebody else's can send nobody out, for a browser
        sends no strict cookie from there.
        """
        token = self._known_token()
        await _read_form(request)
        return _sent_on(request, "" if self._bears_cookie(request, token) else None)

    async def style(self, _: web.Request) -> web.Response:
        """The style sheet, which tells nothing."""
        self._known_token()
        return web.Response(text=_STYLE, content_type="text/css", headers=_HEADERS)

    def _bears_cookie(self, request: web.Request, token: str) -> bool:
        return is_cookie(request.cookies.get(_COOKIE, ""), token, self._clock.now())

    def _known_token(self) -> str:
        token = self._token()
        if not token:
            raise web.HTTPNotFound(headers=_HEADERS)
        return token


async def _read_form(request: web.Request) -> Mapping[str, Sequence[str]]:
    """What the form holds, or raise: of another kind 415, too large 413, too slow 408."""
    if request.content_type != _FORM:
        raise _refused(web.HTTPUnsupportedMediaType(headers=_HEADERS))
    if request.content_length is None:
        raise _refused(web.HTTPLengthRequired(headers=_HEADERS))
    if request.content_length > _MOST_BYTES:
        raise _refused(web.HTTPRequestEntityTooLarge(_MOST_BYTES, headers=_HEADERS))
    try:
        async with asyncio.timeout(_FORM_S):
            form = await request.read()
    except TimeoutError:
        raise _refused(web.HTTPRequestTimeout(headers=_HEADERS)) from None
    except ConnectionError:  # gone meanwhile: nobody reads the answer
        raise _refused(web.HTTPBadRequest(headers=_HEADERS)) from None
    return parse_qs(form.decode("utf-8", "replace"))


def _refused(error: web.HTTPException) -> web.HTTPException:
    """The rest of the form is not wanted."""
    error.force_close()
    return error


def _language_of(request: web.Request) -> Language:
    """The one asked for, or else the one that the browser names first; Arabic if neither."""
    asked = request.query.get("lang", "") or request.headers.get("Accept-Language", "")
    return "en" if asked.lower().startswith("en") else "ar"


def _is_still(request: web.Request) -> bool:
    return "still" in request.query


def _sent_on(request: web.Request, cookie: str | None = None, lasts_s: int = 0) -> web.Response:
    """To the console as it was asked for, with a cookie where one is given."""
    where = address_of(CONSOLE, _language_of(request), is_still=_is_still(request))
    sent = web.Response(status=303, headers=_HEADERS | {"Location": where})
    if cookie is not None:
        sent.set_cookie(
            _COOKIE,
            cookie,
            max_age=lasts_s,
            path=CONSOLE,
            httponly=True,
            samesite="Strict",
            secure=request.secure or request.headers.get("X-Forwarded-Proto") == "https",
        )
    return sent


def _entrance(request: web.Request, *, is_wrong: bool) -> web.Response:
    language, is_still = _language_of(request), _is_still(request)
    return _page(draw_entrance(language, is_wrong=is_wrong, is_still=is_still), 401, _CHALLENGE)


def _page(text: str, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    told = _HEADERS | (headers or {})
    body = text.encode("utf-8", "replace")
    return web.Response(
        body=body, status=status, content_type="text/html", charset="utf-8", headers=told
    )

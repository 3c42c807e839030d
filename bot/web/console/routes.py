"""`/console`: shown to whoever has the token, by a form, a cookie or `Authorization: Bearer`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qs

from aiohttp import web

from bot.clock import Clock
from bot.texts.languages import Language
from bot.web.console.keys import LASTS_S, bearer_of, is_cookie, is_token, make_cookie
from bot.web.console.page import Sight, draw_console, draw_entrance

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
        app.router.add_get("/console", self.show)
        app.router.add_post("/console", self.enter)
        app.router.add_get("/console/console.css", self.style)

    async def show(self, request: web.Request) -> web.Response:
        """What goes on; 401 with the form for whoever may not see it."""
        token, language = self._known_token(), _language_of(request)
        given = bearer_of(request.headers.get("Authorization", ""))
        cookie = request.cookies.get(_COOKIE, "")
        if is_token(given, token) or is_cookie(cookie, token, self._clock.now()):
            is_still = "still" in request.query
            return _page(draw_console(await self._look(), language, is_still=is_still))
        return _page(draw_entrance(language, is_wrong=bool(given)), 401, _CHALLENGE)

    async def enter(self, request: web.Request) -> web.Response:
        """Exchange the token of the form for a cookie: 303 to the page, or 401 with the form."""
        token, language = self._known_token(), _language_of(request)
        given = await _read_token(request)
        if not is_token(given, token):
            logger.warning("console refused")
            return _page(draw_entrance(language, is_wrong=True), 401, _CHALLENGE)
        entered = web.Response(
            status=303, headers=_HEADERS | {"Location": f"/console?lang={language}"}
        )
        entered.set_cookie(
            _COOKIE,
            make_cookie(token, self._clock.now()),
            max_age=LASTS_S,
            path="/console",
            httponly=True,
            samesite="Strict",
            secure=request.secure or request.headers.get("X-Forwarded-Proto") == "https",
        )
        return entered

    async def style(self, _: web.Request) -> web.Response:
        """The style sheet, which tells nothing."""
        self._known_token()
        return web.Response(text=_STYLE, content_type="text/css", headers=_HEADERS)

    def _known_token(self) -> str:
        token = self._token()
        if not token:
            raise web.HTTPNotFound(headers=_HEADERS)
        return token


async def _read_token(request: web.Request) -> str:
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
    return parse_qs(form.decode("utf-8", "replace")).get("token", [""])[0].strip()


def _refused(error: web.HTTPException) -> web.HTTPException:
    """The rest of the form is not wanted."""
    error.force_close()
    return error


def _language_of(request: web.Request) -> Language:
    """The one asked for, or else the one that the browser names first; Arabic if neither."""
    asked = request.query.get("lang", "") or request.headers.get("Accept-Language", "")
    return "en" if asked.lower().startswith("en") else "ar"


def _page(text: str, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    told = _HEADERS | (headers or {})
    body = text.encode("utf-8", "replace")
    return web.Response(
        body=body, status=status, content_type="text/html", charset="utf-8", headers=told
    )

"""The console's two pages as HTML: what goes on, and the door to it. They hold no script."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from bot.store.protocol import Fate
from bot.texts.directions import cut, isolate
from bot.texts.languages import Language, other
from bot.web.console.words import say

CONSOLE, LEAVE, STYLE = "/console", "/console/leave", "/console/console.css"
REFRESH_S = 10
_MOST_FAULTS = 200  # mistakes shown; whoever has more mends these first
_MOST_UNITS = 1000  # of each
_DIRECTIONS = {"ar": "rtl", "en": "ltr"}


@dataclass(frozen=True, slots=True)
class Sight:
    """What goes on in a bot: `fault` is why it takes no messages, `refused` what was wrong with
    the last change of its files, a mistake a line; `account` counts messages by their fate, None
    where the store cannot tell; `price` is that of one message, such as "0.0091 USD", or "".
    """

    fault: str
    sending_stopped: str
    warnings: Sequence[str]
    release: str
    agencies: int
    places: int
    refused: Sequence[str]
    account: Mapping[Fate, int] | None
    price: str = ""


def address_of(page: str, language: Language, *, is_still: bool) -> str:
    """A page of the console in a language; a still one is not renewed by itself."""
    return f"{page}?lang={language}{'&still' if is_still else ''}"


def draw_console(sight: Sight, language: Language, *, is_still: bool = False) -> str:
    """What goes on; the browser asks again every `REFRESH_S` seconds, unless it is to be still."""
    renewed = "" if is_still else f'<meta http-equiv="refresh" content="{REFRESH_S}">'
    parts = [*_state(sight, language), *_menus(sight, language), *_messages(sight, language)]
    about, switch = (
        (_word(language, "still"), "renew") if is_still
        else (_word(language, "renewed", seconds=REFRESH_S), "keep-still")
    )  # fmt: skip
    link = _link(CONSOLE, language, _word(language, switch), is_still=not is_still)
    leave = f"""<form method="post" action="{_written(LEAVE, language, is_still=is_still)}">
<button type="submit">{_word(language, "leave")}</button>
</form>"""
    footer = f"<footer><p>{about} {link}</p>{leave}</footer>"
    return _document(language, renewed, "\n".join((*parts, footer)), is_still=is_still)


def draw_entrance(language: Language, *, is_wrong: bool, is_still: bool = False) -> str:
    """The form that asks for the token."""
    told = f'<p class="bad" role="alert" id="wrong">{_word(language, "wrong")}</p>'
    wrong, marks = (told, ' aria-invalid="true"') if is_wrong else ("", "")
    form = f"""<form method="post" action="{_written(CONSOLE, language, is_still=is_still)}">
<label for="token">{_word(language, "token")}</label>
<input id="token" name="token" type="password" dir="ltr" required autofocus
 autocomplete="current-password" aria-describedby="hint wrong"{marks}>
<p id="hint">{_word(language, "token-hint")}</p>{wrong}
<button type="submit">{_word(language, "enter")}</button>
</form>"""
    return _document(language, "", form, is_still=is_still)


def _state(sight: Sight, language: Language) -> Iterator[str]:
    yield f"<section><h2>{_word(language, 'state')}</h2>"
    if sight.fault:
        yield f'<p class="bad">{_word(language, "not-ready")}{_detail(sight.fault)}</p>'
    else:
        yield f'<p class="good">{_word(language, "ready")}</p>'
    if sight.sending_stopped:
        yield f'<p class="bad">{_word(language, "stopped")}{_detail(sight.sending_stopped)}</p>'
    for warning in sight.warnings:
        yield f'<p class="odd">{_word(language, "warning")}{_detail(warning)}</p>'
    yield "</section>"


def _menus(sight: Sight, language: Language) -> Iterator[str]:
    yield f"<section><h2>{_word(language, 'menus')}</h2>"
    size = {"agencies": sight.agencies, "places": sight.places, "release": sight.release[:12]}
    yield f"<p>{_word(language, 'serving', **size)}</p>"
    if not sight.refused:
        yield f'<p class="good">{_word(language, "taken")}</p></section>'
        return
    yield f'<p class="bad">{_word(language, "refused")}</p><ul dir="ltr" lang="en">'
    shown = (cut(isolate(fault, "en"), _MOST_UNITS) for fault in sight.refused[:_MOST_FAULTS])
    yield from (f"<li>{escape(fault)}</li>" for fault in shown)
    yield "</ul>"
    if more := sight.refused[_MOST_FAULTS:]:
        yield f"<p>{_word(language, 'more', count=len(more))}</p>"
    yield f"<p>{_word(language, 'explained')}</p></section>"


def _messages(sight: Sight, language: Language) -> Iterator[str]:
    yield f"<section><h2>{_word(language, 'messages')}</h2>"
    if sight.account is None:
        yield f'<p class="bad">{_word(language, "unreadable")}</p></section>'
        return
    heads = "".join(f'<th scope="col">{_word(language, name)}</th>' for name in ("fate", "count"))
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for fate, count in sight.account.items():
        yield f'<tr><th scope="row">{_word(language, fate)}</th><td dir="ltr">{count:,}</td></tr>'
    yield "</tbody></table>"
    if sight.price:
        amount, currency = sight.price.split()
        cost = f"{Decimal(amount) * sight.account.get('replied', 0):,.2f} {currency}"
        yield f"<p>{_word(language, 'cost', price=_apart(sight.price), cost=_apart(cost))}</p>"
    yield "</section>"


def _word(language: Language, name: str, **filled: object) -> str:
    return escape(say(language, name, **filled))


def _apart(amount: str) -> str:
    """An amount in its own order, also in the midst of Arabic."""
    return f"\u2066{amount}\u2069"


def _detail(words: str) -> str:
    """The bot's own English, set apart so that it is read in its own order."""
    return f': <span class="detail" dir="ltr" lang="en">{escape(words)}</span>'


def _written(page: str, language: Language, *, is_still: bool) -> str:
    return escape(address_of(page, language, is_still=is_still))


def _link(page: str, language: Language, words: str, *, is_still: bool, marks: str = "") -> str:
    return f'<a href="{_written(page, language, is_still=is_still)}"{marks}>{words}</a>'


def _document(language: Language, head: str, body: str, *, is_still: bool) -> str:
    asked = other(language)
    marks = f' lang="{asked}" hreflang="{asked}"'
    switch = _link(CONSOLE, asked, _word(language, "other"), is_still=is_still, marks=marks)
    return f"""<!doctype html>
<html lang="{language}" dir="{_DIRECTIONS[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_word(language, "title")}</title>
<link rel="stylesheet" href="{STYLE}">
{head}</head>
<body>
<header><h1>{_word(language, "title")}</h1>
{switch}
</header>
<main>
{body}
</main>
</body>
</html>
"""

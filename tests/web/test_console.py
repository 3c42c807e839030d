"""The console: behind its token alone, and telling authors what was wrong with their change."""

import signal
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.conversation.release import Release, load_release
from bot.store.protocol import Admission, Admitted, OutboxEntry
from bot.store.sqlite import open_sqlite
from bot.web.console.keys import LASTS_S, bearer_of, is_cookie, is_token, make_cookie
from bot.web.console.looking import Lookout
from bot.web.console.page import Sight, draw_console, draw_entrance
from bot.web.console.words import WORDS
from tests.support.bots import ROOT, Town, town
from tests.support.clocks import SettableClock
from tests.support.small_flows import write_small_flows
from tests.support.waiting import until

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = "a-token-of-the-console"
QUIET = Sight(
    fault="",
    sending_stopped="",
    warnings=(),
    release="0123456789abcdef",
    agencies=1,
    places=2,
    refused=(),
    account={"waiting": 0, "replied": 1234},
)


async def page(here: Town, *, headers: Mapping[str, str], query: str = "") -> tuple[int, str]:
    """The status and text of the console as one asks for it."""
    async with here.http.get(f"{here.bot.url}/console{query}", headers=headers) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status, await answer.text()


async def enter(here: Town, token: str | bytes) -> tuple[int, str]:
    """The status of the form, and the cookie it gave; bytes are the whole form as it is sent."""
    form = token if isinstance(token, bytes) else urlencode({"token": token}).encode()
    async with here.http.post(
        f"{here.bot.url}/console?lang=en", data=form, headers=FORM, allow_redirects=False
    ) as answer:
        return answer.status, answer.headers.get("Set-Cookie", "")


async def test_the_console_opens_by_its_token_alone(tmp_path: Path) -> None:
    """By the form, by the cookie that it gives, or as a bearer; in the language asked for."""
    async with town(tmp_path) as here:
        here.bot.environment["BOT_CONSOLE_TOKEN"] = TOKEN
        await here.bot.start()
        for headers in ({}, {"Authorization": "Bearer x"}, {"Cookie": "daleel-console=9.9"}):
            status, text = await page(here, headers={"Accept-Language": "ar", **headers})
            assert (status, 'name="token"' in text, "17" in text) == (401, True, False)
        assert await enter(here, "wrong") == (401, "")
        for odd in (b"", b"token=%ff", b"token=\xff", b"=&token", b"token=a&token=b"):
            assert await enter(here, odd) == (401, "")

        status, cookie = await enter(here, f" {TOKEN} ")
        assert status == 303
        assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/console"))
        assert TOKEN not in cookie
        by_cookie = {"Cookie": cookie.partition(";")[0], "Accept-Language": "en-GB,ar;q=0.5"}
        status, text = await page(here, headers=by_cookie)
        assert (status, "Taking messages" in text, 'dir="ltr"' in text) == (200, True, True)
        by_token = {"Authorization": f"Bearer {TOKEN}", "Accept-Language": "en"}
        status, text = await page(here, headers=by_token, query="?lang=ar")
        assert (status, "يستقبل الرسائل" in text, '<html lang="ar" dir="rtl">' in text) == (
            200, True, True,
        )  # fmt: skip
        assert TOKEN not in here.bot.log()


async def test_whoever_logs_out_is_asked_for_the_token_again(tmp_path: Path) -> None:
    """The browser forgets its cookie; one that shows none has nothing to forget."""
    async with town(tmp_path) as here:
        here.bot.environment["BOT_CONSOLE_TOKEN"] = TOKEN
        await here.bot.start()
        _, cookie = await enter(here, TOKEN)
        name, _, value = cookie.partition(";")[0].partition("=")
        _, seen = await page(here, headers={"Cookie": f"{name}={value}"}, query="?lang=en&still")
        action = '<form method="post" action="/console/leave?lang=en&amp;still">'
        assert action in seen

        url = f"{here.bot.url}/console/leave?lang=en&still"
        for shown, told in ((f"{name}={value}", f'{name}=""; '), (f"{name}=9.9", ""), ("", "")):
            headers = {**FORM, "Cookie": shown}
            async with here.http.post(url, headers=headers, allow_redirects=False) as answer:
                where = answer.headers["Location"]
                given = answer.headers.get("Set-Cookie", "")
                assert (answer.status, where) == (303, "/console?lang=en&still")
                assert given.startswith(told)
                assert ("Max-Age=0" in given, "Path=/console" in given) == (bool(told), bool(told))
        async with here.http.get(url) as answer:
            assert answer.status == 405


async def test_a_form_of_another_kind_or_size_is_refused(tmp_path: Path) -> None:
    """Before anything of it is read."""
    async with town(tmp_path) as here:
        here.bot.environment["BOT_CONSOLE_TOKEN"] = TOKEN
        await here.bot.start()
        url = f"{here.bot.url}/console"
        for each in (url, f"{url}/leave"):
            async with here.http.post(each, json={"token": TOKEN}) as answer:
                assert answer.status == 415
            async with here.http.post(each, data={"token": "x" * 5000}) as answer:
                assert answer.status == 413
        odd = {"Content-Type": f"{FORM['Content-Type']}; charset=no-such"}
        async with here.http.post(url, data=b"token=x", headers=odd) as answer:
            assert answer.status == 401


async def test_another_token_closes_the_console_to_who_had_the_old_one(tmp_path: Path) -> None:
    """After SIGHUP, by the token and by its cookie; without any there is no console."""
    file = tmp_path / "token"
    file.write_text(TOKEN, encoding="utf-8")
    async with town(tmp_path) as here:
        here.bot.environment["BOT_CONSOLE_TOKEN_FILE"] = str(file)
        await here.bot.start()
        _, cookie = await enter(here, TOKEN)
        old = ({"Authorization": f"Bearer {TOKEN}"}, {"Cookie": cookie.partition(";")[0]})
        assert [(await page(here, headers=each))[0] for each in old] == [200, 200]

        file.write_text("another" + TOKEN, encoding="utf-8")
        here.bot.signal(signal.SIGHUP)

        async def is_open() -> bool:
            headers = {"Authorization": f"Bearer another{TOKEN}"}
            return (await page(here, headers=headers))[0] == 200

        await until(is_open)
        assert [(await page(here, headers=each))[0] for each in old] == [401, 401]


async def test_a_refused_change_is_told_with_its_mistakes_until_it_is_mended(
    tmp_path: Path,
) -> None:
    """Each by its place in the files; citizens go on with what was before."""
    flows = write_small_flows(tmp_path / "flows", ("alpha",))
    async with town(tmp_path) as here:
        here.bot.environment |= {"BOT_CONSOLE_TOKEN": TOKEN, "BOT_FLOWS": str(flows)}
        await here.bot.start()
        headers = {"Authorization": f"Bearer {TOKEN}", "Accept-Language": "en"}
        _, before = await page(here, headers=headers)
        assert "last read" in before

        file = flows / "alpha.yaml"
        sound = file.read_text(encoding="utf-8")
        file.write_text(sound + "colour: <red>\n", encoding="utf-8")
        here.bot.signal(signal.SIGHUP)

        async def is_refused() -> bool:
            return "was refused" in (await page(here, headers=headers))[1]

        async def is_taken() -> bool:
            return "last read" in (await page(here, headers=headers))[1]

        await until(is_refused)
        _, told = await page(here, headers=headers)
        line = sound.count("\n") + 1
        assert f"alpha.yaml:{line}:1: unknown-key &quot;colour&quot; has no meaning here" in told

        file.write_text(sound, encoding="utf-8")
        here.bot.signal(signal.SIGHUP)
        await until(is_taken)


@pytest.mark.parametrize("is_still", [True, False])
def test_a_page_that_is_still_stays_so_in_the_other_language(is_still: bool) -> None:
    """Who reads a page must not have it taken away; the token's form leads back to it as well."""
    shown = draw_console(QUIET, "ar", is_still=is_still)
    asked = draw_entrance("ar", is_wrong=False, is_still=is_still)

    still = "&amp;still" * is_still
    for text in (shown, asked):
        assert f'<a href="/console?lang=en{still}" lang="en"' in text
    assert f'action="/console?lang=ar{still}"' in asked


async def test_figures_are_counted_once_for_all_who_look_within_half_a_minute(
    tmp_path: Path,
) -> None:
    """Each count reads every message there is."""
    clock = SettableClock()
    store = await open_sqlite(tmp_path / "bot.db", clock)

    @dataclass
    class Served:
        release: Release
        faults: str = ""

    async def nothing() -> str:
        return ""

    flows = write_small_flows(tmp_path / "flows", ("alpha",))
    release = load_release(flows, ROOT / "locales", session_timeout_s=1.0, timezone=UTC)
    lookout = Lookout(
        store, clock, Served(release), fault=nothing, stopped=str, warnings=list, price="1 JOD"
    )

    async def waiting() -> int | None:
        account = (await lookout.look()).account
        return None if account is None else account["waiting"]

    assert await waiting() == 0
    entry = OutboxEntry(b"c" * 12, 1, b"{}", b"", clock.now())
    message = Admitted(b"c" * 12, b"wamid", clock.now(), "waiting", "", entry)
    await store.admit(Admission([message]))
    clock.move(29)
    assert await waiting() == 0
    clock.move(1)
    assert await waiting() == 1
    await store.close()


def test_a_cookie_is_good_for_its_token_and_its_time() -> None:
    """Another token, an altered or a late one, or nonsense opens nothing."""
    cookie = make_cookie(TOKEN, 1000.0)
    until_, _, mark = cookie.partition(".")

    assert is_cookie(cookie, TOKEN, 1000.0 + LASTS_S - 1)
    assert not is_cookie(cookie, TOKEN, 1000.0 + LASTS_S)
    assert not is_cookie(cookie, TOKEN + "x", 1000.0)
    assert not is_cookie(f"{int(until_) + 1}.{mark}", TOKEN, 1000.0)
    for nonsense in ("", ".", "x.y", "ü.ü", f"{until_}."):
        assert not is_cookie(nonsense, TOKEN, 1000.0)


@pytest.mark.parametrize(
    ("header", "token"), [("Bearer  x ", "x"), ("bearer x", "x"), ("Basic x", ""), ("", "")]
)
def test_programs_show_the_token_as_bearers(header: str, token: str) -> None:
    """In the one form that the standard knows."""
    assert bearer_of(header) == token
    assert is_token(token, "x") == (token == "x")


def test_what_goes_on_is_escaped_and_bounded() -> None:
    """A file's name or a message may hold anything, and there may be thousands of mistakes."""
    sight = Sight(
        fault="<script>",
        sending_stopped="<b>",
        warnings=("<i>",),
        release="<u>",
        agencies=1,
        places=1,
        refused=[f"<a>:{n}" for n in range(3000)],
        account=None,
    )
    text = draw_console(sight, "en")

    for tag in ("<script", "<b>", "<i>", "<u>", "<a>"):
        assert tag not in text
    assert text.count("<li>") == 200
    assert "2800 more lines" in text
    assert "cannot be read" in text
    assert "refresh" in text
    assert "refresh" not in draw_console(sight, "en", is_still=True)
    assert "1,234" in draw_console(QUIET, "ar")
    assert " each" not in draw_console(QUIET, "en")
    priced = draw_console(replace(QUIET, price="0.0091 USD"), "ar")
    assert "\u20660.0091 USD\u2069" in priced
    assert "\u206611.23 USD\u2069" in priced


def test_each_sentence_is_there_in_both_languages() -> None:
    """With the same figures filled in."""
    for name, both in WORDS.items():
        figures = [
            sorted(part.partition("}")[0] for part in both[at].split("{")[1:]) for at in both
        ]
        assert len(figures) == 2, name
        assert figures[0] == figures[1], name

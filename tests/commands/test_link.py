"""`link`: what an author or a clerk gets, and what is told where it cannot be."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.commands.line import run
from bot.flows.codes import code_of

ROOT = Path(__file__).parents[2]
RENEW = "cspd/passport-renew"


@pytest.fixture(autouse=True)
def _real_flows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_FLOWS", str(ROOT / "flows"))
    monkeypatch.setenv("BOT_LOCALES", str(ROOT / "locales"))
    monkeypatch.setenv("BOT_PUBLIC_NUMBER", "+962790000000")


def test_a_link_opens_whatsapp_with_the_text_written(capsys: pytest.CaptureFixture[str]) -> None:
    """Both languages unless one is asked for; the text holds title and code."""
    assert run(["link", RENEW, "--format", "json"]) == 0
    arabic, english = json.loads(capsys.readouterr().out)

    assert english["text"] == f"Passport renewal · code {code_of(RENEW)}"
    assert arabic["text"] == f"تجديد جواز السفر · رمز {arabic['code']}"
    for link in (arabic, english):
        url = urlsplit(link["url"])
        assert (url.scheme, url.netloc, url.path) == ("https", "wa.me", "/962790000000")
        assert parse_qs(url.query) == {"text": [link["text"]]}


def test_a_code_read_from_a_poster_tells_its_address(capsys: pytest.CaptureFixture[str]) -> None:
    """So that whoever holds the telephone can look it up."""
    assert run(["link", code_of(RENEW).lower(), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith(f"{RENEW} (en)\nPassport renewal · code ")


@pytest.mark.parametrize("number", ["+962 6 500 8080", "00962-65008080", "٩٦٢٦٥٠٠٨٠٨٠"])
def test_the_number_may_be_given_in_any_usual_form(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It wins over the setting."""
    assert run(["link", RENEW, "--lang", "en", "--number", number]) == 0
    assert "https://wa.me/96265008080?text=" in capsys.readouterr().out


def test_all_are_listed_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    """Address, language, code, link, parted by tabs; all inside one address where it is named."""
    assert run(["link", RENEW, "--all", "--lang", "ar"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]

    assert [row[0] for row in rows][:2] == [RENEW, f"{RENEW}/about"]
    assert all(len(row) == 4 and row[0].startswith(RENEW) for row in rows)


def test_a_poster_replaces_a_file_only_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its ending it is a poster or a bare code."""
    poster, code = tmp_path / "poster.svg", tmp_path / "code.png"
    for file in (poster, code):
        assert run(["link", RENEW, "--qr", str(file)]) == 0
    assert poster.read_bytes().startswith(b"<?xml")
    assert code.read_bytes().startswith(b"\x89PNG")
    capsys.readouterr()

    assert run(["link", RENEW, "--qr", str(poster)]) == 2
    told = capsys.readouterr()
    assert (told.out, "--yes" in told.err) == ("", True)
    before = poster.read_bytes()
    assert run(["link", RENEW, "--lang", "en", "--qr", str(poster), "--yes"]) == 0
    assert poster.read_bytes() != before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["cspd/passport-renw"],
            'no address or code "cspd/passport-renw". Did you mean "cspd/pass',
        ),
        (["@main"], 'no address or code "@main"'),
        ([], "name an address"),
        ([RENEW, "--number", "0790000000"], "--number 0790000000 does not fit; it takes"),
        ([RENEW, "--number", "JO.123"], "--number JO.123 does not fit"),
        ([RENEW, "--qr", "poster.pdf"], "poster.pdf: name a file that ends in .svg or .png"),
        ([RENEW, "--all", "--qr", "poster.svg"], "leave out --all"),
        ([RENEW, "--qr", "no-such-folder/poster.svg"], "no-such-folder/poster.svg: cannot be"),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2."""
    assert run(["link", *words]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1


def test_without_a_number_the_way_to_give_one_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither setting nor argument."""
    monkeypatch.delenv("BOT_PUBLIC_NUMBER")
    assert run(["link", RENEW]) == 2
    assert "--number or set BOT_PUBLIC_NUMBER" in capsys.readouterr().err

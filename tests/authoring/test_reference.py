"""The reference of the flow language is written from the definitions, and up to date."""

import re

import pytest

from bot.authoring.checking.check import check_flows
from bot.authoring.reference import flow_reference
from bot.flows.reading.source import parse_source
from bot.flows.reading.tree import plain
from bot.flows.schema.asking import AskDocument, ChoiceDocument
from bot.flows.schema.conditions import WhenDocument
from bot.flows.schema.documents import (
    AgencyDocument,
    KindDocument,
    KindsDocument,
    MainDocument,
    OfficeDocument,
)
from bot.flows.schema.emergencies import EmergenciesDocument, EmergencyDocument
from bot.flows.schema.menus import NodeDocument
from bot.flows.schema.texts import Document
from tests.support.bots import ROOT

DOCUMENTS = (
    *(AgencyDocument, NodeDocument, OfficeDocument, AskDocument, ChoiceDocument, WhenDocument),
    *(KindsDocument, KindDocument, MainDocument, EmergenciesDocument, EmergencyDocument),
)


def test_the_page_of_the_repository_is_up_to_date() -> None:
    """Whoever changes a key writes the page anew: main.py schema --reference -o …"""
    page = ROOT / "docs" / "flow-language.md"

    assert page.read_text(encoding="utf-8") == flow_reference()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.__name__)
def test_every_key_is_told_with_its_meaning_and_an_example(document: type[Document]) -> None:
    """So that neither the page nor an editor is ever silent about one."""
    page = flow_reference()
    for name, field in document.model_fields.items():
        key = field.alias or name
        assert field.description, f"{document.__name__}.{key} has no description"
        assert field.examples, f"{document.__name__}.{key} has no example"
        assert f"| `{key}`" in page


@pytest.mark.parametrize(
    ("key", "takes"),
    [
        ("min", "a number or a day"),
        ("link", "a link, https"),
        ("image", "a link, https"),
        ("hotline", "digits"),
        ("id", "an id"),
        ("moved_from", "list of addresses"),
        ("filename", "a file's name"),
        ("owner", "text"),
    ],
)
def test_a_key_is_told_with_what_it_takes(key: str, takes: str) -> None:
    """In an author's words: a bound, a link or a phone number is not any text."""
    assert re.search(rf"^\| `{key}`( \(needed\))? \| {takes} \|", flow_reference(), re.MULTILINE)


def test_the_whole_service_of_the_page_is_sound(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its example passes the check, but for a goto to an agency that stands elsewhere."""
    folder = tmp_path_factory.mktemp("flows")
    example = re.search(r"```yaml\n(.*?)```", flow_reference(), re.DOTALL)
    assert example is not None
    kinds = (ROOT / "flows" / "_kinds.yaml").read_text(encoding="utf-8")
    (folder / "_kinds.yaml").write_text(kinds, encoding="utf-8")
    main = 'agencies: [town]\ncontact_phone: "065008080"\n'
    (folder / "_main.yaml").write_text(main, encoding="utf-8")
    (folder / "town.yaml").write_text(example[1], encoding="utf-8")

    told = [f"{fault.code} {fault.message}" for fault in check_flows([folder], ROOT / "locales")]

    assert told == ['unknown-goto there is no "moj/non-conviction".']


def test_the_texts_of_the_page_are_read_as_it_says() -> None:
    """Lines below a | stay lines; quotes and remarks are not shown."""
    _, example = re.findall(r"```yaml\n(.*?)```", flow_reference(), re.DOTALL)

    source = parse_source(example.encode(), "town.yaml")

    assert source.faults == ()
    assert source.tree is not None
    written = plain(source.tree)
    assert isinstance(written, dict)
    assert written["title"] == {"ar": "رخصة محل", "en": "Shop licence"}
    assert written["about"]["en"] == "Licence: issue, renewal"
    lines = ["*Documents* for {agency}:", "- ID card", "- Lease", "", 'Come "early".', ""]
    assert written["answer"]["en"].split("\n") == lines


_SIGNS = ('"', "'", "*", "&", "!", "|", ">", "%", "@", "{", "}", "[", "]", "#", "- ")


@pytest.mark.parametrize("text", [*(f"{sign}a" for sign in _SIGNS), "a: b", "a #b"])
def test_what_the_page_wants_in_quotes_needs_them(text: str) -> None:
    """Bare it is a mistake, or is not read as it stands; in quotes it is, even inside brackets."""
    bare = parse_source(f"title: {text}\n".encode(), "f.yaml")
    quoted = "'" + text.replace("'", "''") + "'"
    safe = parse_source(f"title: {{en: {quoted}}}\n".encode(), "f.yaml")

    assert bare.tree is None or plain(bare.tree) != {"title": text}
    assert safe.tree is not None
    assert plain(safe.tree) == {"title": {"en": text}}


@pytest.mark.parametrize("text", ["a, b", "a {b}", "a [b]", "a }"])
def test_what_the_page_wants_in_quotes_inside_brackets_needs_them_there(text: str) -> None:
    """On a line of its own it needs none."""
    inside = parse_source(f"title: {{en: {text}}}\n".encode(), "f.yaml")
    alone = parse_source(f"title: {text}\n".encode(), "f.yaml")

    assert inside.tree is None or plain(inside.tree) != {"title": {"en": text}}
    assert alone.tree is not None
    assert plain(alone.tree) == {"title": text}

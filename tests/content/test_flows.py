"""The agencies' content: complete, honest about its source, nothing said by hand twice."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.flows.library import Library
from bot.flows.loader import OfficeWords, load_library
from bot.flows.nodes import Answer
from bot.texts.directions import units
from bot.texts.languages import LANGUAGES, Bilingual

Documents = Mapping[str, Any]

_FLOWS = Path(__file__).parents[2] / "flows"
_STOCK_FROM = 5  # a sentence written this often is a note or an ending of its kind
_SENTENCE_LENGTH = 20  # shorter ones, such as a lone place, are no stock
_ANSWER_LENGTH = 700  # an answer and its five siblings still make one message


def _library() -> Library:
    """The content as citizens meet it, placeholders filled."""
    offices = OfficeWords(Bilingual("المكاتب", "Offices"), Bilingual("عناوين", "Addresses"))
    loaded = load_library(_FLOWS, offices)
    assert loaded.library is not None, "\n".join(map(str, loaded.faults))
    return loaded.library


def _texts(value: Any, language: str) -> Iterator[str]:
    """Every text of one language below a value."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from (below,) if key == language and isinstance(below, str) else ()
            yield from _texts(below, language) if not isinstance(below, str) else ()
    elif isinstance(value, list):
        for below in value:
            yield from _texts(below, language)


def test_the_whole_catalogue_is_there(agencies: Documents, questions: Documents) -> None:
    """Seventeen agencies, 108 services, 553 questions."""
    services = [service for agency in agencies.values() for service in agency["menu"]]

    assert (len(agencies), len(services), len(questions)) == (17, 108, 553)


def test_nothing_claims_to_be_confirmed(documents: Documents, agencies: Documents) -> None:
    """No agency has confirmed anything yet: sample, no review dates, no verified places."""
    written = [*agencies.values(), *(s for agency in agencies.values() for s in agency["menu"])]
    offices = [office for agency in agencies.values() for office in agency["offices"]]

    assert documents["_main"]["sample"] == "true"
    assert not [node for node in written if "reviewed" in node]
    assert not [office for office in offices if office.get("verified") == "true"]


def test_every_service_says_where_it_was_read(agencies: Documents) -> None:
    """Whoever verifies a service finds the pages it rests on."""
    for name, agency in agencies.items():
        assert agency["source"], name
        assert all(service["source"] for service in agency["menu"]), name


def test_three_agencies_are_in_their_pilot(agencies: Documents) -> None:
    """The pilot notice is seen at Companies control, Customs and Water, nowhere else."""
    pilots = {name for name, agency in agencies.items() if agency.get("stage") == "pilot"}

    assert pilots == {"ccd", "customs", "water"}


def test_stock_sentences_stand_in_their_kind(questions: Documents) -> None:
    """A sentence that many answers share is written once, in `_kinds.yaml`."""
    for language in LANGUAGES:
        answers = [question.get("answer", {}).get(language, "") for question in questions.values()]
        sentences = Counter(
            sentence
            for answer in answers
            for sentence in re.split(r"(?<=[.؟?!])\s+", answer.strip())
            if len(sentence) >= _SENTENCE_LENGTH and not sentence.startswith("{")
        )
        assert [at for at in sentences.most_common() if at[1] >= _STOCK_FROM] == []


def test_every_note_of_a_kind_is_used(documents: Documents, questions: Documents) -> None:
    """A stock sentence that no answer asks for is clutter."""
    for kind in documents["_kinds"]["kinds"]:
        answers = " ".join(at["answer"]["ar"] for at in questions.values() if "answer" in at)
        for note in kind.get("notes", {}):
            assert f"{{{note}}}" in answers, note


def test_phones_and_addresses_of_an_agency_are_not_typed_again(agencies: Documents) -> None:
    """Hotline and website stand once per agency; answers say {hotline} or take a link."""
    for name, agency in agencies.items():
        phone = agency["hotline"].replace("+962", "0")
        for text in _texts(agency["menu"], "ar"):
            assert phone not in text, f"{name}: {text}"
            assert agency["website"] not in text, f"{name}: {text}"


def test_a_web_address_stands_in_no_sentence(agencies: Documents) -> None:
    """An address among words is linked with the signs around it: answers take it as their link."""
    address = re.compile(r"\b[a-z0-9-]+\.(?:jo|com|org|net)\b", re.IGNORECASE)
    for name, agency in agencies.items():
        for language in LANGUAGES:
            for text in _texts(agency["menu"], language):
                assert not address.search(text), f"{name}: {text}"


def test_each_language_is_written_in_its_script(documents: Documents) -> None:
    """Arabic texts hold Arabic letters, English ones none; digits are Western."""
    strange = re.compile(r"[\u0660-\u0669\u06f0-\u06f9\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
    for name, document in documents.items():
        for text in _texts(document, "ar"):
            assert re.search(r"[\u0621-\u064a]", text), f"{name}: {text}"
            assert not strange.search(text), f"{name}: {text}"
        for text in _texts(document, "en"):
            assert not re.search(r"[\u0600-\u06ff\U0001f000-\U0001ffff]", text), f"{name}: {text}"


def test_labels_and_answers_fit_the_platform() -> None:
    """Titles, lines under them and whole answers keep their limits in both languages."""
    for address, node in _library().nodes.items():
        for language in LANGUAGES:
            about = node.about.in_(language) if node.about else ""
            answer = node.content.text.in_(language) if isinstance(node.content, Answer) else ""
            assert units(node.title.in_(language)) <= 24, address
            assert units(about) <= 72, address
            assert units(answer) <= _ANSWER_LENGTH, address


def test_where_tells_hours_and_phone() -> None:
    """The kind's ending gives every "where" the agency's hours and its phone in one run."""
    answer = _library().nodes["cspd/passport-renew/where"].content

    assert isinstance(answer, Answer)
    assert answer.text.ar.splitlines() == [
        "في أي مكتب للأحوال المدنية والجوازات، أو عبر تطبيق سند، "
        "أو في السفارات الأردنية في الخارج.",
        "الدوام: الأحد إلى الخميس، من 8:00 صباحًا إلى 3:00 بعد الظهر، "
        "وتفتح بعض المكاتب السبت من 9:00 إلى 2:00.",
        "الهاتف: 065008080",
    ]


def test_an_emergency_names_no_other_number_than_911() -> None:
    """Who looks for help must not be sent to an office or to the contact centre."""
    for address, node in _library().nodes.items():
        if address.startswith("psd/emergency/") and isinstance(node.content, Answer):
            for language in LANGUAGES:
                numbers = set(re.findall(r"\d{3,}", node.content.text.in_(language)))
                assert numbers <= {"911"}, address
                assert not node.content.offers_nearest

"""The search on the project's own catalogue: what the README promises of it."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.release import load_release
from bot.search.index import SearchIndex

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    """The index of the real flows."""
    timezone = ZoneInfo("Asia/Amman")
    return load_release(
        ROOT / "flows", ROOT / "locales", session_timeout_s=1800, timezone=timezone
    ).index


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("شو وراق رخصة السواقة لاول مرة", "dvld/licence-first/documents"),
        ("what papers for a first driving licence?", "dvld/licence-first/documents"),
        ("بدي اجدد جوازي", "cspd/passport-renew"),
        ("رسوم تجديد جواز السفر", "cspd/passport-renew/fees"),
        ("passport renewal fees", "cspd/passport-renew/fees"),
        ("الضمان الاجتماعي", "ssc"),
        ("social security", "ssc"),
    ],
)
def test_the_examples_of_the_screens_open(index: SearchIndex, query: str, address: str) -> None:
    """What the bot itself gives as an example of a question opens at once."""
    found = index.find(query)

    assert found.is_sure
    assert found.hits[0].address == address


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("على سيارتي مخالفات", "psd/fines"),
        ("هويتي ضاعت شو اعمل", "cspd/id-lost"),
        ("بدي اشتكي على صاحب العمل", "mol/complaint"),
        ("ابني خلق مبارح كيف اسجله", "cspd/birth"),
        ("جواز مستعجل", "cspd/passport-renew"),
        ("i need to register my lease", "gam/lease"),
    ],
)
def test_what_people_say_of_their_own_things_opens(
    index: SearchIndex, query: str, address: str
) -> None:
    """«سيارتي» is a car like any other, and "I need" asks for no papers.

    A service that alone was found opens, though it lacks the question asked for.
    """
    found = index.find(query)

    assert (found.hits[0].address, found.is_sure) == (address, True)


def test_licensing_a_car_is_not_selling_it(index: SearchIndex) -> None:
    """A keyword with a pronoun («بعت سيارتي») does not own the word."""
    assert index.find("سيارتي بدها ترخيص").hits[0].address == "dvld/vehicle-renew"


@pytest.mark.parametrize("query", ["رخصه", "licence"])
@pytest.mark.parametrize("near", ["", "dvld"])
def test_a_licence_may_be_many_things(index: SearchIndex, query: str, near: str) -> None:
    """A bare word gets six services, the likeliest first, in the same order in both languages.

    So too at the agency of most of them: business and building licences keep their places.
    """
    found = index.find(query, near)

    assert not found.is_sure
    assert [hit.address for hit in found.hits] == [
        "dvld/licence-first",
        "dvld/licence-renew",
        "dvld/vehicle-renew",
        "gam/business-new",
        "gam/building",
        "dvld/international",
    ]


def test_every_service_is_found_by_its_own_titles(index: SearchIndex) -> None:
    """A title typed as it stands, in either language, has its service among the first three."""
    missed = [
        title
        for document in index.documents
        for title in (document.titles.ar, document.titles.en)
        if document.address not in [hit.service for hit in index.find(title).hits[:3]]
    ]

    assert missed == []


@pytest.mark.parametrize(
    "query",
    [
        *["رخصة صيدلية", "شهادة خبرة من الشركة", "تجديد عضوية النادي", "تصريح تصوير", "ترخيص مصنع"],
        *["نقل عفش داخل عمان", "عقد بيع موبايل", "تامين على الحياة", "دعم المزارعين", "قرض زراعي"],
        *["جواز سفر سوري", "residency in dubai", "work permit in germany", "تغيير الاسم الاول"],
        *["الدفاع عن النفس", "سعر الذهب اليوم", "speed test", "water park tickets", "car wash"],
        *["شكوى على شركة انترنت", "شو معنى اسم ليان", "ضاعت شنطتي بالمطار", "عداد كهرباء جديد"],
        *["house for rent in abdoun", "سيارة هونداي للبيع نظيفة", "who is the prime minister"],
    ],
)
def test_near_misses_open_nothing(index: SearchIndex, query: str) -> None:
    """What shares words with a service and is not it gets a list of guesses at most."""
    assert not index.find(query).is_sure


@pytest.mark.parametrize(
    "query",
    [
        *["بدي بيتزا", "مين فاز بالمباراة", "كيف الطقس", "احكيلي نكتة", "شو اسمك", "صباح الفل"],
        *["رخصة سلاح", "تجديد اشتراك نتفلكس", "register to vote", "patent application"],
        *[
            "nasılsın bugün",
            "asdkjfh qwoeiru",
            "zxcvbnm",
            "how are you today",
            "شقة مفروشة للايجار",
        ],
    ],
)
def test_what_the_catalogue_has_not_got_finds_nothing(index: SearchIndex, query: str) -> None:
    """Small talk, offers, other matters and noise are not even guessed at."""
    assert index.find(query).hits == ()


def test_the_language_of_words_is_what_the_search_hears(index: SearchIndex) -> None:
    """It is told without a search where none is needed, and never otherwise than with one."""
    slips = ["j[]d] [,h. hgstv", "حشسسحخقف قثىثصشم", "v]sm hgs,hri", "asdkjfh", "what time is it"]
    texts = {
        *slips,
        *(title for at in index.documents for title in (at.titles.ar, at.titles.en)),
        *(word for at in index.documents for word in (*at.keywords_en, *at.keywords_arabizi)),
    }
    heard = {text: (index.find(text).language, index.find(text).hits) for text in texts}
    told = {text: index.language_of(text) for text in texts}

    assert told == {
        text: language if language == "en" or hits else None
        for text, (language, hits) in heard.items()
    }
    assert set(told.values()) == {"ar", "en", None}

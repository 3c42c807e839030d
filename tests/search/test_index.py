"""Searching: from citizens' own words to services and their questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.index import MOST_HITS, SearchIndex
from tests.search.catalogue import DOCUMENTS, KINDS, service

INDEX = SearchIndex(DOCUMENTS, KINDS)


def opened(query: str, near: str = "") -> str:
    """The address a query opens at once; "" when it opens none."""
    found = INDEX.find(query, near)
    return found.hits[0].address if found.is_sure else ""


def found_services(query: str, near: str = "") -> list[str]:
    """The services that a query finds, best first."""
    return [hit.service for hit in INDEX.find(query, near).hits]


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("تجديد جواز السفر", "cspd/passport-renew"),
        ("بدي اجدد جوازي", "cspd/passport-renew"),
        ("تَجْدِيدُ جـــوازِ السَّفَر", "cspd/passport-renew"),
        ("باسبوري خلص", "cspd/passport-renew"),
        ("جوازي ضاع", "cspd/passport-lost"),
        ("وين بطلع رخصة سواقه اول مره", "dvld/licence-first"),
        ("ترخيص سيارتي بدي اجدده", "dvld/vehicle-renew"),
        ("تجدبد الهويه", "cspd/id-renew"),
        ("شهاده حسن سلوم", "psd/conduct"),
        ("I lost my passport", "cspd/passport-lost"),
        ("please renew my pasport", "cspd/passport-renew"),
        ("birth certficate", "cspd/birth"),
        ("bde ajadded jawaz el safar", "cspd/passport-renew"),
        ("mo5alafet el seir", "psd/fines"),
        ("تجديد passport", "cspd/passport-renew"),
        ("تجديدpassport", "cspd/passport-renew"),
        ("j[]d] [,h. hgstv", "cspd/passport-renew"),
        ("حشسسحخقف قثىثصشم", "cspd/passport-renew"),
        ("911", "psd/emergency"),
        ("الأحوال المدنية والجوازات", "cspd"),
        ("public security", "psd"),
    ],
)
def test_a_clear_query_opens_its_service(query: str, address: str) -> None:
    """Dialect, marks, typing errors, English, Arabizi, mixed scripts and the wrong keyboard."""
    assert opened(query) == address


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("رسوم تجديد جواز السفر", "cspd/passport-renew/fees"),
        ("شو وراق رخصة السواقة لاول مرة", "dvld/licence-first/documents"),
        ("what papers for a first driving licence?", "dvld/licence-first/documents"),
        ("how much is passport renewal", "cspd/passport-renew/fees"),
        ("adesh tajdeed el jawaz", "cspd/passport-renew/fees"),
        ("ما هي رسوم تجديد الهوية", "cspd/id-renew/fees"),
    ],
)
def test_a_named_question_leads_straight_to_its_answer(query: str, address: str) -> None:
    """A recurring question named in the query opens that question, the most telling one."""
    assert opened(query) == address


def test_words_of_a_service_itself_ask_for_no_question() -> None:
    """«كم» in the service's own keyword «كم علي مخالفات» does not ask for its fees."""
    assert opened("كم علي مخالفات") == "psd/fines"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("شو الأوراق", "documents"),
        ("how much is it please", "fees"),
        ("رسوم تجديد جواز السفر", None),
        ("كم علي مخالفات", None),
        ("بدي", None),
        ("", None),
    ],
)
def test_a_question_may_be_all_that_a_query_names(query: str, kind: str | None) -> None:
    """Such a query finds no service: every one of them has fees and papers."""
    assert INDEX.kind_alone(query) == kind
    assert kind is None or INDEX.find(query).hits == ()


@pytest.mark.parametrize("query", ["جواز", "passport", "رخصه", "licence", "شهادة", "jawaz"])
def test_a_word_of_many_services_lists_them(query: str) -> None:
    """What several services answer opens none of them."""
    found = INDEX.find(query)

    assert not found.is_sure
    assert 2 <= len(found.hits) <= MOST_HITS


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "هخقعتش",
        "asdf qwer",
        "طططط",
        "👍",
        "كيف الطقس بكرا",
        "tell me a joke",
        "شو في",
        "\ud800",
        "-1",
        "...",
        "مرحبا",
        "hello",
        "انت حمار",
        "i love you",
    ],
)
def test_what_is_no_request_finds_nothing(query: str) -> None:
    """Noise, greetings and other talk give no hits, so that nothing is opened by accident."""
    found = INDEX.find(query)

    assert found.hits == ()
    assert not found.is_sure


@pytest.mark.parametrize(
    "query",
    [
        "السلام عليكم ورحمة الله وبركاته، انا مواطن عايش بقطر من عشر سنين واشتغل بشركة مقاولات، "
        "وسمعت انه بالسفارة موظفين جدد، المهم جواز سفري منتهي وبدي اجدده قبل العطلة واسافر",
        "hello, I live in Doha with two toddlers and a grumpy parrot, the school has closed, our "
        "landlord renovates the kitchen, and now my passport has expired, so please renew it",
    ],
)
def test_a_story_is_asked_in_few_of_its_words(query: str) -> None:
    """The passage that names a service finds it, however much is told around it."""
    assert found_services(query)[0] == "cspd/passport-renew"


def test_a_story_opens_nothing_where_two_passages_ask_for_two_things() -> None:
    """What stands far apart in a long message is not weighed as one request."""
    story = "رحنا عالبحر مع ناس لطيفين وشفنا غروب حلو والبحر هادي ولعبنا"
    found = INDEX.find(f"جوازي ضاع {story} وصار علينا مخالفات سير")

    assert not found.is_sure
    assert {"cspd/passport-lost", "psd/fines"} <= {hit.service for hit in found.hits}


@pytest.mark.parametrize(
    "query",
    [
        "يا استاذ الله يسعدك تجديد جواز السفر لو تكرمت",
        "dear team, I hope this finds you well, passport renewal please, many thanks",
        "تجديد جواز السفر باربد الاسبوع الجاي",
    ],
)
def test_manners_places_and_times_ask_for_nothing(query: str) -> None:
    """Small talk around a request neither hides it nor makes it unsure."""
    assert opened(query) == "cspd/passport-renew"


@pytest.mark.parametrize(
    "query", ["رخصة سلاح", "fishing licence", "شهادة جنسية", "تجديد اشتراك نتفلكس", "سيارة للبيع"]
)
def test_a_topic_of_its_own_finds_nothing(query: str) -> None:
    """A word known to mean something that no service here has outweighs the words around it."""
    assert found_services(query) == []


def test_what_the_catalogue_has_is_no_topic_of_its_own() -> None:
    """As soon as a service is about it, the word finds that service."""
    weapons = service("psd/weapons", "رخصة سلاح", "Weapon licence")

    assert SearchIndex([*DOCUMENTS, weapons], KINDS).find("رخصة سلاح").is_sure


def test_another_country_makes_a_request_doubtful() -> None:
    """A citizen of elsewhere, or who goes there, is shown what there is, and nothing is opened."""
    assert opened("شهادة ميلاد") == "cspd/birth"
    assert opened("شهادة ميلاد سورية") == ""
    assert found_services("شهادة ميلاد سورية") == ["cspd/birth"]


@pytest.mark.parametrize(
    "query",
    ["الطوارئ تبع النهر", "حسن الضيافة", "قيادة دراجة هوائية", "conduct an orchestra"],
)
def test_one_word_of_a_name_opens_nothing(query: str) -> None:
    """A service is opened for what names it, not for a word that its name shares."""
    assert opened(query) == ""


def test_a_word_joined_to_its_preposition_in_a_keyword_is_the_word_itself() -> None:
    """An author's «كشف لرخصة وحافلة» speaks of a رخصة and of a حافلة."""
    index = SearchIndex([service("x/check", "كشف لرخصة ومهن", "Check")], ())

    assert index.find("رخصة مهن").hits


def test_keys_of_the_other_keyboard_are_preferred_to_mere_sounds() -> None:
    """«hgsdv» sounds like something to somebody; typed as السير it is known."""
    assert found_services("lohgthj hgsdv")[0] == "psd/fines"


def test_services_for_lost_papers_come_after_the_others() -> None:
    """A query that speaks of no loss seldom means the replacement."""
    addresses = [hit.address for hit in INDEX.find("جواز").hits]

    assert addresses.index("cspd/passport-lost") > addresses.index("cspd/passport-renew")


def test_the_current_agency_is_preferred_not_required() -> None:
    """Near an agency its best service comes forward; those of others are found and opened too."""
    assert found_services("تجديد")[0] == "cspd/passport-renew"
    assert found_services("تجديد", "dvld")[0] == "dvld/licence-renew"
    assert sorted(found_services("تجديد", "dvld")) == sorted(found_services("تجديد"))
    assert opened("مخالفات السير", "cspd") == "psd/fines"


def test_an_agency_does_not_crowd_out_the_others() -> None:
    """Near an agency one of its services comes forward; the rest stand where they always do."""
    anywhere, near = found_services("تجديد"), found_services("تجديد", "dvld")

    anywhere.remove("dvld/licence-renew")
    assert near[1:] == anywhere


@pytest.mark.parametrize("query", ["تجديد", "تجديد رخصة", "renewal", "شهادة"])
@pytest.mark.parametrize("agency", ["cspd", "dvld", "psd"])
def test_being_near_an_agency_opens_nothing_by_itself(query: str, agency: str) -> None:
    """What is not sure anywhere is not sure near an agency: its list is shown, nothing opened."""
    assert opened(query) == ""
    assert opened(query, agency) == ""


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("تجديد جواز", "ar"),
        ("passport renewal", "en"),
        ("tajdeed jawaz", "ar"),
        ("pasport renewl", "en"),
        ("hello", None),
        ("asdf qwer", None),
    ],
)
def test_the_words_understood_speak_for_a_language(query: str, language: str | None) -> None:
    """Arabic letters and Arabizi speak for Arabic, English words for English."""
    assert INDEX.find(query).language == language


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_no_text_raises_and_the_same_text_finds_the_same(query: str) -> None:
    """Whatever is typed, hits are few, known, and distinct; the same query, the same hits."""
    found = INDEX.find(query)
    services = [hit.service for hit in found.hits]

    assert len(services) == len(set(services)) <= MOST_HITS
    assert set(services) <= {document.address for document in DOCUMENTS}
    assert not found.is_sure or services
    assert INDEX.find(query) == found


def test_an_empty_catalogue_finds_nothing() -> None:
    """A library without services is searched like any other."""
    assert SearchIndex((), ()).find("تجديد جواز").hits == ()

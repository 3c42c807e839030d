"""A small catalogue to search: a few services of three agencies, and three recurring questions."""

from bot.search.documents import Document, KindWords
from bot.texts.languages import Bilingual

KINDS = (
    KindWords("documents", ("وثائق", "اوراق", "وراق"), ("papers", "what do i need"), ("awra2",)),
    KindWords("fees", ("رسوم", "كم بتكلف", "كم"), ("fees", "how much"), ("adesh",)),
    KindWords("about", ("ما هي", "شو هي"), ("what is",), ("shu hiyeh",)),
)


def agency(id_: str, ar: str, en: str) -> Document:
    """An agency as a whole."""
    return Document(id_, id_, Bilingual(ar, en))


def service(
    address: str, ar: str, en: str, about: str = "", keywords: tuple[str, ...] = ()
) -> Document:
    """A service with the three recurring questions; Latin keywords with a digit are Arabizi."""
    return Document(
        address,
        address.partition("/")[0],
        Bilingual(ar, en),
        abouts=Bilingual(about, ""),
        keywords_ar=tuple(word for word in keywords if not word.isascii()),
        keywords_en=tuple(word for word in keywords if word.isascii() and word.isalpha()),
        keywords_arabizi=tuple(word for word in keywords if word.isascii() and not word.isalpha()),
        kinds={kind.id: f"{address}/{kind.id}" for kind in KINDS},
    )


DOCUMENTS = (
    agency("cspd", "الأحوال المدنية والجوازات", "Civil status and passports"),
    agency("dvld", "ترخيص السواقين والمركبات", "Driver and car licensing"),
    agency("psd", "الأمن العام", "Public security"),
    service("cspd/passport-first", "جواز سفر لأول مرة", "First passport", "إصدار جواز جديد"),
    service("cspd/passport-renew", "تجديد جواز السفر", "Passport renewal", "الجواز المنتهي"),
    service("cspd/passport-lost", "جواز بدل فاقد أو تالف", "Lost passport"),
    service("cspd/id-renew", "تجديد الهوية", "ID renewal", "بطاقة الأحوال"),
    service("cspd/birth", "شهادة ميلاد", "Birth certificate", "تسجيل المولود"),
    service("dvld/licence-first", "رخصة قيادة لأول مرة", "First driving licence"),
    service("dvld/licence-renew", "تجديد رخصة القيادة", "Driving licence renewal"),
    service("dvld/vehicle-renew", "تجديد رخصة المركبة", "Vehicle licence renewal"),
    service(
        "psd/fines", "مخالفات السير", "Traffic fines", "", ("كم علي مخالفات", "mo5alafat seer")
    ),
    service("psd/conduct", "شهادة حسن سلوك", "Good conduct certificate"),
    service("psd/emergency", "الطوارئ 911", "Emergency 911"),
)

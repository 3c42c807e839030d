"""Which sheets there are and what each column holds: read by export, import and the guide."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

from bot.flows.nodes import Stage
from bot.flows.schema.values import (
    ABOUT_UNITS,
    ANSWER_UNITS,
    KEYWORD_UNITS,
    LABEL_UNITS,
    LINE_UNITS,
    NAME_UNITS,
)

Form = Literal["id", "line", "text", "words", "phone", "day", "url", "number", "flag", "choice"]
SheetName = Literal["agencies", "services", "questions", "offices"]
STAGES: tuple[str, ...] = get_args(Stage)
NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `path` leads from a node to the value; it is empty where the key is no value.

    A `required` column may not be left empty in a new row, nor be emptied in an old one.
    """

    key: str
    en: str
    ar: str
    form: Form
    path: tuple[str, ...] = ()
    width: int = 18
    limit: int = 0
    note_en: str = ""
    note_ar: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """What stands in the first row of a workbook."""
        return f"{self.ar}\n{self.en}"


# A dataclass without slots: `cached_property` needs the room.
@dataclass(frozen=True)
class Sheet:
    """One sheet: its columns in order; the first say which row it is."""

    name: SheetName
    ar: str
    columns: tuple[Column, ...]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}

    @cached_property
    def values(self) -> tuple[Column, ...]:
        """The columns that hold a value of the node, and not its place."""
        return tuple(column for column in self.columns if column.path)


def _pair(key: str, en: str, ar: str, form: Form, width: int, limit: int) -> tuple[Column, Column]:
    """A text in both languages, side by side."""
    arabic = Column(f"{key}_ar", f"{en} (Arabic)", f"{ar} بالعربية", form, (key, "ar"))
    english = Column(f"{key}_en", f"{en} (English)", f"{ar} بالإنجليزية", form, (key, "en"))
    note_en, note_ar = f"At most {limit} characters.", f"{limit} حرفًا على الأكثر."
    sized = (replace(column, width=width, limit=limit) for column in (arabic, english))
    first, second = (replace(column, note_en=note_en, note_ar=note_ar) for column in sized)
    return first, second


def _required(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(replace(column, required=True) for column in columns)


def _words(key: str, en: str, ar: str) -> Column:
    return Column(
        f"keywords_{key}", f"Keywords ({en})", f"كلمات البحث {ar}", "words", ("keywords", key), 30,
        note_en=f"Other words people use, with commas between them. At most {KEYWORD_UNITS} "
        "characters each.",
        note_ar=f"كلمات أخرى يستعملها الناس، بينها فواصل. {KEYWORD_UNITS} حرفًا للكلمة.",
    )  # fmt: skip


_TITLE = _pair("title", "Title", "العنوان", "line", 26, LABEL_UNITS)
_NAME = _pair("name", "Long name", "الاسم الكامل", "line", 34, NAME_UNITS)
_ABOUT = _pair("about", "Description", "الوصف", "line", 40, ABOUT_UNITS)
_HOURS = _pair("hours", "Hours", "الدوام", "line", 40, LINE_UNITS)
_ADDRESS = _pair("address", "Address", "العنوان المكاني", "line", 34, LINE_UNITS)
_ANSWER = _pair("answer", "Answer", "الجواب", "text", 60, ANSWER_UNITS)
_KEYWORDS = (
    _words("ar", "Arabic", "بالعربية"),
    _words("en", "English", "بالإنجليزية"),
    _words("arabizi", "Arabizi", "بالعربيزي"),
)
_STAGE = Column(
    "stage", "Stage", "المرحلة", "choice", ("stage",), 11, choices=STAGES,
    note_en="draft and invited are not shown, pilot is shown with a notice; empty means live.",
    note_ar="draft وinvited لا تظهران، وpilot تظهر مع تنبيه، والفارغ يعني live.",
)  # fmt: skip
_OWNER = Column("owner", "Owner", "المسؤول", "line", ("owner",), 20)
_SOURCE = Column("source", "Source", "المصدر", "line", ("source",), 34)
_DAY_EN, _DAY_AR = "A date, or YYYY-MM-DD.", "تاريخ، أو سنة-شهر-يوم بأربعة أرقام ورقمين ورقمين."
_REVIEW = (
    Column(
        "reviewed", "Confirmed on", "تاريخ التأكيد", "day", ("reviewed",), 14,
        note_en=f"When the agency last confirmed it. {_DAY_EN}",
        note_ar=f"متى أكدته الجهة آخر مرة. {_DAY_AR}",
    ),
    Column(
        "review_by", "Confirm again by", "موعد المراجعة", "day", ("review_by",), 18,
        note_en=_DAY_EN, note_ar=_DAY_AR,
    ),
)  # fmt: skip
_PROVENANCE = (_STAGE, _OWNER, _SOURCE, *_REVIEW)
_ID_EN = "Letters a-z, digits and hyphens. Never change one that is there; leave it empty for a new"
_ID_AR = "أحرف a-z وأرقام وشرطات. لا تغيّر الموجود، واترك الخانة فارغة لكل"


def _id(key: str, en: str, ar: str, new_ar: str) -> Column:
    note_en = f"{_ID_EN} {key}: it is made from the English title."
    note_ar = f"{_ID_AR} {new_ar}: يُشتق من العنوان الإنجليزي."
    return Column(key, en, ar, "id", (), 20, note_en=note_en, note_ar=note_ar)


_AGENCY = Column(
    "agency", "Agency", "الجهة", "choice", (), 14, required=True,
    note_en="The agency's id, as in the sheet agencies.", note_ar="رمز الجهة كما في ورقة agencies.",
)  # fmt: skip
_SERVICE = Column(
    "service", "Service", "الخدمة", "choice", (), 20,
    note_en="The service's id, or the English title of a new one. Empty: of the agency itself.",
    note_ar="رمز الخدمة، أو العنوان الإنجليزي لخدمة جديدة. الفارغ: للجهة نفسها.",
)  # fmt: skip
_PHONE_EN = 'Digits, with "+" and country code for a number abroad. Keep the cell a text.'
_PHONE_AR = "أرقام فقط. أبقِ الخلية نصًا كي لا يضيع الصفر الأول."

# For reading alone: its head in brackets is that of a column of notes, which no import reads.
MORE = Column(
    "(more)", "(also in the file)", "(في الملف أيضًا)", "line", (), 22,
    note_en="What the file says of this row and no sheet shows. It stays; change it there.",
    note_ar="ما يقوله الملف عن هذا السطر ولا تعرضه الورقة. يبقى كما هو، ويُغيَّر هناك.",
)  # fmt: skip

AGENCIES = Sheet("agencies", "الجهات", (
    _id("agency", "Agency", "رمز الجهة", "جهة جديدة"), *_required(_TITLE), *_NAME, *_ABOUT,
    *_KEYWORDS,
    Column("hotline", "Phone", "الهاتف", "phone", ("hotline",), 17, note_en=_PHONE_EN,
           note_ar=_PHONE_AR, required=True),
    Column("website", "Website", "الموقع", "url", ("website",), 30, required=True,
           note_en="Begins with https://", note_ar="يبدأ بـ https://"),
    *_required(_HOURS), *_PROVENANCE, MORE,
))  # fmt: skip
SERVICES = Sheet("services", "الخدمات", (
    _AGENCY, _id("service", "Service", "رمز الخدمة", "خدمة جديدة"),
    *_required(_TITLE), *_NAME, *_ABOUT, *_KEYWORDS, *_PROVENANCE,
    MORE,
))  # fmt: skip
QUESTIONS = Sheet("questions", "الأسئلة", (
    _AGENCY, _SERVICE,
    Column("kind", "Recurring question", "السؤال المتكرر", "choice", (), 18,
           note_en="One of the sheet kinds: it brings title and keywords.",
           note_ar="من ورقة kinds: يأتي بالعنوان وكلمات البحث."),
    _id("question", "Own question", "سؤال خاص", "سؤال جديد"),
    *_TITLE, *_ANSWER,
    Column("link", "Link", "الرابط", "url", ("link",), 30, note_en="Begins with https://",
           note_ar="يبدأ بـ https://"),
    Column("offices", "Nearest office", "أقرب مكتب", "choice", ("offices",), 12,
           choices=(NEAREST,), note_en="nearest adds the row \"nearest office\".",
           note_ar="nearest تضيف خيار «أقرب مكتب»."),
    Column("goto", "Leads to", "يقود إلى", "id", (), 26,
           note_en="Instead of a question of its own: an address such as moj/non-conviction.",
           note_ar="بدل سؤال خاص: عنوان مثل moj/non-conviction."),
    *_KEYWORDS, *_NAME, *_ABOUT, *_PROVENANCE,
    Column("under", "Under question", "تحت سؤال", "id", (), 18,
           note_en="Only for questions under a question: the id of the one above.",
           note_ar="للأسئلة المتفرعة من سؤال فقط: رمز السؤال الأعلى."),
    MORE,
))  # fmt: skip
OFFICES = Sheet("offices", "المكاتب", (
    _AGENCY, _id("office", "Office", "رمز المكتب", "مكتب جديد"),
    *_required(_NAME), *_TITLE, *_required(_ADDRESS),
    Column("latitude", "Latitude", "خط العرض", "number", ("at", "0"), 12, required=True,
           note_en="Such as 31.9525", note_ar="مثل 31.9525"),
    Column("longitude", "Longitude", "خط الطول", "number", ("at", "1"), 12, required=True,
           note_en="Such as 35.9105", note_ar="مثل 35.9105"),
    Column("verified", "Place verified", "الموقع مؤكد", "flag", ("verified",), 12,
           choices=("true", "false"), note_en="true once somebody has been there.",
           note_ar="true بعد التحقق من الموقع."),
    *_HOURS,
    Column("phone", "Phone", "الهاتف", "phone", ("phone",), 17, note_en=_PHONE_EN,
           note_ar=_PHONE_AR),
    _OWNER, _SOURCE, MORE,
))  # fmt: skip
SHEETS: tuple[Sheet, ...] = (AGENCIES, SERVICES, QUESTIONS, OFFICES)
BY_NAME: dict[str, Sheet] = {sheet.name: sheet for sheet in SHEETS}

# For reading alone: what the questions' `kind` may be. Changes here are not taken over.
KINDS_NAME, KINDS_AR = "kinds", "الأسئلة المتكررة"
GUIDE_NAME = "how to · كيف"

"""A generated catalogue of any size, in the format authors write, for benches and scale tests."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

AGENCIES = 17
KINDS = ("about", "documents", "fees", "steps", "online")

_MAIN = """agencies: [{agencies}]
contact_phone: "065008080"
sample: true
"""
_KIND = """  - id: {id}
    title: {{ar: سؤال {id}, en: Question {id}}}
    keywords: {{ar: [{id}], en: [{id}]}}
"""
_AGENCY = """flow: {id}
title: {{ar: جهة {id}, en: Agency {id}}}
name: {{ar: اسم الجهة الطويل {id}, en: The long name of agency {id}}}
about: {{ar: ما تقدمه الجهة {id}, en: What agency {id} does}}
hotline: "+96265008080"
website: https://{id}.example.jo
hours: {{ar: "الأحد إلى الخميس، من 8:00 إلى 3:00", en: "Sunday to Thursday, 8:00 to 3:00"}}
offices:
  - id: head
    name: {{ar: المكتب الرئيسي, en: Head office}}
    address: {{ar: عمّان, en: Amman}}
    at: [31.95, 35.93]
menu:
"""
_SERVICE = """  - id: {id}
    title: {{ar: خدمة {id}, en: Service {id}}}
    about: {{ar: وصف قصير لخدمة {id}, en: A short line about service {id}}}
    keywords: {{ar: [{ar}], en: [{en}]}}
    menu:
"""
_QUESTION = """      - kind: {kind}
        answer:
          ar: |
            {ar}
            الهاتف: {{hotline}}
          en: |
            {en}
            Phone: {{hotline}}
"""
_ARABIC = ("هوية", "رخصة", "جواز", "شهادة", "وثيقة", "رسم", "مكتب", "طلب", "موعد", "عقد", "دفتر")
_ENGLISH = (
    "card",
    "licence",
    "passport",
    "form",
    "paper",
    "fee",
    "office",
    "visit",
    "deed",
    "book",
)


def make_catalogue(folder: Path, services: int = 2000, seed: int = 1) -> int:
    """Write flow files with that many services of five questions each; returns their states.

    Equal arguments write equal bytes. The built-in states of the machine are not counted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = Random(seed)
    names = [f"agency-{number}" for number in range(AGENCIES)]
    _write(folder / "_main.yaml", _MAIN.format(agencies=", ".join(names)))
    _write(folder / "_kinds.yaml", "kinds:\n" + "".join(_KIND.format(id=kind) for kind in KINDS))
    for number, name in enumerate(names):
        count = len(range(number, services, AGENCIES))
        lines = "".join(_services(count, chance))
        _write(folder / f"{name}.yaml", _AGENCY.format(id=name) + lines)
    return 1 + AGENCIES * 3 + services * (1 + len(KINDS))


def _services(count: int, chance: Random) -> Iterator[str]:
    for number in range(count):
        yield _SERVICE.format(
            id=f"service-{number}", ar=_words(_ARABIC, 3, chance), en=_words(_ENGLISH, 3, chance)
        )
        for kind in KINDS:
            yield _QUESTION.format(
                kind=kind, ar=_words(_ARABIC, 30, chance), en=_words(_ENGLISH, 30, chance)
            )


def _words(among: tuple[str, ...], count: int, chance: Random) -> str:
    return " ".join(chance.choices(among, k=count))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")

"""A catalogue of plain services, an answer each: what a government begins with."""

from collections.abc import Iterator
from pathlib import Path

from bench.enlarged import coined_words

AGENCIES = 20
GROUPS = 10  # of each agency, ten services at most in each
_MOST = AGENCIES * GROUPS * 10

_MAIN = """agencies: [{agencies}]
contact_phone: "065008080"
sample: true
feedback: true
"""
_AGENCY = """flow: {id}
title: {{ar: وزارة {ar}, en: Ministry {en}}}
name: {{ar: وزارة {ar}, en: Ministry of {en}}}
about: {{ar: خدمات {ar}, en: What {en} does}}
hotline: "+96265008080"
website: https://{id}.example.jo
hours: {{ar: "الأحد إلى الخميس", en: "Sunday to Thursday"}}
menu:
"""
_GROUP = """  - id: {id}
    title: {{ar: باب {ar}, en: Group {en}}}
    menu:
"""
_SERVICE = """      - id: {id}
        title: {{ar: خدمة {ar}, en: Service {en}}}
        answer:
          ar: اذهب إلى {ar} في مكتب الخدمات
          en: Go to {en} at the office
"""


def plain_flows(folder: Path, services: int = 2000) -> None:
    """Write flows of so many services, 2,000 at most. Equal arguments write equal bytes."""
    if services > _MOST:
        message = f"{_MOST} plain services at most"
        raise ValueError(message)
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"agency-{number}" for number in range(AGENCIES)]
    _write(folder / "_main.yaml", _MAIN.format(agencies=", ".join(names)))
    for number, name in enumerate(names):
        arabic, english = coined_words(number)
        text = _AGENCY.format(id=name, ar=arabic, en=english)
        own = range(number, services, AGENCIES)
        _write(folder / f"{name}.yaml", text + "".join(_groups(own)))


def _groups(services: range) -> Iterator[str]:
    for first in range(0, len(services), 10):
        arabic, english = coined_words(services[first])
        yield _GROUP.format(id=f"group-{services[first]}", ar=arabic, en=english)
        for number in services[first : first + 10]:
            arabic, english = coined_words(number)
            yield _SERVICE.format(id=f"service-{number}", ar=arabic, en=english)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")

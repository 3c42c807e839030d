"""A library of few words: a bot that serves it starts in half the time."""

from collections.abc import Sequence
from pathlib import Path

from tests.support.bots import ROOT

AGENCIES = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot")
_MAIN = 'agencies: [{names}]\ncontact_phone: "065008080"\ncalling_code: "962"\nfeedback: true\n'
_AGENCY = """flow: {name}
title: {{ar: جهة {number}, en: Agency {name}}}
about: {{ar: وصف الجهة, en: About the agency}}
website: https://example.org
hotline: "+96265000000"
hours: {{ar: من الأحد إلى الخميس, en: Sunday to Thursday}}
source: made up
menu:
  - id: service
    title: {{ar: خدمة {number}, en: Service {name}}}
    source: made up
    menu:
      - kind: fees
        answer: {{ar: دينار واحد., en: One dinar.}}
      - kind: where
        answer: {{ar: في المكتب., en: At the office.}}
"""


def write_small_flows(folder: Path, agencies: Sequence[str] = AGENCIES) -> Path:
    """Write agencies of one service each into `folder` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = (ROOT / "flows" / "_kinds.yaml").read_text(encoding="utf-8")
    (folder / "_kinds.yaml").write_text(kinds, encoding="utf-8")
    (folder / "_main.yaml").write_text(_MAIN.format(names=", ".join(agencies)), encoding="utf-8")
    for number, name in enumerate(agencies, start=1):
        text = _AGENCY.format(name=name, number=number)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder

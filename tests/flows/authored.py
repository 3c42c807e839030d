"""A small sound catalogue, to be written to a folder and spoiled in one place at a time."""

from pathlib import Path

from bot.flows.library import Library
from bot.flows.loader import Loaded, OfficeWords, load_library
from bot.texts.languages import Bilingual

OFFICE_WORDS = OfficeWords(
    title=Bilingual("المكاتب والدوام", "Offices and hours"),
    about=Bilingual("العناوين والهاتف", "Addresses and phone"),
)

FILES = {
    "_main.yaml": """\
agencies: [moj, gam]
contact_phone: "+96265008080"
sample: true
""",
    "_kinds.yaml": """\
kinds:
  - id: fees
    title: {ar: الرسوم والمدة, en: Fees and time}
    keywords: {ar: [رسوم], en: [fees], arabizi: [rsoom]}
    notes:
      confirm_fee: {ar: تأكد من الرسم., en: Confirm the fee.}
  - id: where
    title: {ar: أين ومتى؟, en: Where and when?}
    ending:
      ar: |
        الدوام: {hours}
        الهاتف: {hotline}
      en: |
        Hours: {hours}
        Phone: {hotline}
  - id: online
    title: {ar: الرابط الإلكتروني, en: Online link}
    answer:
      ar: قدّم لدى {agency}.
      en: Apply at {agency}.
""",
    "_emergencies.yaml": """\
emergencies:
  - id: danger
    phone: "911"
    answer: {ar: اتصل., en: Call.}
    service: gam/building
    alone: {ar: [نجدة], en: [ambulance]}
  - id: despair
    phone: "911"
    answer: {ar: لست وحدك., en: You are not alone.}
    within: {ar: [بدي اموت], en: [want to die], arabizi: [bedi amoot]}
""",
    "moj.yaml": """\
flow: moj
title: {ar: العدل, en: Justice}
name: {ar: وزارة العدل, en: Ministry of Justice}
about: {ar: شهادات ووكالات, en: Certificates and deeds}
hotline: "+96264603630"
website: https://www.moj.gov.jo
hours: {ar: "الأحد إلى الخميس", en: "Sunday to Thursday"}
offices:
  - id: amman
    name: {ar: قصر العدل, en: Palace of Justice}
    address: {ar: العبدلي, en: Abdali}
    at: [31.96, 35.91]
menu:
  - id: non-conviction
    title: {ar: عدم محكومية, en: Non-conviction}
    reviewed: 2026-11-01
    moved_from: [moj/certificate]
    menu:
      - kind: fees
        answer:
          ar: ديناران. {confirm_fee}
          en: Two dinars. {confirm_fee}
      - kind: where
        answer: {ar: في أي محكمة., en: At any court.}
        offices: nearest
      - kind: online
  - id: deed
    title: {ar: سند وكالة, en: Deed}
    menu:
      - kind: fees
        answer: {ar: خمسة دنانير., en: Five dinars.}
      - goto: gam/building
""",
    "gam.yaml": """\
flow: gam
stage: pilot
title: {ar: أمانة عمان, en: Amman}
hotline: "117180"
website: https://www.amman.jo
hours: {ar: كل يوم, en: Every day}
menu:
  - id: building
    title: {ar: رخصة بناء, en: Building permit}
    menu:
      - id: new
        title: {ar: جديدة, en: New}
        answer: {ar: اكتب طلبًا., en: Write a request.}
        link: https://www.amman.jo/permits
      - kind: online
  - goto: moj/deed/fees
""",
}


def write_flows(folder: Path, changes: dict[str, str] | None = None) -> Path:
    """Write the catalogue, with some files replaced or added; an empty text leaves a file out."""
    folder.mkdir(exist_ok=True)
    for name, text in {**FILES, **(changes or {})}.items():
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def spoiled(name: str, old: str, new: str) -> dict[str, str]:
    """One file with its first `old` replaced."""
    assert old in FILES[name], f"{old!r} is not in {name}"
    return {name: FILES[name].replace(old, new, 1)}


def load(folder: Path) -> Loaded:
    """Load a folder under the test's office words."""
    return load_library(folder, OFFICE_WORDS)


def load_sound(folder: Path) -> Library:
    """The library of a folder that must have no fault."""
    loaded = load(folder)
    assert loaded.library is not None, [str(fault) for fault in loaded.faults]
    return loaded.library


def told(folder: Path) -> list[str]:
    """The faults of a folder without its path: `file:line:column: code message`."""
    return [str(fault).removeprefix(f"{folder}/") for fault in load(folder).faults]

"""`check` finds every mistake in flows and locales, and only those that were asked for."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from bench.plain import plain_flows
from bot.authoring.checking.check import check_flows
from bot.authoring.checking.fault_formats import as_annotations
from bot.authoring.checking.locales import locale_faults
from bot.errors import FlowError
from bot.flows.faults import Fault
from bot.flows.nodes import Place
from bot.texts.languages import LANGUAGES, Language
from bot.texts.phrases import Phrases
from tests.flows.authored import FILES, spoiled, write_flows

REAL_LOCALES = Path(__file__).parent.parent.parent.parent / "locales"
ARABIC = """\
offices-title = المكاتب
offices-about = العناوين
distance =
    { $km ->
        [zero] قريب
        [one] كيلومتر
        [two] كيلومتران
        [few] { $km } كيلومترات
        [many] { $km } كيلومترًا
       *[other] { $km } كيلومتر
    }
"""
ENGLISH = """\
offices-title = Offices
offices-about = Addresses
distance =
    { $km ->
        [one] one kilometre
       *[other] { $km } kilometres
    }
"""


def write_locales(folder: Path, arabic: str = ARABIC, english: str = ENGLISH) -> Path:
    """Write both files of a folder of locales."""
    folder.mkdir(exist_ok=True)
    (folder / "ar.ftl").write_text(arabic, encoding="utf-8")
    (folder / "en.ftl").write_text(english, encoding="utf-8")
    return folder


def told(faults: Iterable[Fault]) -> list[str]:
    """The faults with the bare names of their files."""
    return [str(fault).rpartition("/")[2] for fault in faults]


def test_every_construct_of_the_language_makes_screens_that_whatsapp_takes() -> None:
    """The made-up catalogue that uses them all has no mistake, in either language."""
    catalogue = REAL_LOCALES.parent / "tests" / "samples" / "language"

    assert check_flows([catalogue], REAL_LOCALES) == []


def test_sound_flows_and_locales_have_no_fault(tmp_path: Path) -> None:
    """Nothing is told where nothing is wrong."""
    flows = write_flows(tmp_path / "flows")

    assert check_flows([flows], REAL_LOCALES) == []
    assert check_flows([REAL_LOCALES], REAL_LOCALES) == []


def test_plain_services_have_no_fault(tmp_path: Path) -> None:
    """What the bench checks 2,000 of, an answer each, in groups: here a few of each agency."""
    plain_flows(tmp_path, services=60)

    assert check_flows([tmp_path], REAL_LOCALES) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("        [few] { $km } كيلومترات\n", "", "ar.ftl:3:1: missing-plural"),
        ("        [zero] قريب\n", "", '"distance" lacks the plural forms: zero'),
        ("[few] { $km }", "[few] { $kms }", "variables-differ"),
        ("offices-about = العناوين\n", "", 'en.ftl:2:1: missing-message "offices-about" is not in'),
        ("distance =", "distanse =", 'ar.ftl:3:1: missing-message "distanse" is not in en.ftl.'),
        ("distance =", "distanse =", 'Did you mean "distance"?'),
        ("offices-title = ", "offices-title ", "ar.ftl:1:15: broken-message"),
        ("distance =", "offices-title = مكرر\ndistance =", "ar.ftl:3:1: duplicate-id"),
        ("offices-about = ", f"offices-about = {'و' * 761}", "ar.ftl:2:1: too-long 769 of 768"),
        ("[few] { $km } ", f"[few] {{ $km }} {'و' * 761}", "ar.ftl:3:1: too-long 77"),
    ],
)
def test_faults_of_locales_are_told_at_their_place(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    """Broken messages, ids and variables of one language alone, plurals Arabic needs."""
    assert old in ARABIC
    locales = write_locales(tmp_path / "locales", ARABIC.replace(old, new, 1))

    assert any(expected in line for line in told(locale_faults(locales)))


def test_exact_numbers_stand_for_the_plural_forms_they_are(tmp_path: Path) -> None:
    """`[0]`, `[1]` and `[2]` are zero, one and two in Arabic; choices by word need no plurals."""
    arabic = ARABIC.replace("[zero]", "[0]").replace("[one]", "[1]").replace("[two]", "[2]")
    choice = "sex =\n    { $sex ->\n        [she] x\n       *[other] y\n    }\n"

    assert not list(locale_faults(write_locales(tmp_path, arabic + choice, ENGLISH + choice)))


def test_missing_locales_do_not_hide_the_faults_of_flows(tmp_path: Path) -> None:
    """The office screens get stand-ins for their names, and the missing files are told."""
    flows = write_flows(tmp_path / "flows", spoiled("moj.yaml", "about:", "abuot:"))

    codes = [fault.code for fault in check_flows([flows], tmp_path / "nowhere")]

    assert codes == ["unknown-key", "missing-file", "missing-file"]


def test_a_file_alone_shows_its_own_faults_alone(tmp_path: Path) -> None:
    """It is read with its neighbours, as they depend on each other."""
    moj = FILES["moj.yaml"].replace("about:", "abuot:").replace("gam/building", "gam/nothing")
    gam = FILES["gam.yaml"].replace("stage: pilot", "stage: pilt")
    flows = write_flows(tmp_path / "flows", {"moj.yaml": moj, "gam.yaml": gam})
    locales = write_locales(tmp_path / "locales", ARABIC.replace("offices-about", "about"))

    codes = [fault.code for fault in check_flows([flows / "moj.yaml"], locales)]

    assert codes == ["unknown-key", "unknown-goto"]
    assert [f.code for f in check_flows([locales / "ar.ftl"], locales)] == ["missing-message"]


def test_a_file_without_mistakes_is_told_what_keeps_it_from_being_drawn(tmp_path: Path) -> None:
    """Else it would be called sound though nobody looked at its screens: here a row called help."""
    moj = FILES["moj.yaml"].replace("en: Deed}", "en: Help}")
    gam = FILES["gam.yaml"].replace("stage: pilot", "stage: pilt")
    flows = write_flows(tmp_path / "flows", {"moj.yaml": moj, "gam.yaml": gam})
    poor = write_locales(tmp_path / "poor")
    whole = [(REAL_LOCALES / f"{at}.ftl").read_text(encoding="utf-8") for at in ("ar", "en")]
    cut = (text.replace("section-navigation =", "section-nav =") for text in whole)
    lacking = write_locales(tmp_path / "lacking", *cut)
    broken = write_locales(tmp_path / "broken", ARABIC.replace("offices-title = ", "offices "))

    (warning,) = told(check_flows([flows / "moj.yaml"], REAL_LOCALES))
    assert warning.startswith(
        "gam.yaml:2:8: bad-choice warning: until this is mended, the screens of moj.yaml cannot be"
    )
    write_flows(flows, {"moj.yaml": moj})
    codes = [fault.code for fault in check_flows([flows / "moj.yaml"], REAL_LOCALES)]
    assert codes == ["reserved-label"]
    write_flows(flows)
    for locales in (poor, lacking, broken):
        (fault,) = check_flows([flows / "moj.yaml"], locales)
        assert fault.place.file.startswith(str(locales))
        assert fault.severity == "warning"


def test_faults_come_in_the_order_of_their_places_and_once(tmp_path: Path) -> None:
    """Also when a folder and a file of it are both named."""
    changes = spoiled("moj.yaml", "about:", "abuot:") | spoiled("gam.yaml", "pilot", "pilt")
    flows = write_flows(tmp_path / "flows", changes)

    faults = check_flows([flows, flows / "moj.yaml"], write_locales(tmp_path / "locales"))

    assert [fault.code for fault in faults] == ["bad-choice", "unknown-key"]


def test_every_screen_is_held_to_the_rules_of_the_platform(tmp_path: Path) -> None:
    """What structure alone cannot see: here the title of a section that stands on every menu."""
    locales = write_locales(
        tmp_path / "locales",
        (REAL_LOCALES / "ar.ftl").read_text(encoding="utf-8"),
        (REAL_LOCALES / "en.ftl")
        .read_text(encoding="utf-8")
        .replace("section-navigation = ", "section-navigation = Much too long for a title: "),
    )
    sound = write_flows(tmp_path / "sound")
    broken = write_flows(tmp_path / "broken", spoiled("moj.yaml", "about:", "abuot:"))

    faults = check_flows([sound], locales)

    assert {fault.code for fault in faults} == {"refused-by-whatsapp"}
    assert "moj.yaml" in "".join(told(faults))
    assert [f.code for f in check_flows([broken], locales)] == ["unknown-key"]


def test_a_text_that_no_locale_has_is_told(tmp_path: Path) -> None:
    """A screen that needs it cannot be drawn; that is a mistake, not a crash."""
    flows = write_flows(tmp_path / "flows")

    faults = check_flows([flows], write_locales(tmp_path / "locales"))

    assert {fault.code for fault in faults} == {"missing-message"}


NAMES = re.findall(r"^([a-z][\w-]*) =", (REAL_LOCALES / "en.ftl").read_text("utf-8"), re.MULTILINE)
INSIDE = {"title-agencies"}  # stands in another alone


def test_every_text_is_said_by_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """So none can be missing or broken in both languages until a citizen asks for it."""
    said = set()
    say = Phrases.say

    def note(self: Phrases, language: Language, name: str, /, **variables: str | int) -> str:
        said.add(name)
        return say(self, language, name, **variables)

    monkeypatch.setattr(Phrases, "say", note)
    check_flows([REAL_LOCALES.parent / "tests" / "samples" / "language"], REAL_LOCALES)

    assert set(NAMES) - said == INSIDE


def test_texts_that_are_said_at_times_are_all_told(tmp_path: Path) -> None:
    """What an office tells at noon or who types "back" at the main menu is no screen of today."""
    broken = {"closed-now": "closed-now = { nowhere }", "already-main": "# already-main"}
    texts = []
    for language in LANGUAGES:
        text = (REAL_LOCALES / f"{language}.ftl").read_text("utf-8")
        for name, line in broken.items():
            text = re.sub(rf"^{name} = .*$", line, text, flags=re.MULTILINE)
        texts.append(text)
    locales = write_locales(tmp_path / "locales", *texts)

    lines = told(check_flows([write_flows(tmp_path / "flows")], locales))

    assert len(lines) == 4
    assert sum("'closed-now' cannot be shown" in line for line in lines) == 2
    assert sum("'already-main' is missing" in line for line in lines) == 2


def test_a_fault_is_one_line_without_signs_a_terminal_obeys() -> None:
    """A message may quote the file; colours, direction marks and pages of text do not pass."""
    fault = Fault(Place("f.yaml"), "unknown-key", 'a\n\x1b[31m"\u202eb" ' + "x" * 5000)

    for line in (str(fault), as_annotations([fault])):
        assert "\n" not in line
        assert "\x1b" not in line
        assert "\u202e" not in line
        assert len(line) < 600


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\x1b[31m.yaml", "a\udcff.yaml", "a\nb.YML"])
def test_a_file_of_any_name_is_told_on_one_line(tmp_path: Path, name: str) -> None:
    """Its name may hold what no terminal and no text takes."""
    flows = write_flows(tmp_path / "flows", {name: "flow: a\n"})

    (fault,) = check_flows([flows], REAL_LOCALES)

    assert fault.code == "wrong-file"
    assert str(fault).isprintable()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"#" * (2 << 20), "the file is over 1 MiB"),
        (b"a = " + b"{ " * 5000, "its braces are nested too deeply"),
        ("a = ب".encode("utf-16"), "save it as UTF-8"),
        (None, "this is no file"),
    ],
)
def test_a_file_of_texts_that_cannot_be_read_is_told(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    """Not even one that would keep its reader for ever, such as a pipe, is waited for."""
    locales = write_locales(tmp_path / "locales")
    english = locales / "en.ftl"
    english.unlink()
    english.write_bytes(content) if content is not None else os.mkfifo(english)
    flows = write_flows(tmp_path / "flows")

    assert f"en.ftl:1:1: missing-file cannot be read: {why}" in told(check_flows([flows], locales))


def test_messages_that_lead_to_one_another_are_told(tmp_path: Path) -> None:
    """No text would ever come of them."""
    ring = "one = { two }\ntwo = { three }\nthree = { two }\n"
    phrases = Phrases.load(write_locales(tmp_path / "locales", ring, ring))

    with pytest.raises(FlowError, match="'one' cannot be shown: the messages in it lead to one"):
        phrases.say("en", "one")


def test_a_byte_order_mark_before_the_texts_is_no_part_of_them(tmp_path: Path) -> None:
    """Some editors write one; the first message is one all the same."""
    locales = write_locales(tmp_path / "locales", f"\ufeff{ARABIC}", f"\ufeff{ENGLISH}")

    assert told(locale_faults(locales)) == []
    assert Phrases.load(locales).say("en", "offices-title") == "Offices"


def test_an_emergency_that_swallows_a_service_is_told(tmp_path: Path) -> None:
    """Whoever asks for the service by its own words would never find it."""
    changes = spoiled("_emergencies.yaml", "alone: {ar: [نجدة]", "alone: {ar: [عدم محكومية]")
    faults = check_flows([write_flows(tmp_path / "flows", changes)], REAL_LOCALES)

    assert [(fault.code, fault.severity) for fault in faults] == [("swallowed-service", "warning")]
    assert "_emergencies.yaml:2:5: swallowed-service" in str(faults[0])
    assert 'of moj/non-conviction is answered as "danger"' in str(faults[0])

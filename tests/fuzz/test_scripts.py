"""Whatever a script holds, it is read or its mistakes are told; what was read can be played."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from bot.authoring.scripts.playing.results import Report
from bot.authoring.scripts.reading.folder import find_scripts
from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.telling.differences import tell_played
from bot.authoring.scripts.telling.junit import as_junit
from bot.commands.testers.stages import open_stage
from bot.service.direct.stage import Stage
from bot.settings import load_settings
from tests.fuzz.effort import fuzzed
from tests.support.bots import ROOT

FILES = [
    file
    for file in find_scripts(ROOT / "tests" / "conversations")
    if "generated" not in file.parts  # they are all alike
]
TEXTS = {file: file.read_text(encoding="utf-8").rstrip() for file in FILES}
HEADS = {
    "citizen": ('{phone: "+962 79 0000001"}', "{user_id: JO.1}", '{phone: "1"}'),
    "invited": ("yes", "perhaps"),
    "languages": ("[ar]", "[en]", "[ar, en]", "[fr]"),
    "values": ("{a: b}", "{}", "{ar: a}"),
    "rows": ("[{a: b}, {c: d}]", "[a]"),
    "starts": ("0001-01-01 00:00", "9999-12-31 23:59", "2026-02-30", "2026-03-29 02:30"),
    "flows": ("../../flows", "."),
    "fails": ("a reason", "{ar: a}"),
}
STEPS = {
    "says": ("a", "$a", "$", "{ar: a, en: b}", '"\\u2066\\0"', "|\n      a\n\n      b", "[a]"),
    "types": ('"2"', "٣", "0", '"99999999999999999999"'),
    "taps": ("1", "9", "{number: 3}", "{id: '@main'}", "{id: a b}", "{option: a, of: 1}"),
    "shares": ("[31.9, 35.9]", "[-90, 180]", "{at: [0, 0], name: a}", "[91, 0]"),
    "sends": ("voice", "{image: a}", "{reaction: x, of: 1}", "{edit: a}", "{unknown: system}",
              "{unknown: interactive}", "{button: menu}", "welcome", "form"),
    "waits": ("25h", "3650d", "until 09:30", "until 9999-12-31", "until 0001-01-01"),
    "repeats": ("last", "1", "999"),
    "together": ("[{says: a, sees: nothing}, {taps: 1}]", "[{sends: image}, {sends: image}]",
                 "[{becomes: {user_id: JO.2}}, {says: a}]", "[{waits: 1s}]"),
    "becomes": ("{user_id: JO.1}", '{phone: "962790000009"}'),
    "does": ("../_greeted.yaml", "_none.yaml", "."),
    "delivers": ("{body: '[]'}", "{body: '{'}", "."),
    "flows": ("../../../flows", "."),
}  # fmt: skip
AROUND = {
    "sees": ("", "nothing", "a", "{payload: {a: [b]}}", "{options: []}", "{status: 400}",
             "{screen: main, text: a}", "{nothing: duplicate, has: a}"),
    "as": ("{user_id: JO.1}", '{phone: "962790000001", user_id: JO.1}'),
    "after": ("0s", "1s", "3650d", "soon"),
    "sent": ("2h ago", "3000d ago", "3000d ahead", "undated", "then"),
    "with": ("{greeting: a}",),
}  # fmt: skip
ANYTHING = ("", "[]", "{}", "[a, b]", "{a: b}", "-1", "${", "🙂", "*a", "'", "# a")
_stages: list[Stage] = []


def stage() -> Stage:
    """The real flows, loaded once."""
    if not _stages:
        folders = {"BOT_FLOWS": str(ROOT / "flows"), "BOT_LOCALES": str(ROOT / "locales")}
        _stages.append(open_stage(load_settings(folders)))
    return _stages[0]


def _line(draw: some.DrawFn, known: Mapping[str, Sequence[str]]) -> str:
    key = draw(some.sampled_from(list(known)))
    return f"{key}: {draw(some.sampled_from(known[key]))}"


@some.composite
def spoiled(draw: some.DrawFn) -> tuple[str, Path]:
    """A script of ours with a few lines put in, taken out or written anew."""
    file = draw(some.sampled_from(FILES))
    lines = TEXTS[file].split("\n")
    for _ in range(draw(some.integers(1, 4))):
        match draw(some.integers(0, 7)):
            case 0:
                heads = [key for key in HEADS if not any(at.startswith(key) for at in lines)]
                lines.insert(1, _line(draw, {key: HEADS[key] for key in heads}))
            case 1:
                del lines[draw(some.integers(1, len(lines) - 1))]
            case 2:
                at = draw(some.integers(0, len(lines) - 1))
                key, colon, _ = lines[at].partition(": ")
                lines[at] = key + colon + draw(some.sampled_from(ANYTHING))
            case _:
                lines.append("  - " + _line(draw, STEPS))
                if draw(some.booleans()):
                    lines.append("    " + _line(draw, AROUND))
    return "\n".join(lines), file


@fuzzed(2)
@given(spoiled())
def test_a_spoiled_script_is_told_of_or_played(case: tuple[str, Path]) -> None:
    """No mistake of an author's is a traceback, nor is anything a script may ask for."""
    text, file = case

    script = parse_script(text, file)

    assert bool(script.faults) != bool(script.conversations)
    for fault in script.faults:
        assert str(fault).startswith(f"{fault.place.file}:{fault.place.line}:")
    played = [stage().play(each) for each in script.conversations[:2]]
    for each in played:
        assert each.is_as_scripted or tell_played(each)
    assert as_junit(Report(played, script.faults))

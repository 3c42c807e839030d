"""Whatever a script holds, it is read or its mistakes are told; what was read can be played."""

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

FILES = list(find_scripts(ROOT / "tests" / "conversations"))
TEXTS = {file: file.read_text(encoding="utf-8") for file in FILES}
PIECES = [
    "says: ", "taps: ", "sees: ", "nothing", "[]", "{}", "- ", "\n", "  ", ": ", "$", "${", "99",
    "until 09:30", "25h", "2h ago", "0001-01-01", "9999-12-31 23:59", "{ar: a}", "{en: [a]}",
    "rows: ", "does: ", "flows: .", "delivers: .", "together: ", "repeats: last", "of: 1", "\u2066",
    '"', "'", "#", "|", "🙂", "\x00", "with: ", "payload: {a: [b]}", "status: 200", "@", "languages: ",
]  # fmt: skip
_stages: list[Stage] = []


def stage() -> Stage:
    """The real flows, loaded once."""
    if not _stages:
        folders = {"BOT_FLOWS": str(ROOT / "flows"), "BOT_LOCALES": str(ROOT / "locales")}
        _stages.append(open_stage(load_settings(folders)))
    return _stages[0]


@some.composite
def spoiled(draw: some.DrawFn) -> tuple[str, Path]:
    """A script of ours with a few pieces put in, taken out or moved."""
    file = draw(some.sampled_from(FILES))
    lines = TEXTS[file].split("\n")
    for _ in range(draw(some.integers(1, 4))):
        at = draw(some.integers(0, len(lines) - 1))
        match draw(some.integers(0, 3)):
            case 0:
                column = draw(some.integers(0, len(lines[at])))
                piece = draw(some.sampled_from(PIECES))
                lines[at] = lines[at][:column] + piece + lines[at][column:]
            case 1:
                lines.insert(at, lines[draw(some.integers(0, len(lines) - 1))])
            case 2 if len(lines) > 1:
                del lines[at]
            case _:
                key, colon, _ = lines[at].partition(": ")
                lines[at] = key + colon + draw(some.sampled_from(PIECES))
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

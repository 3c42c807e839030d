"""Scripts of conversations in the direct mode: steps a second beside a plain machine's."""

from pathlib import Path
from time import perf_counter

from bench.machine import plain_steps_a_second
from bench.programs import ROOT
from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.script import Conversation
from bot.commands.testers.stages import open_stage
from bot.service.direct.stage import Stage
from bot.settings import load_settings

ROUNDS = 15  # the best is told: what disturbs a run only ever makes it slower
_GREETING = "conversation: bench\nsteps:\n  - says: English\n    sees: {screen: main}\n"
_MENU = """\
  - taps: 2
    sees: {screen: cspd, has: Passport renewal, offers: Main menu}
  - types: "٢"
    sees: {screen: cspd/passport-renew}
  - taps: Fees and time
    sees: {screen: cspd/passport-renew/fees, language: en, kind: list}
  - types: "4"
    sees: {screen: cspd/passport-renew/steps}
  - says: back
    sees: {screen: cspd/passport-renew}
  - types: "0"
    sees: {screen: main}
"""
_WORDS = """\
  - says: تجديد جواز السفر
    sees: {screen: cspd/passport-renew}
  - says: how much is a driving licence
    sees: {language: en}
  - says: هخقعتش
"""


def report() -> None:
    """Print how fast scripts are played on one core, with expectations judged at every step."""
    settings = load_settings(
        {"BOT_FLOWS": str(ROOT / "flows"), "BOT_LOCALES": str(ROOT / "locales")}
    )
    stage = open_stage(settings)
    floor = max(plain_steps_a_second() for _ in range(3))
    print(f"  steps of a plain machine of the library's: {floor:.0f}/s")
    for name, steps, times in (("menu", _MENU, 40), ("free-text", _WORDS, 10)):
        conversation = _conversation(_GREETING + steps * times)
        rate = max(_rate(stage, conversation) for _ in range(ROUNDS))
        print(
            f"  {name} steps of scripts: {rate:.0f}/s ({rate / floor:.3f} of the plain machine's)"
        )


def _conversation(text: str) -> Conversation:
    script = parse_script(text, Path("bench.yaml"))
    assert not script.faults, script.faults  # noqa: S101 - or the figure means nothing
    return script.conversations[0]


def _rate(stage: Stage, conversation: Conversation) -> float:
    since = perf_counter()
    played = stage.play(conversation)
    spent = perf_counter() - since
    assert played.verdict == "passed", played  # noqa: S101 - the same
    return len(played.steps) / spent

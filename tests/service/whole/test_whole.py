"""Scripts through the whole bot: HTTP, signatures, store, sender and emulated platform."""

import logging
from pathlib import Path

import pytest

from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.reading.reader import parse_script
from bot.authoring.scripts.reading.selecting import Choice, gather
from bot.authoring.scripts.script import Conversation
from bot.authoring.scripts.telling.differences import tell_played
from bot.commands.testers.stages import open_stage
from bot.errors import BotError
from bot.service.whole.stage import ServedStage
from bot.settings import load_settings
from bot.whatsapp.payloads import address_message
from tests.support.bots import ROOT
from tests.support.small_flows import write_small_flows

SCRIPTS = ROOT / "tests" / "conversations"
# What a store, a sender, the platform or passing time could make of a conversation.
FOLDERS = ("duplicates", "messages", "people", "platform", "privacy", "time")
_TAMPERED = b'{"type":"text","text":{"body":"tampered"}}'
GREETED = "  - says: hello\n  - says: English\n    sees: {screen: main}\n"


@pytest.fixture(scope="module")
def player() -> ServedStage:
    """On the flows of the repository, loaded once."""
    folders = {"BOT_FLOWS": str(ROOT / "flows"), "BOT_LOCALES": str(ROOT / "locales")}
    settings = load_settings(folders)
    return ServedStage(settings, open_stage(settings))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ServedStage:
    """On a few made-up agencies."""
    flows = write_small_flows(tmp_path_factory.mktemp("flows"), ("alpha", "bravo"))
    settings = load_settings({"BOT_FLOWS": str(flows), "BOT_LOCALES": str(ROOT / "locales")})
    return ServedStage(settings, open_stage(settings))


def play(stage: ServedStage, steps: str, folder: Path) -> Played:
    """Play the steps of a made-up script that stands in a folder."""
    script = parse_script(f"conversation: Made up\nsteps:\n{steps}", folder / "script.yaml")
    assert script.faults == ()
    return stage.play(script.conversations[0])


def conversations() -> list[Conversation]:
    """One run of each script of the folders: the flows differ by language, the bot does not."""
    found = gather([SCRIPTS / name for name in FOLDERS], Choice())[0]
    return list({conversation.file: conversation for conversation in found}.values())


@pytest.mark.parametrize(
    "conversation", conversations(), ids=lambda each: each.name.removeprefix(f"{SCRIPTS}/")
)
def test_a_script_comes_out_the_same_through_the_whole_bot(
    player: ServedStage, conversation: Conversation
) -> None:
    """What holds for the rules alone holds for HTTP, store, sender and platform too."""
    played = player.play(conversation)

    assert played.is_as_scripted, tell_played(played)


def test_flows_of_a_script_with_mistakes_end_it_alone(small: ServedStage, tmp_path: Path) -> None:
    """As without a server: its first step tells them, and the others are played."""
    (tmp_path / "own").mkdir()
    text = "conversation: x\nflows: own\nsteps: [{says: hello}]\n"
    script = parse_script(text, tmp_path / "script.yaml")

    played = small.play(script.conversations[0])

    assert "no-flows" in tell_played(played)


def test_a_difference_is_told_as_ever(small: ServedStage, tmp_path: Path) -> None:
    """Texts, options, screens, languages and silences are all judged."""
    steps = (
        f"{GREETED}  - says: '1'\n    sees: {{screen: bravo, language: ar, offers: [No such]}}\n"
        "  - sends: {reaction: 👍}\n    sees: {nothing: flood}\n"
    )

    played = play(small, steps, tmp_path)

    assert [difference.name for step in played.steps for difference in step.differences] == [
        "screen", "language", "offers", "nothing",
    ]  # fmt: skip
    assert played.verdict == "failed"


def test_the_platform_really_gets_what_is_seen(
    small: ServedStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the sender does to a reply on its last way is judged too."""
    monkeypatch.setattr(
        "bot.service.sending.sender.address_message",
        lambda content, to, callback: address_message(_TAMPERED, to, callback),
    )

    played = play(small, "  - says: hello\n    sees: {has: tampered}\n", tmp_path)

    assert played.is_as_scripted, tell_played(played)


def test_a_reply_that_the_platform_refuses_is_a_difference(
    small: ServedStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The emulated platform is as strict as the real one; nobody need ask for it."""
    monkeypatch.setattr(
        "bot.service.sending.sender.address_message", lambda content, to, callback: b"{}"
    )

    played = play(small, "  - says: hello\n", tmp_path)

    assert [difference.name for difference in played.steps[0].differences] == ["limits", "turn"]


def test_an_apology_is_a_difference(
    small: ServedStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A turn that fails lets the script fail although the citizen gets a reply."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.service.receiving.turns.take_turn", fail)

    played = play(small, "  - says: hello\n", tmp_path)

    assert [difference.name for difference in played.steps[0].differences] == ["turn"]


def test_days_pass_at_once_and_replies_in_their_time(small: ServedStage, tmp_path: Path) -> None:
    """A reply held back goes out after its seconds although the next step is a month later."""
    steps = (
        f"{GREETED}  - types: '1'\n    sent: 2h ago\n    sees: {{screen: alpha}}\n"
        "  - waits: 30d\n  - says: hello\n    sees: {screen: return}\n"
        "  - waits: 30d\n  - repeats: 3\n    sees: {nothing: too-old}\n"
    )

    played = play(small, steps, tmp_path)

    assert played.is_as_scripted, tell_played(played)


def test_other_flows_are_served_from_a_step_on(small: ServedStage, tmp_path: Path) -> None:
    """The bot goes on with the conversation."""
    write_small_flows(tmp_path / "after", ("bravo",))
    steps = (
        f"{GREETED}  - says: '2'\n    sees: {{screen: bravo}}\n  - flows: after\n"
        "  - says: menu\n    sees: {hides: [Agency alpha], offers: [Agency bravo]}\n"
    )

    played = play(small, steps, tmp_path)

    assert played.is_as_scripted, tell_played(played)


def test_a_bot_that_never_comes_to_rest_is_an_error(
    small: ServedStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever plays scripts is told instead of waiting for ever."""
    monkeypatch.setattr("bot.service.whole.life._LIMIT_S", 0.0)

    with pytest.raises(BotError, match="has not come to rest"):
        play(small, GREETED, tmp_path)


def test_nothing_is_left_behind(
    small: ServedStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """The folder of a store goes with its conversation; nothing went wrong on the way."""
    monkeypatch.setattr("bot.service.whole.bot._MEMORY", str(tmp_path))

    with caplog.at_level(logging.WARNING):
        play(small, GREETED, tmp_path / "scripts")

    assert list(tmp_path.iterdir()) == []
    assert caplog.records == []

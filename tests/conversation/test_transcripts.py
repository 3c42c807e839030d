"""Model conversations are met to the letter: every body, row, section and button."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.conversation.release import Release
from bot.messages.reply import ButtonsReply, ListReply, LocationRequest, Reply, TextReply
from bot.texts.directions import units
from tests.conversation.talking import Talk, rows_of

_FILES = sorted((Path(__file__).parent / "transcripts").glob("*.yaml"))
_KINDS: dict[type[Reply], str] = {
    ListReply: "list",
    ButtonsReply: "button",
    LocationRequest: "location_request",
    TextReply: "text",
}


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.stem)
def test_a_model_conversation_comes_out_to_the_letter(file: Path, release: Release) -> None:
    """What the models show is what citizens read, in exact words, order and length."""
    steps = yaml.safe_load(file.read_text(encoding="utf-8"))
    talk = Talk(release)

    for number, step in enumerate(steps, 1):
        reply = _take(talk, step)
        if "bot" in step:
            assert _shown(reply) == _model(step), f"{file.name}, step {number}"
            assert units(reply.body) == step.get("units", units(reply.body)), f"step {number}"


def _take(talk: Talk, step: dict[str, Any]) -> Reply:
    """Do what the citizen does in a step."""
    if "types" in step:
        return talk.says(step["types"])
    if "taps_id" in step:
        return talk.taps_id(step["taps_id"])
    if "shares" in step:
        return talk.shares(*step["shares"])
    return talk.taps(step["taps"], step.get("of", ""))


def _shown(reply: Reply) -> dict[str, Any]:
    """A reply as the models write it."""
    options = reply.options if isinstance(reply, ButtonsReply) else ()
    return {
        "bot": _KINDS[type(reply)],
        "body": reply.body.replace("\u2066", "⟨").replace("\u2069", "⟩").split("\n"),
        "footer": getattr(reply, "footer", ""),
        "button": getattr(reply, "button", ""),
        "rows": rows_of(reply).split("\n"),
        "buttons": [option.label for option in options],
    }


def _model(step: dict[str, Any]) -> dict[str, Any]:
    """What a step of a transcript demands."""
    return {
        "bot": step["bot"],
        "body": step["body"].strip("\n").split("\n"),
        "footer": step.get("footer", ""),
        "button": step.get("button", ""),
        "rows": step.get("rows", "").strip("\n").split("\n"),
        "buttons": step.get("buttons", []),
    }

"""Walks through a few flows, and what they find."""

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.authoring.walking.telling.report import Fault, Walked, faults_of
from bot.authoring.walking.worldwide import Wish, walk_worlds
from bot.conversation.release import Release, load_release
from tests.authoring.walking.sabotages import Change, changed
from tests.support.bots import ROOT


def load(flows: Path) -> Release:
    """A release of a folder of flows, with the project's own texts."""
    return load_release(
        flows, ROOT / "locales", session_timeout_s=1800.0, timezone=ZoneInfo("Asia/Amman")
    )


def walk(release: Release, wish: Wish | None = None) -> list[Walked]:
    """Walk in every world."""
    return list(walk_worlds(release, "as citizens see it", wish or Wish()))


def find(release: Release, change: Change, *, is_thorough: bool = False) -> dict[str, Fault]:
    """What a walk finds where turns are changed, by the name of the proof."""
    wish = Wish(take=changed(change), is_thorough=is_thorough)
    return {at.proof: at for at in faults_of(walk(release, wish))}

"""Stages that settings describe: in this process, or in several at once; quick, or served."""

import multiprocessing
from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.script import Conversation
from bot.service.direct.opening import open_stage
from bot.service.whole.stage import ServedStage
from bot.settings import Settings

__all__ = ["Player", "open_stage", "play_in_processes"]

_CHUNK = 8  # conversations handed over at once: few enough to tell of a difference soon


class Player(Protocol):
    """Plays conversations, none of which knows of another."""

    def play(self, conversation: Conversation) -> Played:
        """Play one. Raises FlowError where its flows cannot be used."""
        ...


def play_in_processes(
    settings: Settings, conversations: Sequence[Conversation], jobs: int, *, serves: bool = False
) -> Iterator[Played]:
    """Play in several processes; the results come in the order of the conversations.

    Open a stage before: mistakes of the flows are told once then, not by each process.
    """
    with multiprocessing.get_context("spawn").Pool(jobs, _Worker.open, (settings, serves)) as pool:
        yield from pool.imap(_Worker.play, conversations, chunksize=_CHUNK)


class _Worker:
    """The stage of one process."""

    player: Player

    @classmethod
    def open(cls, settings: Settings, serves: bool) -> None:
        """Load the flows once."""
        stage = open_stage(settings)
        cls.player = ServedStage(settings, stage) if serves else stage

    @classmethod
    def play(cls, conversation: Conversation) -> Played:
        """Play one."""
        return cls.player.play(conversation)

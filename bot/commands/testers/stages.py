"""Stages that settings describe: in this process, or in several at once; quick, or served."""

import gc
import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.pool import Pool
from typing import Protocol

from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.script import Conversation
from bot.service.direct.opening import open_stage

__all__ = ["Player", "open_stage", "play_all"]

_CHUNK = 8  # conversations handed over at once: few enough to tell of a difference soon


class Player(Protocol):
    """Plays conversations, none of which knows of another."""

    def play(self, conversation: Conversation) -> Played:
        """Play one. Raises FlowError where its flows cannot be used."""
        ...


def play_all(
    player: Player, conversations: Sequence[Conversation], jobs: int, *, keeps_replies: bool
) -> Iterable[Played]:
    """Play in so many processes; in this one where there is but one, or no way to fork.

    The results come in the order of the conversations. Unless it `keeps_replies`, those of other
    processes come without the replies where all is as scripted: to hand them over takes as long
    as to play.
    """
    if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods():
        return map(player.play, conversations)
    _Worker.player, _Worker.conversations = player, conversations
    _Worker.keeps_replies = keeps_replies
    gc.freeze()  # or each fork would copy what it merely looks at
    # Forked at once: later, whoever shows the results may have threads, which a fork has not.
    # Ctrl-C reaches all of them at a terminal: this process ends the others, which say nothing.
    quiet = (signal.SIGINT, signal.SIG_IGN)
    pool = multiprocessing.get_context("fork").Pool(jobs, signal.signal, quiet)
    return _results(pool, len(conversations))


def _results(pool: Pool, count: int) -> Iterator[Played]:
    with pool:
        yield from pool.imap(_Worker.play, range(count), chunksize=_CHUNK)


class _Worker:
    """What one process plays, as it was when the process was forked."""

    player: Player
    conversations: Sequence[Conversation]
    keeps_replies: bool

    @classmethod
    def play(cls, at: int) -> Played:
        """Play one."""
        played = cls.player.play(cls.conversations[at])
        is_whole = cls.keeps_replies or not played.is_as_scripted
        return played if is_whole else played.without_replies()

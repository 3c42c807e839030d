"""Where conversations are played: each against a fresh bot, over releases that are loaded once."""

import time
from collections.abc import Callable
from pathlib import Path

from bot.authoring.scripts.playing.hints import with_hints
from bot.authoring.scripts.playing.player import play
from bot.authoring.scripts.playing.remarks import BAD_FLOWS, Remark
from bot.authoring.scripts.playing.results import Played, StepResult
from bot.authoring.scripts.script import Conversation
from bot.conversation.release import Release
from bot.errors import FlowError
from bot.flows.library import Library
from bot.service.direct.bot import DirectBot, Rules
from bot.service.direct.payloads import Payloads


class Stage:
    """Plays conversations one after the other; none knows of another."""

    def __init__(self, flows: Path, load: Callable[[Path], Release], rules: Rules) -> None:
        """Play on `flows` whatever names no folder of its own; `load` reads a folder."""
        self._flows = flows
        self._load = load
        self._rules = rules
        self._releases: dict[Path, Release] = {}
        self._payloads = Payloads()

    def release(self, flows: Path) -> Release:
        """The release of a folder. Raises FlowError with its mistakes."""
        place = flows.resolve()
        if place not in self._releases:
            self._releases[place] = self._load(flows)
        return self._releases[place]

    def library(self, flows: Path | None) -> Library:
        """The flows of a folder that is loaded, or those of all. Raises FlowError as above."""
        return self.release(flows or self._flows).library

    def play(self, conversation: Conversation) -> Played:
        """Play one; where flows of its own cannot be used, its first step tells why.

        Raises FlowError where the flows of all cannot be used.
        """
        since = time.perf_counter()
        try:
            release = self.release(conversation.flows or self._flows)
        except FlowError as error:
            return stuck(conversation, error)
        identity = conversation.identity
        invited = [name for name in (identity.phone, identity.user_id) if name]
        bot = DirectBot(
            release,
            self._payloads,
            rules=self._rules,
            invited=invited if conversation.is_invited else (),
            load=self.release,
        )
        played = with_hints(play(conversation, bot, release.timezone), self.library)
        return played.lasting(time.perf_counter() - since)


def stuck(conversation: Conversation, error: FlowError) -> Played:
    """What comes of one whose own flows cannot be used. Raises the error where they are of all."""
    if conversation.flows is None:
        raise error
    trouble = (Remark(BAD_FLOWS), *str(error).split("\n"))
    return Played(conversation, (StepResult(conversation.steps[0], 0.0, trouble=trouble),))

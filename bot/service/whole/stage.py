"""Where conversations are played through the whole bot: a new one, on a new store, for each."""

import time

from bot.authoring.scripts.playing.hints import with_hints
from bot.authoring.scripts.playing.player import play
from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.script import Conversation
from bot.errors import FlowError
from bot.service.direct.stage import Stage, stuck
from bot.service.whole.bot import ServedBot
from bot.settings import Settings


class ServedStage:
    """Plays conversations one after the other; none knows of another."""

    def __init__(self, settings: Settings, stage: Stage) -> None:
        """Play by these settings, on the flows that another stage has loaded."""
        self._settings = settings
        self._stage = stage

    def play(self, conversation: Conversation) -> Played:
        """Play one, or tell why it cannot be; see `Stage.play`."""
        since = time.perf_counter()
        try:
            release = self._stage.release(conversation.flows or self._settings.flows)
        except FlowError as error:
            return stuck(conversation, error)
        identity = conversation.identity
        names = [name for name in (identity.phone, identity.user_id) if name]
        invited = names if conversation.is_invited else ()
        with ServedBot(self._settings, release, invited=invited, load=self._stage.release) as bot:
            played = play(conversation, bot, release.timezone)
        played = with_hints(played, self._stage.library)
        return played.lasting(time.perf_counter() - since)

"""A stage that settings describe."""

from pathlib import Path

from bot.conversation.release import Release
from bot.service.direct.bot import Rules
from bot.service.direct.stage import Stage
from bot.service.releases.shelf import load_flows
from bot.settings import Settings


def open_stage(settings: Settings) -> Stage:
    """A stage with the flows loaded. Raises FlowError with their mistakes."""

    def load(flows: Path) -> Release:
        return load_flows(settings.model_copy(update={"flows": flows}))

    stage = Stage(settings.flows, load, Rules(settings.stale_after_s))
    stage.release(settings.flows)
    return stage

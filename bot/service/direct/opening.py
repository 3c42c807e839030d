"""A stage that settings describe."""

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.conversation.release import Release, load_release
from bot.flows.collection import exempting
from bot.service.direct.bot import Rules
from bot.service.direct.stage import Stage
from bot.settings import Settings


def open_stage(settings: Settings) -> Stage:
    """A stage with the flows loaded. Raises FlowError with their mistakes."""

    def load(flows: Path) -> Release:
        with exempting():
            return load_release(
                flows,
                settings.locales,
                session_timeout_s=settings.session_timeout_s,
                timezone=ZoneInfo(settings.timezone),
                retention_days=settings.retention_days,
            )

    stage = Stage(settings.flows, load, Rules(settings.stale_after_s))
    stage.release(settings.flows)
    return stage

"""A plug-in for pytest: every conversation of every script is a test, with its file and line.

A repository of flows takes it by one line in the `conftest.py` beside its tests, and names its
folders in its pytest settings:

    pytest_plugins = ["bot.commands.testers.pytest_scripts"]

    [tool.pytest.ini_options]
    script_folders = ["conversations"]

`--flow-coverage` tells afterwards how much of the flows was seen; with `--flow-coverage=95` the
run fails when less than that was.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.authoring.coverage.measuring import Measured
from bot.authoring.coverage.telling.table import shortfall
from bot.authoring.coverage.tracing import Tracer
from bot.authoring.scripts.reading.folder import is_script
from bot.authoring.scripts.reading.reader import read_script
from bot.authoring.scripts.script import Conversation
from bot.authoring.scripts.telling.differences import tell_played
from bot.commands.arguments import percent
from bot.commands.testers.covering import coverage_lines, open_tracer
from bot.commands.testers.stages import open_stage
from bot.errors import BotError
from bot.service.direct.stage import Stage
from bot.settings import load_settings, read_environment

_OWN_LOCALES = Path(__file__).parents[3] / "locales"
_stage = pytest.StashKey[Stage]()
_tracer = pytest.StashKey[Tracer]()


class NotAsScripted(Exception):
    """A conversation came out otherwise; the text tells how."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Describe the settings."""
    parser.getgroup("scripted conversations").addoption(
        "--flow-coverage", type=percent, nargs="?", const=0.0, default=None, metavar="N",
        help="tell how much of the flows was seen, and fail when it is less than N percent",
    )  # fmt: skip
    parser.addini("script_folders", "folders of scripted conversations", type="paths", default=[])
    parser.addini("script_flows", "the folder of flows they are played on (default: BOT_FLOWS)")
    parser.addini(
        "script_locales", "the bot's own texts (default: BOT_LOCALES, else those it came with)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a folder that is not there: none of its scripts would ever be played."""
    for folder in config.getini("script_folders"):
        if not folder.is_dir():
            raise pytest.UsageError(f"script_folders: there is no folder {folder}")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ScriptFile | None":
    """A script in one of the folders."""
    for folder in parent.config.getini("script_folders"):
        if file_path.is_relative_to(folder) and is_script(file_path.relative_to(folder)):
            return ScriptFile.from_parent(parent, path=file_path)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run that was good but for its coverage."""
    if exitstatus == pytest.ExitCode.OK and _shortfall(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The coverage, where it was asked for and a conversation was played."""
    config = terminalreporter.config
    if tracer := config.stash.get(_tracer, None):
        terminalreporter.section("coverage of the flows")
        for line in (*coverage_lines(Measured.of(tracer)), _shortfall(config)):
            terminalreporter.write_line(line)


def _shortfall(config: pytest.Config) -> str:
    tracer = config.stash.get(_tracer, None)
    return shortfall(Measured.of(tracer), config.getoption("flow_coverage")) if tracer else ""


class ScriptFile(pytest.File):
    """One script; one that cannot be read is an error and fails the run."""

    def collect(self) -> Iterator["ScriptItem"]:
        """A test for each of its conversations."""
        script = read_script(self.path)
        if script.faults:
            raise self.CollectError("\n".join(str(fault) for fault in script.faults))
        for conversation in script.conversations:
            name = conversation.heading
            yield ScriptItem.from_parent(self, name=name, conversation=conversation)


class ScriptItem(pytest.Item):
    """One conversation."""

    def __init__(
        self, name: str, parent: ScriptFile, conversation: Conversation, **more: object
    ) -> None:
        """Its tags are words that `-k` finds it by."""
        super().__init__(name, parent, **more)  # type: ignore[arg-type]
        self.conversation = conversation
        self.extra_keyword_matches.update(conversation.tags)

    def runtest(self) -> None:
        """Play it."""
        played = _stage_of(self.config).play(self.conversation)
        if tracer := self.config.stash.get(_tracer, None):
            tracer.watch(played)
        if played.verdict == "known":
            pytest.xfail(self.conversation.fails)
        if not played.is_as_scripted:
            raise NotAsScripted(tell_played(played))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> str | Any:
        """What differs, or what is wrong with the flows; a traceback only for a fault of ours."""
        if isinstance(excinfo.value, NotAsScripted | BotError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the conversation begins in its file."""
        return self.path, self.conversation.place.line - 1, self.name


def _stage_of(config: pytest.Config) -> Stage:
    """The flows, loaded for the first conversation that needs them."""
    if _stage not in config.stash:
        settings = load_settings(read_environment())
        flows = config.getini("script_flows")
        locales = config.getini("script_locales")
        if not locales and not settings.locales.is_dir():
            locales = _OWN_LOCALES
        given = {"flows": flows, "locales": locales}
        update = {name: config.rootpath / path for name, path in given.items() if path}
        settings = settings.model_copy(update=update)
        stage = config.stash[_stage] = open_stage(settings)
        if config.getoption("flow_coverage") is not None:
            config.stash[_tracer] = open_tracer(settings, stage)
    return config.stash[_stage]

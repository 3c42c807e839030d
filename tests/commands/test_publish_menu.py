"""`publish-menu`: tells first, does it when told to, and never tells a secret."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.faults import Fault
from tests.support.bots import TOKEN, BotProcess, environment_of
from tests.support.commands import Told, run_command
from tests.support.small_flows import write_small_flows
from tests.support.webhooks import PHONE_NUMBER_ID

MENU = """
chat_menu:
  ice_breakers:
    - {text: "What does it cost?", opens: alpha/service/fees}
  commands:
    - {name: menu, about: {ar: القائمة, en: Menu}}
"""


class Desk:
    """An operator in front of an emulated platform, with small flows of their own."""

    def __init__(self, folder: Path, graph: EmulatedGraph, graph_url: str) -> None:
        """Know where everything is."""
        self.folder = folder
        self.graph = graph
        self.environment = environment_of(folder / "bot.db", 1, graph_url)
        self.environment["BOT_FLOWS"] = str(folder / "flows")

    async def publishes(self, *words: str) -> Told:
        """Run the command; neither output nor error ever holds the token."""
        told = await run_command(self.folder, self.environment, "publish-menu", *words)
        assert TOKEN not in told.out + told.err
        return told


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A platform that serves, and flows with a chat menu."""
    write_flows(tmp_path / "flows")
    graph = EmulatedGraph(PHONE_NUMBER_ID, TOKEN, SystemClock())
    async with serve(graph) as graph_url:
        yield Desk(tmp_path, graph, graph_url)


def write_flows(folder: Path, menu: str = MENU) -> None:
    """Small flows with a chat menu."""
    write_small_flows(folder, ("alpha",))
    main = folder / "_main.yaml"
    main.write_text(main.read_text(encoding="utf-8") + menu, encoding="utf-8")


async def test_it_only_tells_unless_it_is_to_write(desk: Desk) -> None:
    """Line by line; the second time there is nothing left to do."""
    dry = await desk.publishes()
    assert dry.code == 0
    assert dry.out == "  welcome: off\n+ ice breaker: What does it cost?\n+ /menu: القائمة · Menu\n"
    assert dry.err == "nothing is published yet; add --write\n"
    assert desk.graph.offer == {}

    done = await desk.publishes("--write")
    assert (done.code, done.out, done.err) == (0, dry.out, "published\n")
    assert desk.graph.offer["prompts"] == ["What does it cost?"]

    again = await desk.publishes("--write", "--format", "json")
    assert json.loads(again.out) == {
        "adds": [],
        "removes": [],
        "keeps": ["welcome: off", "ice breaker: What does it cost?", "/menu: القائمة · Menu"],
        "written": False,
    }
    assert again.err == "nothing to do: this is what is published\n"


async def test_what_the_platform_refuses_is_told_in_one_line(desk: Desk) -> None:
    """Exit code 2, and what helps."""
    desk.graph.faults += [Fault("none"), Fault("refuse", 200)]
    told = await desk.publishes("--write")

    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("not published: (#200)")
    assert told.err.count("\n") == 1
    assert desk.graph.offer == {}


async def test_flows_with_mistakes_are_not_published(desk: Desk) -> None:
    """Nothing is asked of the platform."""
    write_flows(desk.folder / "flows", MENU.replace("alpha/service", "alpha/nothing"))
    told = await desk.publishes("--write")

    assert told.code == 2
    assert "_main.yaml:8:7: unknown-address" in told.err
    assert desk.graph.offer == {}


async def test_in_sandbox_mode_a_running_server_is_its_platform(tmp_path: Path) -> None:
    """And without one there is nowhere to publish to, which is said."""
    write_flows(tmp_path / "flows")
    bot = BotProcess(tmp_path, "http://127.0.0.1:9/v25.0", BOT_FLOWS=str(tmp_path / "flows"))
    bot.environment = {
        name: value for name, value in bot.environment.items() if not name.startswith("WHATSAPP_")
    }
    alone = await run_command(tmp_path, bot.environment, "publish-menu")
    assert (alone.code, alone.out) == (2, "")
    assert alone.err.startswith("sandbox mode, and no server runs")

    await bot.start()
    try:
        done = await run_command(tmp_path, bot.environment, "publish-menu", "--write")
        again = await run_command(tmp_path, bot.environment, "publish-menu")
    finally:
        await bot.kill()

    assert (done.code, done.err) == (0, "published\n")
    assert again.err == "nothing to do: this is what is published\n"

"""A tiny bot behind the simulator: it answers every message with one that the test chose."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.authoring.scripts.writing.recording import Heard, record
from bot.messages.inbound import Identity, Text
from bot.messages.reply import (
    ButtonsReply,
    ListReply,
    LocationRequest,
    Option,
    Reply,
    Section,
    TextReply,
)
from bot.service.direct.opening import open_stage
from bot.settings import load_settings
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.simulator import add_simulator
from bot.whatsapp.client import GraphClient
from bot.whatsapp.payloads import address_message, content_of
from bot.whatsapp.updates import ReceivedMessage, read_delivery
from tests.support.bots import ROOT
from tests.support.clocks import SettableClock

NUMBER = "118822334455667"
TOKEN = "sandbox-token"
FOOTER = "اكتب رقمًا أو سؤالك · القائمة 0 · رجوع 00"
MENU = ListReply(
    body="*الأحوال والجوازات*: اختر الخدمة أو اكتب رقمها:\n\n1- تجديد جواز السفر\n2- بدل فاقد هوية"
    "\n3- شهادة ميلاد\n\nللاستفسار: 065008080 أو \u2066+962 6 500 8080\u2069",
    button="اختر خدمة",
    sections=(
        Section(
            "الخدمات",
            (
                Option("cspd/passport", "تجديد جواز السفر", "الوثائق والرسوم والمدة ومكان التقديم"),
                Option("cspd/lost-id", "بدل فاقد هوية", "الوثائق والرسوم"),
                Option("cspd/birth", "شهادة ميلاد"),
            ),
        ),
        Section("التنقل", (Option("@main", "القائمة الرئيسية", "جميع الجهات"),)),
    ),
    footer=FOOTER,
)
ANSWER = ButtonsReply(
    body="*Renew a passport: fees*\n\nA five-year passport costs 50 JOD. Pay when you apply.\n\n"
    "1- Yes\n2- No\n\nhttps://www.cspd.gov.jo/",
    options=(Option("@yes", "Yes, thank you"), Option("@no", "No")),
)
NASTY = TextReply(
    '<img src=x onerror=alert(1)> *<b>bold</b>* javascript:alert(1) https://x.jo/"><i>'
)
REPLIES: dict[str, Reply] = {
    "menu": MENU,
    "answer": ANSWER,
    "where": LocationRequest("أين أنت؟ شارك موقعك لأدلّك على أقرب مكتب."),
    "nasty": NASTY,
}


@dataclass
class EchoDoor:
    """A door with a bot behind it. `heard` is what came; `status` is what the door answers."""

    client: GraphClient | None = None
    status: int = 200
    heard: list[ReceivedMessage] = field(default_factory=list)
    replies: set[asyncio.Task[None]] = field(default_factory=set)

    async def deliver(self, body: bytes) -> int:
        """Take a webhook and answer each message after the door has."""
        if self.status == 200:
            for message in read_delivery(body, NUMBER).messages:
                self.heard.append(message)
                self.replies.add(asyncio.create_task(self._reply(message)))
        return self.status

    async def _reply(self, message: ReceivedMessage) -> None:
        assert self.client is not None
        words = message.said.body if isinstance(message.said, Text) else ""
        reply = REPLIES.get(words) or TextReply(f"سمعت: {type(message.said).__name__}")
        await self.client.send(address_message(content_of(reply), message.identity, "lane:1"))


@dataclass
class Simulated:
    """A simulator that is being served: its address, its platform, and the bot behind it."""

    url: str
    graph: EmulatedGraph
    door: EchoDoor


def record_on_own_flows(heard: Sequence[Heard], citizen: Identity) -> str:
    """A script by what the flows of this repository answer, whatever the tiny bot did."""
    folders = {"BOT_FLOWS": str(ROOT / "flows"), "BOT_LOCALES": str(ROOT / "locales")}
    stage = open_stage(load_settings(folders))
    return record("Recorded", heard, stage.play, ZoneInfo("Asia/Amman"), citizen=citizen)


@asynccontextmanager
async def a_simulator() -> AsyncIterator[Simulated]:
    """A simulator on a free port, with the tiny bot."""
    door = EchoDoor()
    graph = EmulatedGraph(NUMBER, TOKEN, SettableClock(), door=door)
    app = web.Application()
    add_simulator(app, graph, door, SettableClock(), recorder=record_on_own_flows)
    runner = web.AppRunner(app, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with (
        serve(graph) as base_url,
        GraphClient(base_url, NUMBER, lambda: TOKEN) as door.client,
    ):
        try:
            yield Simulated(f"http://127.0.0.1:{runner.addresses[0][1]}", graph, door)
        finally:
            await runner.cleanup()
            await asyncio.gather(*door.replies)

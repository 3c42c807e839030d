"""The Graph API of one number for sandbox, tests and bench, as strict as the real one."""

import asyncio
import hmac
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

import orjson
from aiohttp import web

from bot.clock import Clock
from bot.messages.inbound import Identity
from bot.web import graph_answers as answers
from bot.web.allowances import Allowances, Rules
from bot.web.door import Door
from bot.web.faults import NO_FAULT, Fault, hang, reset
from bot.web.statuses import AcceptedMessage, Status, StatusPlan, StatusPost, StatusWord
from bot.whatsapp.checking.automation import find_automation_violations
from bot.whatsapp.validation import find_violations

KEPT = 1000  # accepted messages that can be looked at
_BODY_BYTES = 256 * 1024
_STOP_S = 1.0
_OFFER = "conversational_automation"

AcceptedWatcher = Callable[[AcceptedMessage], None]
ReadWatcher = Callable[[str], None]  # is told the wamid that the bot marked as read


@dataclass(slots=True)
class Counts:
    """What the emulated platform has seen; `refused` counts by error code."""

    posts: int = 0
    accepted: int = 0
    faults: int = 0
    refused: Counter[int] = field(default_factory=Counter)


class EmulatedGraph:
    """One number at an emulated platform.

    `accepted` holds the latest messages, `faults` what shall go wrong with the next POSTs.
    `door` is where its webhooks go; without one it tells no statuses. Watchers are called
    on the event loop and must return at once.
    """

    def __init__(
        self,
        phone_number_id: str,
        token: str,
        clock: Clock,
        *,
        rules: Rules | None = None,
        plan: StatusPlan | None = None,
        door: Door | None = None,
    ) -> None:
        """Start as strict and as talkative as the platform, unless told otherwise."""
        self.phone_number_id = phone_number_id
        self.accepted: deque[AcceptedMessage] = deque(maxlen=KEPT)
        self.faults: deque[Fault] = deque()
        self.counts = Counts()
        self.statuses = StatusPost(phone_number_id, clock)
        self.statuses.door = door
        self.offer: dict[str, Any] = {}  # what the number offers itself, as it was configured
        self.on_accepted: list[AcceptedWatcher] = []
        self.on_read: list[ReadWatcher] = []
        self._token = token
        self._clock = clock
        self._plan = plan or StatusPlan()
        self._allowances = Allowances(rules or Rules(), clock)
        self._news = asyncio.Condition()
        self._ended = asyncio.Event()

    @property
    def door(self) -> Door | None:
        """Where its webhooks are posted."""
        return self.statuses.door

    @door.setter
    def door(self, door: Door | None) -> None:
        self.statuses.door = door

    def note_inbound(self, identity: Identity) -> None:
        """A citizen's message passes through the platform: it counts against the number's rate."""
        self._allowances.note_inbound(identity)

    def application(self) -> web.Application:
        """Serves `POST /{version}/{phone_number_id}/messages`, and what the number offers itself:
        `POST …/{phone_number_id}/conversational_automation` and GET of that field.
        """
        app = web.Application(client_max_size=_BODY_BYTES)
        app.on_response_prepare.append(self._date)
        number = r"/{version:v\d+\.\d+}/{number:[^/]+}"
        app.router.add_post(f"{number}/messages", self._take_post)
        app.router.add_post(f"{number}/{_OFFER}", self._take_offer)
        app.router.add_get(number, self._tell_number)
        return app

    async def _date(self, _: web.Request, response: web.StreamResponse) -> None:
        """Answers bear the platform's own time, as its clock shows it."""
        response.headers["Date"] = formatdate(self._clock.now(), usegmt=True)

    async def run(self) -> None:
        """Post statuses until cancelled; belongs to one task that its owner awaits."""
        await self.statuses.run()

    def end_hanging(self) -> None:
        """Drop every connection that a fault lets hang."""
        self._ended.set()

    async def until_accepted(self, number: int, limit_s: float = 120.0) -> None:
        """Wait until so many messages in all have been accepted. Raises TimeoutError."""
        async with asyncio.timeout(limit_s), self._news:
            await self._news.wait_for(lambda: self.counts.accepted >= number)

    async def _take_post(self, request: web.Request) -> web.StreamResponse:
        self.counts.posts += 1
        if (refusal := self._check_caller(request)) is not None:
            return refusal
        try:
            message = orjson.loads(await request.read())
        except orjson.JSONDecodeError:
            return self._refuse(100, "The body is no JSON")
        if violations := find_violations(message):
            details = "; ".join(violation.detail for violation in violations)
            return self._refuse(violations[0].code, details)
        if "status" in message:
            return self._take_receipt(message["message_id"])
        return await self._take_message(request, message)

    async def _take_offer(self, request: web.Request) -> web.StreamResponse:
        """What is left out stays as it was; every fault of a body is the invalid parameter's."""
        if (refusal := self._check_caller(request)) is not None:
            return refusal
        fault = self._next_fault()
        if not fault.is_taken:
            return await self._fail(request, fault)
        try:
            asked = orjson.loads(await request.read())
        except orjson.JSONDecodeError:
            return self._refuse(100, "The body is no JSON")
        if violations := find_automation_violations(asked):
            return self._refuse(100, "; ".join(violation.detail for violation in violations))
        self.offer |= asked
        return answers.as_json({"success": True})

    async def _tell_number(self, request: web.Request) -> web.StreamResponse:
        """The fields asked for, as far as there is anything to tell."""
        if (refusal := self._check_caller(request)) is not None:
            return refusal
        fault = self._next_fault()
        if not fault.is_taken:
            return await self._fail(request, fault)
        told: dict[str, Any] = {"id": self.phone_number_id}
        for name in filter(None, request.query.get("fields", "").split(",")):
            if name not in (_OFFER, "id"):
                return self._refuse(100, f"Tried accessing nonexisting field ({name[:40]})")
            if name == _OFFER and self.offer:
                told[name] = {"id": self.phone_number_id, **self.offer}
        return answers.as_json(told)

    def _next_fault(self) -> Fault:
        fault = self.faults.popleft() if self.faults else NO_FAULT
        self.counts.faults += fault is not NO_FAULT
        return fault

    def _take_receipt(self, wamid: str) -> web.Response:
        for watch in self.on_read:
            watch(wamid)
        return answers.as_json({"success": True})

    def _check_caller(self, request: web.Request) -> web.Response | None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind != "Bearer" or not token:
            return self._refuse(104)
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self._token.encode()):
            return self._refuse(190, "The access token could not be decrypted")
        if request.match_info["number"] != self.phone_number_id:
            return self._refuse(100, "Unsupported post request: no such phone number id")
        return None

    async def _take_message(
        self, request: web.Request, message: dict[str, Any]
    ) -> web.StreamResponse:
        fault = self._next_fault()
        if not fault.is_taken:
            return await self._fail(request, fault)
        identity = _addressee(message)
        if (code := self._allowances.refusal(identity)) is not None:
            return self._refuse(code)
        taken = AcceptedMessage(answers.new_wamid(), identity, message, self._clock.now())
        await self._accept(taken, fault)
        return await self._answer(request, taken, fault)

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        match fault.kind:
            case "hang":
                return await hang(request, fault.seconds, self._ended)
            case "reset":
                return await reset(request)
            case "bad-gateway":
                return web.Response(status=502, text=answers.BAD_GATEWAY, content_type="text/html")
            case "refuse-as-200":
                return self._refuse(fault.code, http_status=200)
            case _:
                return self._refuse(fault.code, http_status=fault.http_status)

    async def _accept(self, taken: AcceptedMessage, fault: Fault) -> None:
        self.accepted.append(taken)
        self._plan_statuses(taken, fault)
        for watch in self.on_accepted:
            watch(taken)
        async with self._news:
            self.counts.accepted += 1
            self._news.notify_all()

    async def _answer(
        self, request: web.Request, taken: AcceptedMessage, fault: Fault
    ) -> web.StreamResponse:
        match fault.kind:
            case "hang-after":
                return await hang(request, fault.seconds, self._ended)
            case "reset-after":
                return await reset(request)
            case "broken-json":
                return web.Response(body=b'{"messaging_pro', content_type="application/json")
            case "slow":
                await asyncio.sleep(fault.seconds)
        return answers.accepted(taken.message, taken.wamid)

    def _plan_statuses(self, taken: AcceptedMessage, fault: Fault) -> None:
        if fault.kind == "silent":
            return
        if fault.kind == "fail-later":
            self.statuses.plan(Status(taken, "failed", fault.code), self._plan.sent_s or 0.0)
            return
        steps: tuple[tuple[StatusWord, float | None], ...] = (
            ("sent", self._plan.sent_s),
            ("delivered", self._plan.delivered_s),
            ("read", self._plan.read_s),
        )
        for word, delay_s in steps:
            if delay_s is not None:
                self.statuses.plan(Status(taken, word), delay_s)

    def _refuse(
        self, code: int, details: str = "", *, http_status: int | None = None
    ) -> web.Response:
        self.counts.refused[code] += 1
        return answers.refused(code, details, http_status=http_status)


def _addressee(message: dict[str, Any]) -> Identity:
    """`to` wins over `recipient`, as at the platform."""
    if "to" in message:
        return Identity(phone=message["to"].removeprefix("+"))
    return Identity(user_id=message["recipient"])


@asynccontextmanager
async def serve(graph: EmulatedGraph, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve an emulated platform and its status post; yields its base URL, version included.

    Port 0 takes a free one. Everything has ended when the block is left.
    """
    runner = web.AppRunner(graph.application(), access_log=None, shutdown_timeout=_STOP_S)
    await runner.setup()
    posting = asyncio.create_task(graph.run())
    try:
        await web.TCPSite(runner, host, port).start()
        bound = runner.addresses[0][1]
        yield f"http://{host}:{bound}/v25.0"
    finally:
        graph.end_hanging()
        posting.cancel()
        await asyncio.wait([posting])
        await runner.cleanup()
    if not posting.cancelled():
        posting.result()  # it ended by itself: only a fault of its own can do that

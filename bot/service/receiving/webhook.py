"""The door: Meta's handshake and notifications, answered 200 only once durable."""

import hmac
import logging
from collections.abc import Callable, Sequence

from aiohttp import web

from bot.errors import StoreError, UnreadableDelivery
from bot.failpoints import Failpoints
from bot.service.grouping import Overloaded
from bot.service.receiving.admission import Admitter
from bot.service.receiving.bodies import BodyReader, BodyRefused
from bot.service.receiving.statuses import StatusDesk
from bot.service.watching.meters import Meters
from bot.whatsapp.signature import is_signed
from bot.whatsapp.updates import Delivery, read_delivery

logger = logging.getLogger(__name__)

_RETRY_AFTER = {"Retry-After": "5"}


class Webhook:
    """Handles `GET` and `POST /webhook`. Secrets are read at each call, so they can be changed."""

    def __init__(
        self,
        admitter: Admitter,
        statuses: StatusDesk,
        meters: Meters,
        *,
        phone_number_id: str,
        app_secrets: Callable[[], Sequence[str]],
        verify_token: Callable[[], str],
        on_inbound: Callable[[int], None],
        failpoints: Failpoints,
    ) -> None:
        """Join the door to the parts behind it; `on_inbound` hears how many messages came."""
        self._admitter = admitter
        self._statuses = statuses
        self._meters = meters
        self._phone_number_id = phone_number_id
        self._app_secrets = app_secrets
        self._verify_token = verify_token
        self._on_inbound = on_inbound
        self._failpoints = failpoints
        self._bodies = BodyReader()

    def add_to(self, app: web.Application) -> None:
        """Add the routes."""
        app.router.add_get("/webhook", self.verify)
        app.router.add_post("/webhook", self.receive)

    async def verify(self, request: web.Request) -> web.Response:
        """Answer Meta's handshake with its challenge, anything else with 403."""
        asked = request.query
        is_known = hmac.compare_digest(
            asked.get("hub.verify_token", "").encode("utf-8", "surrogatepass"),
            self._verify_token().encode(),
        )
        if asked.get("hub.mode") != "subscribe" or not is_known:
            self._meters.count_handshake("refused")
            return web.Response(status=403)
        self._meters.count_handshake("granted")
        return web.Response(text=asked.get("hub.challenge", ""))

    async def receive(self, request: web.Request) -> web.Response:
        """Take a notification: 200 durable, 401 unsigned, 4xx unreadable, 503 try again."""
        try:
            return await self._receive(request)
        except MemoryError:
            return self._refuse(503, "out of memory")

    async def _receive(self, request: web.Request) -> web.Response:
        if request.headers.get("Content-Encoding", "identity").lower() != "identity":
            return self._refuse(415, "encoded")
        await self._failpoints.reach("door.read")
        try:
            body = await self._bodies.read(request)
        except BodyRefused as refusal:
            return self._refuse(refusal.status, refusal.reason)
        if not is_signed(body, request.headers.get("X-Hub-Signature-256"), self._app_secrets()):
            return self._refuse(401, "unsigned")
        await self._failpoints.reach("door.signed")
        try:
            delivery = read_delivery(body, self._phone_number_id)
        except UnreadableDelivery:
            return self._refuse(400, "unreadable")
        return await self._take(delivery)

    async def _take(self, delivery: Delivery) -> web.Response:
        self._on_inbound(len(delivery.messages))
        for notice in delivery.notices:
            self._meters.count_notice(notice.field)
            logger.warning(
                "notice from the platform",
                extra={"field": notice.field, "detail": notice.detail},
            )
        for reason, count in delivery.skipped.items():
            self._meters.count_skipped(reason, count)
        try:
            await self._admitter.admit([*delivery.changes, *delivery.messages])
            await self._statuses.record(delivery.statuses)
        except (StoreError, Overloaded) as error:
            logger.warning("delivery put off", extra={"reason": str(error)})
            self._meters.count_delivery(503)
            return web.Response(status=503, headers=_RETRY_AFTER)
        await self._failpoints.reach("door.durable")
        self._meters.count_delivery(200)
        return web.Response()

    def _refuse(self, status: int, reason: str) -> web.Response:
        logger.info("delivery refused", extra={"status": status, "reason": reason})
        self._meters.count_delivery(status)
        response = web.Response(status=status, headers=_RETRY_AFTER if status == 503 else None)
        if status in (408, 413, 415, 503):
            response.force_close()  # the rest of the body is not wanted
        return response

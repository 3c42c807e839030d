"""The one connection to the Graph API: a send has one of four outcomes, and never raises."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace, TracebackType
from typing import Any, Self

import aiohttp
import orjson
from yarl import URL

from bot.failpoints import Failpoints
from bot.whatsapp.graph_errors import ErrorClass, classify
from bot.whatsapp.reading.shapes import number_at
from bot.whatsapp.redaction import redact

# An idle connection that the other side has just closed makes a send in doubt. Servers and load
# balancers keep idle connections for a minute or more; ours go long before that.
KEEPALIVE_S = 15.0
CONNECT_SHARE = 1 / 3  # of a send's time limit may go by before anything is written
MAX_ANSWER_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Accepted:
    """The platform took the message; failure may still follow as a status."""

    wamid: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform answered with an error of its own: surely not sent."""

    code: int | None
    error_class: ErrorClass
    detail: str


@dataclass(frozen=True, slots=True)
class Unsent:
    """Nothing was written to the platform; it may be tried again without doubt."""

    reason: str


@dataclass(frozen=True, slots=True)
class InDoubt:
    """The request was written and the outcome is unknown: the message may have gone out."""

    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """The platform's answer to anything but a message."""

    document: Mapping[str, Any]


SendOutcome = Accepted | Refused | Unsent | InDoubt


class GraphClient:
    """Sends messages of one number. Use as an async context manager, or `open` and `close`.

    `token` is asked for at every send, so that a changed one is used at once; it stands in no
    error, log or `repr`.
    """

    def __init__(
        self,
        base_url: str,
        phone_number_id: str,
        token: Callable[[], str],
        *,
        connections: int = 200,
        timeout_s: float = 15.0,
        failpoints: Failpoints | None = None,
        on_date: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Prepare; `base_url` includes the version, `timeout_s` bounds a whole send.

        `on_date` is told the date that stands above each answer.
        """
        self._number = URL(f"{base_url.rstrip('/')}/{phone_number_id}")
        self._messages = self._number / "messages"
        self._token = token
        self._connections = connections
        self._failpoints = failpoints or Failpoints()
        self._on_date = on_date
        self._timeout = aiohttp.ClientTimeout(total=timeout_s, connect=timeout_s * CONNECT_SHARE)
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Make ready to send; connections are made as they are needed."""
        # aiohttp repeats only idempotent requests on a broken connection, so never our POST.
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=KEEPALIVE_S, ttl_dns_cache=60
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=self._timeout,
            trust_env=False,
            auto_decompress=False,
            headers={"Content-Type": "application/json", "Accept-Encoding": "identity"},
            trace_configs=[_trace_of_writing()],
        )

    async def close(self) -> None:
        """Close every connection; sends under way end in doubt."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def __aenter__(self) -> Self:
        """Open."""
        await self.open()
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close."""
        await self.close()

    async def send(self, body: bytes) -> SendOutcome:
        """POST one message and tell its outcome; raises nothing but CancelledError."""
        answer = await self._exchange("POST", self._messages, body)
        return _read_outcome(*answer) if isinstance(answer, tuple) else answer

    async def look(self, fields: str) -> Told | Refused | Unsent | InDoubt:
        """GET fields of the number; raises nothing but CancelledError."""
        return await self._ask("GET", self._number.with_query(fields=fields), None)

    async def configure(self, edge: str, body: bytes) -> Told | Refused | Unsent | InDoubt:
        """POST settings of the number; raises nothing but CancelledError."""
        return await self._ask("POST", self._number / edge, body)

    async def _ask(
        self, method: str, url: URL, body: bytes | None
    ) -> Told | Refused | Unsent | InDoubt:
        answer = await self._exchange(method, url, body)
        return _read_told(*answer) if isinstance(answer, tuple) else answer

    async def _exchange(
        self, method: str, url: URL, body: bytes | None
    ) -> tuple[int, bytes] | Unsent | InDoubt:
        """Status and body of one answer, or how far it came."""
        if self._session is None:
            return Unsent("the client is not open")
        progress = SimpleNamespace(is_written=False)
        try:
            await self._failpoints.reach("post.begun")
            async with self._session.request(
                method,
                url,
                data=body,
                headers={"Authorization": f"Bearer {self._token()}"},
                allow_redirects=False,
                trace_request_ctx=progress,
            ) as response:
                self._on_date(response.headers.get("Date", ""))
                answer = await _read_answer(response)
                await self._failpoints.reach("post.answered")
                return response.status, answer
        except (aiohttp.ClientError, OSError, ValueError, RuntimeError) as error:
            # Only the kind: an error's text may quote the address and the headers. Time-outs
            # are OSErrors; RuntimeError is a session closed meanwhile.
            reason = type(error).__name__
            return InDoubt(reason) if progress.is_written else Unsent(reason)


def _trace_of_writing() -> aiohttp.TraceConfig:
    """Notes on a request's own context that its first bytes are on their way."""

    async def note(_session: aiohttp.ClientSession, context: Any, _details: object) -> None:
        context.trace_request_ctx.is_written = True

    trace = aiohttp.TraceConfig()
    trace.on_request_headers_sent.append(note)
    return trace


async def _read_answer(response: aiohttp.ClientResponse) -> bytes:
    """The answer's body; empty when it is longer than any answer of the platform's."""
    parts: list[bytes] = []
    length = 0
    async for part in response.content.iter_any():
        length += len(part)
        if length > MAX_ANSWER_BYTES:
            response.close()
            return b""
        parts.append(part)
    return b"".join(parts)


def _read_outcome(status: int, answer: bytes) -> SendOutcome:
    told = _read_told(status, answer)
    if not isinstance(told, Told):
        return told
    wamid = _read_wamid(told.document)
    return Accepted(wamid) if wamid else _unknown(status)


def _read_told(status: int, answer: bytes) -> Told | Refused | InDoubt:
    """A document, or the platform's own error; both are JSON objects."""
    try:
        document = orjson.loads(answer)
    except orjson.JSONDecodeError:
        return InDoubt(f"HTTP {status} without readable JSON")
    if not isinstance(document, dict):
        return _unknown(status)
    error = document.get("error")
    if isinstance(error, dict) and ("code" in error or "fbtrace_id" in error):
        return _read_refusal(status, error)
    return Told(document) if status < 300 else _unknown(status)


def _unknown(status: int) -> InDoubt:
    return InDoubt(f"HTTP {status} with an answer that is none of the platform's")


def _read_refusal(status: int, error: Mapping[str, Any]) -> Refused:
    code = number_at(error, "code")
    more = error.get("error_data")
    details = more.get("details") if isinstance(more, dict) else more
    words = " · ".join(part for part in (error.get("message"), details) if isinstance(part, str))
    is_transient = error.get("is_transient") is True
    return Refused(code, classify(code, status, is_transient=is_transient), redact(words))


def _read_wamid(document: Mapping[str, Any]) -> str:
    messages = document.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else None
    wamid = first.get("id") if isinstance(first, dict) else None
    return wamid if isinstance(wamid, str) else ""

"""Rules of sending: each way a POST can end has one outcome, and none raises."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.messages.inbound import Identity
from bot.messages.reply import TextReply
from bot.web.emulated_graph import EmulatedGraph, serve
from bot.web.faults import Fault, FaultKind
from bot.whatsapp.client import Accepted, GraphClient, InDoubt, Refused, Unsent
from bot.whatsapp.payloads import address_message, content_of
from tests.support.clocks import SettableClock

NUMBER = "118822334455667"
TOKEN = "sandbox-token"
BODY = address_message(content_of(TextReply("أهلًا")), Identity("962790000101"), "lane:1")

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def a_platform() -> AsyncIterator[tuple[EmulatedGraph, GraphClient]]:
    """An emulated platform and a client that waits for it half a second."""
    graph = EmulatedGraph(NUMBER, TOKEN, SettableClock())
    async with (
        serve(graph) as base_url,
        GraphClient(base_url, NUMBER, lambda: TOKEN, timeout_s=0.5) as client,
    ):
        yield graph, client


@asynccontextmanager
async def a_server_that(talk: Talk) -> AsyncIterator[GraphClient]:
    """A server that speaks as a test wants, and a client for it."""

    async def closing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(closing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with (
        server,
        GraphClient(f"http://127.0.0.1:{port}/v25.0", NUMBER, lambda: TOKEN) as client,
    ):
        yield client


def answering(status: int, body: bytes, kind: str = "application/json") -> Talk:
    """Reads a request and answers it with one status and body."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length:")
        )
        await reader.readexactly(length)
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        await writer.drain()

    return talk


async def test_an_accepted_message_brings_its_wamid() -> None:
    """What the platform took is known by the platform's id."""
    async with a_platform() as (graph, client):
        outcome = await client.send(BODY)

    assert outcome == Accepted(graph.accepted[0].wamid)
    assert graph.accepted[0].callback == "lane:1"


@pytest.mark.parametrize("kind", ["refuse", "refuse-as-200"])
async def test_an_error_object_is_a_refusal_whatever_the_http_status(kind: FaultKind) -> None:
    """Also with HTTP 200 the error object says that nothing was sent."""
    async with a_platform() as (graph, client):
        graph.faults.append(Fault(kind, code=131056))
        outcome = await client.send(BODY)

    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.error_class) == (131056, "retry-later-for-this-user")
    assert not graph.accepted


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        ("hang", 0),
        ("hang-after", 1),
        ("reset", 0),
        ("reset-after", 1),
        ("broken-json", 1),
        ("bad-gateway", 0),
    ],
)
async def test_after_the_request_was_written_silence_is_doubt(kind: FaultKind, taken: int) -> None:
    """Lost connections, time-outs and unreadable answers tell nothing about the message."""
    async with a_platform() as (graph, client):
        graph.faults.append(Fault(kind))
        outcome = await client.send(BODY)

    assert isinstance(outcome, InDoubt)
    assert len(graph.accepted) == taken


async def test_a_slow_answer_within_the_limit_is_no_doubt() -> None:
    """Slowness alone sends nothing twice."""
    async with a_platform() as (graph, client):
        graph.faults.append(Fault("slow", seconds=0.05))

        assert isinstance(await client.send(BODY), Accepted)


async def test_a_refused_connection_is_surely_not_sent() -> None:
    """Nobody listens: nothing was written."""
    server = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    async with GraphClient(f"http://127.0.0.1:{port}/v25.0", NUMBER, lambda: TOKEN) as client:
        outcome = await client.send(BODY)

    assert isinstance(outcome, Unsent)


async def test_t10_a_redirect_is_not_followed() -> None:
    """Wherever the answer points, the message and its token go to no other server."""
    visits = []

    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(await reader.read(10))
        writer.close()

    elsewhere = await asyncio.start_server(other, "127.0.0.1", 0)
    target = elsewhere.sockets[0].getsockname()[1]
    answer = f"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:{target}/\r\n"

    async def redirecting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65536)
        writer.write(answer.encode() + b"Content-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with elsewhere, a_server_that(redirecting) as client:
        outcome = await client.send(BODY)

    assert isinstance(outcome, InDoubt)
    assert visits == []


async def test_a_failed_tls_handshake_is_surely_not_sent() -> None:
    """A server that speaks no TLS never saw the message."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with a_server_that(talk) as plain:
        port = plain._messages.port  # the server's own address, spoken to with the wrong scheme
        async with GraphClient(f"https://127.0.0.1:{port}", NUMBER, lambda: TOKEN) as client:
            outcome = await client.send(BODY)

    assert isinstance(outcome, Unsent)


async def test_a_token_that_fits_no_header_is_surely_not_sent() -> None:
    """A line break in the token stops the request before it is written, and is not told."""
    async with a_platform() as (graph, _client):
        url = "http://127.0.0.1:1/v25.0"
        async with GraphClient(url, NUMBER, lambda: "secret\r\nX: y") as client:
            outcome = await client.send(BODY)

    assert isinstance(outcome, Unsent)
    assert "secret" not in repr(outcome)
    assert not graph.accepted


async def test_a_client_that_is_not_open_sends_nothing() -> None:
    """Before `open` and after `close` nothing goes out."""
    client = GraphClient("http://127.0.0.1:1/v25.0", NUMBER, lambda: TOKEN)

    assert isinstance(await client.send(BODY), Unsent)


async def test_a_dead_kept_connection_is_doubt_and_is_not_tried_again() -> None:
    """The library never repeats a POST by itself: the server sees each send once."""
    seen: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))

    async with a_server_that(talk) as client:
        outcomes = [await client.send(BODY), await client.send(BODY)]

    assert [type(outcome) for outcome in outcomes] == [InDoubt, InDoubt]
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"[]"),
        (200, b'{"messages":[]}'),
        (200, b'{"messages":[{"id":7}]}'),
        (302, b"{}"),
        (500, b'{"messages":[{"id":"wamid.x"}]}'),
        (500, b'{"error":"down"}'),
        (502, b"<html>"),
        (404, b'{"error":{"message":"no such page"}}'),
        (200, b'{"messages":[{"id":"x"}]}' + b" " * 70_000),
    ],
)
async def test_an_answer_that_is_none_of_the_platforms_is_doubt(status: int, body: bytes) -> None:
    """A proxy's page, a broken or endless answer: nobody knows."""
    async with a_server_that(answering(status, body)) as client:
        assert isinstance(await client.send(BODY), InDoubt)


@pytest.mark.parametrize(
    ("status", "error", "code", "error_class"),
    [
        (500, {"code": 3, "message": "x"}, 3, "operator-must-act"),
        (403, {"code": 131056, "error_data": "plain words"}, 131056, "retry-later-for-this-user"),
        (400, {"code": 77, "is_transient": True}, 77, "retry-with-backoff"),
        (503, {"fbtrace_id": "A", "code": "odd"}, None, "retry-with-backoff"),
    ],
)
async def test_the_code_decides_before_the_http_status(
    status: int, error: object, code: int | None, error_class: str
) -> None:
    """A refusal's class comes from its code; strangers are classed by what else is told."""
    body = json.dumps({"error": error}).encode()
    async with a_server_that(answering(status, body)) as client:
        outcome = await client.send(BODY)

    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.error_class) == (code, error_class)


async def test_cancelling_a_send_is_not_swallowed() -> None:
    """A shutdown that cancels a send gets its CancelledError."""
    asked = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        asked.set()
        await reader.read()

    async with a_server_that(talk) as client:
        sending = asyncio.create_task(client.send(BODY))
        await asked.wait()
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending


@pytest.mark.parametrize("code", [190, "190"])
async def test_a_code_written_as_text_is_the_same_code(code: object) -> None:
    """A dead token must stop the sending and not bury a reply, however its code is written."""
    answer = json.dumps({"error": {"message": "x", "code": code}}).encode()
    async with a_server_that(answering(400, answer)) as client:
        assert await client.send(BODY) == Refused(190, "operator-must-act", "x")


def test_a_client_never_shows_its_token() -> None:
    """`repr` is safe to log."""
    assert TOKEN not in repr(GraphClient("https://graph.example/v25.0", NUMBER, lambda: TOKEN))

"""An editor's side of the Language Server Protocol, as far as tests need it: over pipes, in JSON.

Source: Microsoft, Language Server Protocol specification 3.17, base protocol and text documents.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.support.browsers import npm_file

SERVER = npm_file("yaml-language-server/bin/yaml-language-server")
_LIMIT_S = 30.0


class Editor:
    """One open file in an editor that has the server of YAML files."""

    def __init__(self, process: asyncio.subprocess.Process, file: Path) -> None:
        """Speak through the pipes of a started server about one file."""
        self._process = process
        self._uri = file.as_uri()
        self._version = 0
        self._asked = 0

    async def begin(self) -> None:
        """Introduce the editor to the server."""
        await self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._tell("initialized", {})

    async def show(self, text: str) -> list[str]:
        """What is underlined in a text, as `line: message`, lines counted from 1."""
        self._version += 1
        document = {"uri": self._uri, "version": self._version}
        if self._version == 1:
            opened = {**document, "languageId": "yaml", "text": text}
            self._tell("textDocument/didOpen", {"textDocument": opened})
        else:
            changes = [{"text": text}]
            self._tell(
                "textDocument/didChange", {"textDocument": document, "contentChanges": changes}
            )
        while True:
            said = await self._next()
            if said.get("method") == "textDocument/publishDiagnostics":
                found = said["params"]["diagnostics"]
                return [f"{at['range']['start']['line'] + 1}: {at['message']}" for at in found]

    async def completions(self, line: int, column: int) -> dict[str, str]:
        """What is offered at a place, counted from 1: labels with what is told about them."""
        found = await self._ask("textDocument/completion", self._at(line, column))
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: _words(item.get("documentation", "")) for item in items}

    def _at(self, line: int, column: int) -> dict[str, Any]:
        place = {"line": line - 1, "character": column - 1}
        return {"textDocument": {"uri": self._uri}, "position": place}

    async def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._asked += 1
        number = self._asked
        self._write({"id": number, "method": method, "params": params})
        while True:
            said = await self._next()
            if said.get("id") == number and "method" not in said:
                return said.get("result")

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._write({"method": method, "params": params})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    async def _next(self) -> dict[str, Any]:
        """The server's next message; what it asks of the editor is answered with nothing."""
        assert self._process.stdout is not None
        async with asyncio.timeout(_LIMIT_S):
            head = await self._process.stdout.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].split()[0])
            said: dict[str, Any] = json.loads(await self._process.stdout.readexactly(length))
        if "id" in said and "method" in said:
            self._write({"id": said["id"], "result": None})
        return said


def _words(told: Any) -> str:
    return str(told["value"] if isinstance(told, dict) else told)


@asynccontextmanager
async def editing(file: Path) -> AsyncIterator[Editor]:
    """An editor that has opened a file; the server finds the schema by the file's first line."""
    process = await asyncio.create_subprocess_exec(
        "node", str(SERVER), "--stdio", stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        editor = Editor(process, file)
        await editor.begin()
        yield editor
    finally:
        process.kill()
        await process.wait()

"""What strangers and careless authors write is never passed on to anybody."""

from pathlib import Path

import pytest

from bot.commands.operators.stats import _as_csv
from bot.conversation.release import Release
from bot.messages.inbound import Inbound, Media, Tap, Text
from bot.store.protocol import FactCount
from bot.whatsapp.payloads import content_of
from tests.conversation.talking import Talk
from tests.flows.authored import FILES, load, write_flows
from tests.fuzz.conftest import release as release

_MARK = "Xyzzyplugh"
_NOISE = [
    f"{_MARK}",
    f"\u202e{_MARK}\u2066\u200f",
    f"*{_MARK}* _b_ ~c~ ```d```",
    f"https://evil.example/{_MARK}",
    f"<script>{_MARK}</script>",
    f"رسوم تجديد جواز السفر {_MARK}",
    f"اسمي {_MARK} ورقمي 962791357924",
    f"{{agency}} {_MARK} {{0.__class__}}",
    f"{_MARK}\r\n\x1b[2J\0",
    "9" * 4096,
]
_BAD_FILES = {
    "an alias": "a: &x [1]\nb: *x\n",
    "a bomb of aliases": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a tag": "a: !!python/object/apply:os.system [ls]\n",
    "a merge": "a: {x: 1}\n<<: {y: 2}\n",
    "too deep": "a:\n" + "".join("  " * n + "- \n" for n in range(1, 30)),
    "too deep in one line": "a: " + "[" * 30 + "]" * 30 + "\n",
    "too many values": "a: [" + "1," * 60_000 + "]\n",
    "too large": "#" * (1 << 20) + "\na: 1\n",
    "a key twice": "flow: x\nflow: y\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "half a file": FILES["moj.yaml"][:300] + '"',
    "a null byte": "a: \0\n",
    "a list as key": "? [a]\n: b\n",
}


@pytest.mark.parametrize("noise", _NOISE)
def test_t06_nothing_a_citizen_wrote_comes_back(release: Release, noise: str) -> None:
    """Neither as text, nor as a caption, a label or a row's id; at any place; nor is it counted."""
    for made in (Text, lambda body: Tap(body[:512], body[:200]), lambda body: Media("image", body)):
        for places in ((), ("مرحبا",), ("مرحبا", "2"), ("hi", "English", "3", "1")):
            talk = Talk(release)
            if places:
                talk.says(*places)
            said: Inbound = made(noise)
            reply = content_of(talk.sends(said)).decode()
            assert talk.turn is not None
            kept = f"{talk.turn.facts} {talk.turn.path} {talk.session}"
            for told in (reply, kept):
                assert _MARK not in told
                assert "962791357924" not in told
                assert "9" * 20 not in told


@pytest.mark.parametrize("content", _BAD_FILES.values(), ids=_BAD_FILES.keys())
def test_t04_a_hostile_file_is_one_refusal_with_its_place(tmp_path: Path, content: str) -> None:
    """Nothing of the folder is used; the message names file and line."""
    folder = write_flows(tmp_path, {"moj.yaml": content})

    loaded = load(folder)

    assert loaded.library is None
    assert any(Path(f.place.file).name == "moj.yaml" and f.place.line >= 1 for f in loaded.faults)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@sum", "\t=1", " =1", "\r=1", "＝1", "＋1", "－1", "＠a", " ＝1"]
)
def test_t09_no_cell_is_a_formula(cell: str) -> None:
    """Also after spaces and in wide letters; every cell is quoted."""
    lines = _as_csv([FactCount("opened", cell, 1)])

    assert f'"opened","\'{cell}","1"' in lines

"""Texts and documents as nobody expects them."""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

SAMPLES = Path(__file__).parents[1] / "samples" / "webhooks"

_NASTY = [
    *("", "\0", "\u202e", "\u2066", "\u2069", "\u200d", "\ufeff", "\ud800", "\x9b31m", "\x1b[2J"),
    *("٣", "۳", "３", "²", "①", "Ⅷ", "-1", "1e3", "٣٫٥", "0" * 30, "9" * 5000, "رقم ٣", "no. 3"),
    *(
        "رسوم",
        "jawaz safar",
        "ﷺ",
        "ﻻ",
        "ــــ",
        "\u0653" * 50,
        "👨\u200d👩\u200d👧",
        "🇯🇴",
        "e\u0301",
    ),
    *("=1+1", "<script>alert(1)</script>", "{0.__class__}", "%s%n", "../../etc/passwd", "'; --"),
    *("https://example.org/x", "www.x.y", "+962790000000", "cspd/passport-renew", "@main?page=9"),
]

# Everything Python calls a text: unassigned code points and lone surrogates too.
any_text = st.one_of(
    st.sampled_from(_NASTY),
    st.text(st.characters(exclude_categories=())),
    st.lists(st.one_of(st.sampled_from(_NASTY), st.text(max_size=5)), max_size=8).map("".join),
)

_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**15, 10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    any_text,
)
any_json: st.SearchStrategy[Any] = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def samples() -> list[Any]:
    """Every kind of webhook there is, as parsed JSON."""
    return [json.loads(file.read_bytes()) for file in sorted(SAMPLES.glob("*.json"))]


@st.composite
def spoiled(draw: st.DrawFn, document: Any, most: int = 4) -> Any:
    """A document with a few of its parts dropped, doubled or replaced by anything."""
    copied = json.loads(json.dumps(document))
    for _ in range(draw(st.integers(1, most))):
        parents = [part for part in _parts(copied) if part]
        if not parents:
            break
        parent = draw(st.sampled_from(parents))
        keys = list(parent) if isinstance(parent, dict) else list(range(len(parent)))
        key = draw(st.sampled_from(keys))
        match draw(st.sampled_from(["drop", "replace", "double"])):
            case "drop":
                del parent[key]
            case "replace":
                parent[key] = draw(any_json)
            case _ if isinstance(parent, list):
                parent.append(json.loads(json.dumps(parent[key])))
            case _:
                parent[key] = [parent[key]]
    return copied


def _parts(document: Any) -> list[Any]:
    """Every object and list in a document."""
    found = [document] if isinstance(document, dict | list) else []
    inner = document.values() if isinstance(document, dict) else document if found else ()
    return found + [part for one in inner for part in _parts(one)]

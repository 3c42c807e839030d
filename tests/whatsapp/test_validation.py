"""Rules of the independent check: what the platform refuses is found, with its code and place."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.whatsapp.validation import Sound, find_content_violations, find_violations

Change = Callable[[dict[str, Any]], object]


def a_list(rows: int = 2, sections: int = 1) -> dict[str, Any]:
    """A whole valid list message."""
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "+962790000101",
        "biz_opaque_callback_data": "x",
        "type": "interactive",
        "interactive": {
            "type": "list",
            "body": {"text": "اختر"},
            "footer": {"text": "0"},
            "action": {
                "button": "اختر جهة",
                "sections": [
                    {
                        "title": f"قسم {s}",
                        "rows": [{"id": f"{s}/{r}", "title": f"{s}-{r}"} for r in range(rows)],
                    }
                    for s in range(sections)
                ],
            },
        },
    }


def buttons(count: int = 2) -> dict[str, Any]:
    """A whole valid message with reply buttons."""
    message = a_list()
    message["interactive"] = {
        "type": "button",
        "body": {"text": "Useful?"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": f"@{n}", "title": f"B{n}"}} for n in range(count)
            ]
        },
    }
    return message


def of_kind(kind: str, content: object) -> dict[str, Any]:
    """A message of any other kind."""
    return {"messaging_product": "whatsapp", "to": "+962790000101", "type": kind, kind: content}


VALID = [
    a_list(10),
    a_list(1, 10),
    buttons(3),
    of_kind("text", {"body": "م" * 4096}),
    of_kind("location", {"latitude": "31.95", "longitude": 35.9, "name": "مركز"}),
    of_kind("image", {"link": "https://example.org/a.png", "caption": "x"}),
    of_kind("document", {"id": "123", "filename": "a.pdf"}),
    of_kind("contacts", [{"name": {"formatted_name": "x"}}]),
    of_kind("reaction", {"message_id": "wamid.x", "emoji": ""}),
    of_kind(
        "interactive",
        {
            "type": "location_request_message",
            "body": {"text": "?"},
            "action": {"name": "send_location"},
        },
    ),
    of_kind(
        "interactive",
        {
            "type": "cta_url",
            "header": {"type": "image", "image": {"id": "1"}},
            "body": {"text": "?"},
            "action": {
                "name": "cta_url",
                "parameters": {"display_text": "Open", "url": "https://example.org"},
            },
        },
    ),
    {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.x"},
    {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": "wamid.x",
        "typing_indicator": {"type": "text"},
    },
]


@pytest.mark.parametrize("message", VALID)
def test_what_the_platform_takes_is_taken(message: dict[str, Any]) -> None:
    """Messages at their limits are not refused."""
    assert find_violations(message) == []


def _row(message: dict[str, Any], number: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = message["interactive"]["action"]["sections"][0]["rows"][number]
    return row


def _action(message: dict[str, Any]) -> dict[str, Any]:
    action: dict[str, Any] = message["interactive"]["action"]
    return action


ENVELOPE_FAULTS: list[tuple[int, Change]] = [
    (100, lambda m: m.pop("to")),
    (100, lambda m: m.update(to="962790000101")),
    (100, lambda m: m.update(to=962790000101)),
    (100, lambda m: m.update(recipient="nour.jo")),
    (100, lambda m: m.update(recipient_type="group")),
    (100, lambda m: m.update(messaging_product="sms")),
    (131008, lambda m: m.pop("messaging_product")),
    (100, lambda m: m.update(surprise=1)),
    (131009, lambda m: m.update(biz_opaque_callback_data="x" * 513)),
    (100, lambda m: m.update(type="poll")),
    (131008, lambda m: m.pop("interactive")),
    (100, lambda m: m.update(interactive=[])),
]
CONTENT_FAULTS: list[tuple[int, Change]] = [
    (131008, lambda m: m["interactive"].pop("body")),
    (131009, lambda m: m["interactive"].update(body={"text": ""})),
    (131009, lambda m: m["interactive"].update(body={"text": "م" * 1025})),
    (131009, lambda m: m["interactive"].update(body={"text": "👍" * 513})),
    (131009, lambda m: m["interactive"].update(body={"text": "\ud800"})),
    (131009, lambda m: m["interactive"].update(footer={"text": "x" * 61})),
    (131009, lambda m: m["interactive"].update(footer={"text": ""})),
    (131009, lambda m: m["interactive"].update(header={"type": "image", "image": {"id": "1"}})),
    (131009, lambda m: m["interactive"].update(header={"type": "text", "text": "x" * 61})),
    (131008, lambda m: _action(m).pop("button")),
    (131009, lambda m: _action(m).update(button="x" * 21)),
    (131009, lambda m: _action(m).update(button=" ")),
    (131009, lambda m: _action(m).update(sections=[])),
    (100, lambda m: _action(m).update(sections={})),
    (131008, lambda m: _action(m)["sections"][0].pop("title")),
    (131009, lambda m: _action(m)["sections"][0].update(title="")),
    (131009, lambda m: _action(m)["sections"][0].update(title="x" * 25)),
    (131009, lambda m: _action(m)["sections"][0].update(rows=[])),
    (131008, lambda m: _row(m).pop("id")),
    (131008, lambda m: _row(m).pop("title")),
    (131009, lambda m: _row(m).update(id="x" * 201)),
    (131009, lambda m: _row(m).update(title="x" * 25)),
    (131009, lambda m: _row(m).update(title="")),
    (131009, lambda m: _row(m).update(title="two\nlines")),
    (131009, lambda m: _row(m).update(description="")),
    (131009, lambda m: _row(m).update(description="x" * 73)),
    (100, lambda m: _row(m).update(title=7)),
    (100, lambda m: _row(m).update(payload="x")),
    (131009, lambda m: _row(m).update(id=_row(m, 1)["id"])),
    (131009, lambda m: _row(m).update(title=_row(m, 1)["title"])),
]


@pytest.mark.parametrize(("code", "spoil"), ENVELOPE_FAULTS + CONTENT_FAULTS)
def test_each_single_fault_of_a_list_is_found_with_its_code(code: int, spoil: Change) -> None:
    """One rule broken, one violation, and its code is the platform's."""
    message = a_list()
    spoil(message)

    assert [violation.code for violation in find_violations(message)] == [code]


@pytest.mark.parametrize(("code", "spoil"), CONTENT_FAULTS)
def test_a_fault_is_found_whatever_was_sound_before(code: int, spoil: Change) -> None:
    """Lists that share rows with those before them hide nothing, each time anew."""
    sound, good = Sound(), content_of(a_list())
    bad = content_of(a_list())
    spoil(bad)

    assert find_content_violations(good, sound) == []
    for _ in range(2):
        assert [at.code for at in find_content_violations(bad, sound)] == [code]
        assert find_content_violations(content_of(a_list(3, 3)), sound) == []


def test_rows_that_were_sound_apart_are_not_twice_in_one_list() -> None:
    """Each was looked at before; that there are two of them, or eleven, is new."""
    sound, many = Sound(), content_of(a_list(6, 2))
    rows = [row for at in many["interactive"]["action"]["sections"] for row in at["rows"]]
    for row in rows:
        content = content_of(a_list())
        content["interactive"]["action"]["sections"][0]["rows"] = [row]
        assert find_content_violations(content, sound) == []
    twice = content_of(a_list())
    twice["interactive"]["action"]["sections"][0]["rows"] = rows[:1] * 2

    assert len(find_content_violations(many, sound)) == 1
    assert len(find_content_violations(twice, sound)) == 2


def content_of(message: dict[str, Any]) -> dict[str, Any]:
    """What a message says, without whom it is for."""
    return {key: message[key] for key in ("type", "interactive")}


@pytest.mark.parametrize(("rows", "sections"), [(11, 1), (6, 2), (1, 11)])
def test_more_than_ten_rows_are_refused_however_they_are_spread(rows: int, sections: int) -> None:
    """Ten rows are the limit of the whole list; the platform's own schema misses two of three."""
    assert find_violations(a_list(rows, sections))


BUTTON_FAULTS: list[Change] = [
    lambda m: _action(m).update(buttons=[]),
    lambda m: _action(m)["buttons"][0].update(type="url"),
    lambda m: _action(m)["buttons"][0]["reply"].update(title="x" * 21),
    lambda m: _action(m)["buttons"][0]["reply"].update(id="x" * 257),
    lambda m: _action(m)["buttons"][0]["reply"].update(id=" x"),
    lambda m: _action(m)["buttons"][0]["reply"].update(id="@1"),
    lambda m: _action(m)["buttons"][0]["reply"].update(title="B1"),
    lambda m: _action(m)["buttons"][0].pop("reply"),
    lambda m: _action(m).update(button="x"),
]


@pytest.mark.parametrize("spoil", BUTTON_FAULTS)
def test_each_single_fault_of_buttons_is_found(spoil: Change) -> None:
    """One rule broken, one violation."""
    message = buttons()
    spoil(message)

    assert len(find_violations(message)) == 1


def test_four_buttons_are_refused() -> None:
    """Three are the limit."""
    assert find_violations(buttons(4))


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        "x",
        {},
        of_kind("text", {"body": ""}),
        of_kind("text", {"body": "م" * 4097}),
        of_kind("text", {"body": "x", "preview_url": "no"}),
        of_kind("location", {"latitude": 91, "longitude": 0}),
        of_kind("location", {"latitude": float("nan"), "longitude": 0}),
        of_kind("location", {"latitude": True, "longitude": 0}),
        of_kind("image", {"id": "1", "link": "https://example.org"}),
        of_kind("image", {}),
        of_kind("document", {"link": "file:///etc/passwd"}),
        of_kind("contacts", []),
        of_kind("contacts", [{}]),
        of_kind("reaction", {"emoji": "x"}),
        of_kind("interactive", {"type": "carousel"}),
        {"messaging_product": "whatsapp", "status": "read"},
        {"messaging_product": "whatsapp", "status": "unread", "message_id": "x"},
    ],
)
def test_other_kinds_are_checked_as_well(message: object) -> None:
    """Whatever is no message the platform takes is refused."""
    assert find_violations(message)


def test_all_faults_are_found_at_once_and_none_quotes_the_words() -> None:
    """Several rules broken are several violations; no detail repeats what the message says."""
    message = a_list()
    _row(message).update(title="secret words " * 9, id="")
    message["to"] = "07900secret"

    violations = find_violations(message)

    assert len(violations) == 3
    assert "secret" not in str(violations)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "title", "text", "type", "rows"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
_PATHS = [
    ("to",),
    ("type",),
    ("context",),
    ("interactive",),
    ("interactive", "type"),
    ("interactive", "header"),
    ("interactive", "action"),
    ("interactive", "action", "sections"),
]


@settings(deadline=None)
@given(st.sampled_from(_PATHS), _JSON)
def test_no_shape_raises(path: tuple[str, ...], value: object) -> None:
    """Whatever a caller sends, the check answers."""
    message = copy.deepcopy(a_list())
    parent = message
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = value

    assert isinstance(find_violations(message), list)

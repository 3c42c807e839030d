"""The platform's rules for interactive messages, stricter than its own OpenAPI description.

That description misses eleven rows spread over sections, empty or repeated titles and ids, lists
without rows or section titles, and knows neither link buttons nor location requests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.whatsapp import limits
from bot.whatsapp.checking.faults import INVALID, UNFIT, Faults

_HEADER_MEDIA = ("image", "video", "document")
_SECTION = frozenset({"title", "rows"})
_ROW = frozenset({"id", "title"})
_ROW_OPTIONS = frozenset({"description"})


@dataclass(slots=True)
class Sound:
    """What had no fault in messages that are looked at one after the other, and share much.

    `action` is the last: the next message is often the same list under other words. `rows` are
    those of all lists, each as what it holds: most of them lead back, or to a sibling.
    """

    kind: str = ""
    action: object = None
    rows: set[tuple[tuple[str, object], ...]] = field(default_factory=set)


def check_interactive(faults: Faults, value: object, sound: Sound | None = None) -> None:
    """Note every rule that the `interactive` object of a message breaks."""
    kind = value.get("type") if isinstance(value, dict) else None
    check = _CHECKS.get(kind) if isinstance(kind, str) else None
    if check is None:
        faults.add(INVALID, f"interactive.type must be one of {', '.join(_CHECKS)}")
        return
    has_furniture = kind != "location_request_message"
    optional = {"header", "footer"} if has_furniture else frozenset[str]()
    interactive = faults.fields(value, "interactive", {"type", "body", "action"}, optional)
    if "body" in interactive:
        body = faults.fields(interactive["body"], "interactive.body", {"text"})
        faults.text(body, "interactive.body", "text", limits.INTERACTIVE_BODY)
    if "footer" in interactive and has_furniture:
        footer = faults.fields(interactive["footer"], "interactive.footer", {"text"})
        faults.text(footer, "interactive.footer", "text", limits.FOOTER)
    if "header" in interactive and has_furniture:
        _check_header(faults, interactive["header"], may_hold_media=kind in ("button", "cta_url"))
    if "action" in interactive:
        _check_action(faults, str(kind), interactive["action"], sound or Sound())


def _check_action(faults: Faults, kind: str, action: object, sound: Sound) -> None:
    if sound.kind == kind and (sound.action is action or sound.action == action):
        return
    known = len(faults.found)
    _CHECKS[kind](faults, action, sound)
    if len(faults.found) == known:
        sound.kind, sound.action = kind, action


def check_media(faults: Faults, value: object, place: str, optional: frozenset[str]) -> None:
    """Note every rule that a media object breaks: an id or a link, not both, and its texts."""
    media = faults.fields(value, place, frozenset(), {"id", "link"} | optional)
    if ("id" in media) == ("link" in media):
        faults.add(UNFIT, f"{place} must have either an id or a link")
    faults.text(media, place, "id", 200)
    link = faults.text(media, place, "link", 2000)
    if link is not None and not link.startswith(("http://", "https://")):
        faults.add(UNFIT, f"{place}.link must be an http or https address")
    faults.text(media, place, "caption", limits.CAPTION)
    faults.text(media, place, "filename", 240)


def _check_header(faults: Faults, value: object, *, may_hold_media: bool) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    place = "interactive.header"
    if kind == "text":
        header = faults.fields(value, place, {"type", "text"})
        faults.text(header, place, "text", limits.HEADER_TEXT)
    elif may_hold_media and kind in _HEADER_MEDIA:
        header = faults.fields(value, place, {"type", kind})
        check_media(faults, header.get(kind), f"{place}.{kind}", frozenset({"filename"}))
    else:
        faults.add(UNFIT, f"{place}.type is not allowed for this kind of message")


def _check_list(faults: Faults, value: object, sound: Sound) -> None:
    place = "interactive.action"
    action = faults.fields(value, place, {"button", "sections"})
    faults.text(action, place, "button", limits.LIST_BUTTON, one_line=True)
    rows: list[Mapping[str, Any]] = []
    for number, section in enumerate(faults.elements(action, place, "sections", limits.SECTIONS)):
        rows += _check_section(faults, section, f"{place}.sections[{number}]", sound)
    if len(rows) > limits.ROWS:
        faults.add(UNFIT, f"{place}.sections hold {len(rows)} rows; {limits.ROWS} are allowed")
    faults.unique([row.get("id") for row in rows], "row ids")
    faults.unique([row.get("title") for row in rows], "row titles")


def _check_section(
    faults: Faults, value: object, place: str, sound: Sound
) -> list[Mapping[str, Any]]:
    section = faults.fields(value, place, _SECTION)
    faults.text(section, place, "title", limits.SECTION_TITLE, one_line=True)
    rows: list[Mapping[str, Any]] = []
    for number, row in enumerate(faults.elements(section, place, "rows", limits.ROWS)):
        if not _is_known(sound, row):
            known = len(faults.found)
            _check_row(faults, row, f"{place}.rows[{number}]")
            if len(faults.found) == known:
                sound.rows.add(tuple(row.items()))
        rows.append(row if isinstance(row, dict) else {})
    return rows


def _is_known(sound: Sound, row: object) -> bool:
    try:
        return isinstance(row, dict) and tuple(row.items()) in sound.rows
    except TypeError:  # it holds what no sound row does
        return False


def _check_row(faults: Faults, value: object, place: str) -> None:
    row = faults.fields(value, place, _ROW, _ROW_OPTIONS)
    faults.text(row, place, "id", limits.ROW_ID, one_line=True)
    faults.text(row, place, "title", limits.ROW_TITLE, one_line=True)
    faults.text(row, place, "description", limits.ROW_DESCRIPTION, one_line=True)


def _check_buttons(faults: Faults, value: object, _: Sound) -> None:
    place = "interactive.action"
    action = faults.fields(value, place, {"buttons"})
    replies = []
    for number, button in enumerate(faults.elements(action, place, "buttons", limits.BUTTONS)):
        replies.append(_check_button(faults, button, f"{place}.buttons[{number}]"))
    faults.unique([reply.get("id") for reply in replies], "button ids")
    faults.unique([reply.get("title") for reply in replies], "button titles")


def _check_button(faults: Faults, value: object, place: str) -> Mapping[str, Any]:
    button = faults.fields(value, place, {"type", "reply"})
    faults.constant(button, place, "type", "reply")
    if "reply" not in button:
        return {}
    place = f"{place}.reply"
    reply = faults.fields(button["reply"], place, {"id", "title"})
    faults.text(reply, place, "title", limits.BUTTON_TITLE, one_line=True)
    button_id = faults.text(reply, place, "id", limits.BUTTON_ID, one_line=True)
    if button_id is not None and button_id != button_id.strip():
        faults.add(UNFIT, f"{place}.id begins or ends with a space")
    return reply


def _check_link(faults: Faults, value: object, _: Sound) -> None:
    place = "interactive.action"
    action = faults.fields(value, place, {"name", "parameters"})
    faults.constant(action, place, "name", "cta_url")
    if "parameters" not in action:
        return
    place = f"{place}.parameters"
    parameters = faults.fields(action["parameters"], place, {"display_text", "url"})
    faults.text(parameters, place, "display_text", limits.LINK_LABEL, one_line=True)
    url = faults.text(parameters, place, "url", 2000, one_line=True)
    if url is not None and not url.startswith(("http://", "https://")):
        faults.add(UNFIT, f"{place}.url must be an http or https address")


def _check_location_request(faults: Faults, value: object, _: Sound) -> None:
    action = faults.fields(value, "interactive.action", {"name"})
    faults.constant(action, "interactive.action", "name", "send_location")


_CHECKS: Mapping[str, Callable[[Faults, object, Sound], None]] = {
    "list": _check_list,
    "button": _check_buttons,
    "cta_url": _check_link,
    "location_request_message": _check_location_request,
}

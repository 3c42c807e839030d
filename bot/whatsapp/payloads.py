"""From a channel-neutral reply to the JSON that the Graph API takes.

A message is made in two steps: `content_of` when the turn is taken (the store keeps it), and
`address_message` when it is sent, so that the citizen's address is not kept in clear.
"""

from typing import Any

import orjson

from bot.messages.inbound import Identity
from bot.messages.reply import (
    Attachment,
    ButtonsReply,
    LinkReply,
    ListReply,
    LocationRequest,
    Reply,
    Section,
    TextReply,
)
from bot.texts.directions import cut
from bot.whatsapp.limits import TEXT_BODY

_HEAD = b'{"messaging_product":"whatsapp","recipient_type":"individual",'


def content_of(reply: Reply) -> bytes:
    """A reply as JSON `{"type": …, "text" or "interactive": …}`, without an addressee.

    Texts go out as they are: the reply must be within the platform's limits already.
    """
    return orjson.dumps(compose(reply))


def compose(reply: Reply) -> dict[str, Any]:
    """The same before it is written: exactly what reading the JSON would give."""
    match reply:
        case TextReply(body=body):
            return _text(body)
        case ListReply():
            return _interactive(_list(reply))
        case ButtonsReply():
            return _interactive(_buttons(reply))
        case LinkReply():
            return _interactive(_link(reply))
        case LocationRequest(body=body):
            return _interactive(
                {
                    "type": "location_request_message",
                    "body": {"text": body},
                    "action": {"name": "send_location"},
                }
            )


def address_message(content: bytes, identity: Identity, callback: str) -> bytes:
    """The whole body of a send: the content with whom it is for and what statuses shall bear.

    The number is preferred when it is known, with the `+` without which the platform would put
    its own country's code in front; else the business-scoped user id. Splices bytes: content is
    not parsed again. Raises ValueError for an identity without any name.
    """
    if identity.phone:
        address = b'"to":' + orjson.dumps("+" + identity.phone)
    elif identity.user_id:
        address = b'"recipient":' + orjson.dumps(identity.user_id)
    else:
        raise ValueError("an identity without number and user id cannot be answered")
    if callback:
        address += b',"biz_opaque_callback_data":' + orjson.dumps(callback)
    return _HEAD + address + b"," + content[1:]


def as_plain_text(content: bytes) -> bytes:
    """The same words as plain text, for an interactive message that the platform refused.

    The body already lists the numbered options; labels that stand in none of its lines follow,
    a line each, since an exact label typed is understood too, and so do links, at the end of
    theirs. Text content comes back unchanged.
    """
    message = orjson.loads(content)
    if message["type"] != "interactive":
        return content
    interactive = message["interactive"]
    body = interactive["body"]["text"]
    written = {line.partition("- ")[2] or line for line in body.splitlines()}
    extra = [label for label in _labels(interactive["action"]) if label not in written]
    footer = interactive.get("footer", {}).get("text", "")
    blocks = [body, "\n".join(extra), "\n".join(_links(interactive)), footer]
    return orjson.dumps(_text(cut("\n\n".join(block for block in blocks if block), TEXT_BODY)))


def _labels(action: dict[str, Any]) -> list[str]:
    rows = [row["title"] for section in action.get("sections", ()) for row in section["rows"]]
    return rows + [button["reply"]["title"] for button in action.get("buttons", ())]


def _links(interactive: dict[str, Any]) -> list[str]:
    """The addresses behind a link button and of what is attached."""
    header = interactive.get("header", {})
    attached = header.get(header.get("type"), {}).get("link")
    page = interactive["action"].get("parameters", {}).get("url")
    return [link for link in (attached, page) if link]


def _text(body: str) -> dict[str, Any]:
    return {"type": "text", "text": {"body": body, "preview_url": False}}


def _interactive(interactive: dict[str, Any]) -> dict[str, Any]:
    return {"type": "interactive", "interactive": interactive}


def _list(reply: ListReply) -> dict[str, Any]:
    sections = [_section(section) for section in reply.sections]
    return {
        "type": "list",
        "body": {"text": reply.body},
        **_footer(reply.footer),
        "action": {"button": reply.button, "sections": sections},
    }


def _section(section: Section) -> dict[str, Any]:
    rows = [
        {"id": at.id, "title": at.label, "description": at.description}
        if at.description  # the platform refuses an empty one
        else {"id": at.id, "title": at.label}
        for at in section.options
    ]
    return {"title": section.title, "rows": rows}


def _buttons(reply: ButtonsReply) -> dict[str, Any]:
    buttons = [
        {"type": "reply", "reply": {"id": option.id, "title": option.label}}
        for option in reply.options
    ]
    return {
        "type": "button",
        **_header(reply.attachment),
        "body": {"text": reply.body},
        **_footer(reply.footer),
        "action": {"buttons": buttons},
    }


def _link(reply: LinkReply) -> dict[str, Any]:
    return {
        "type": "cta_url",
        **_header(reply.attachment),
        "body": {"text": reply.body},
        **_footer(reply.footer),
        "action": {
            "name": "cta_url",
            "parameters": {"display_text": reply.label, "url": reply.url},
        },
    }


def _header(attached: Attachment | None) -> dict[str, Any]:
    if attached is None:
        return {}
    media = {"link": attached.link}
    if attached.filename:
        media["filename"] = attached.filename
    return {"header": {"type": attached.kind, attached.kind: media}}


def _footer(text: str) -> dict[str, Any]:
    return {"footer": {"text": text}} if text else {}

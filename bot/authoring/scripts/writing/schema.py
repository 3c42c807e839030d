"""The JSON Schema by which editors complete, explain and underline scripts."""

from typing import Any

from bot.authoring.scripts.reading.acting import ABOUT_A_MESSAGE, KINDS
from bot.authoring.scripts.reading.seeing import KINDS as MESSAGE_KINDS
from bot.authoring.scripts.script import NOTHING
from bot.texts.languages import LANGUAGES

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that every editor's server knows
_VARIABLE: Schema = {"type": "string", "pattern": r"\$"}
_SENT = (*KINDS, *ABOUT_A_MESSAGE)


def script_schema() -> Schema:
    """One schema for every script; what no schema can say is told by `replay`."""
    return {
        "$schema": _DRAFT,
        "title": "Daleel scripted conversation",
        **_keys(
            {
                "conversation": _told("What it shows, in a few words.", _text()),
                "steps": _told("What happens, in order.", _list(_reference("step"))),
                "citizen": _told("Who writes.", _reference("citizen")),
                "invited": _told("Whether they see what is by invitation.", _one_of("yes", "no")),
                "tags": _told("Words to choose scripts by.", _list(_plain())),
                "starts": _told("When it begins, such as 2026-11-26 10:00.", _plain()),
                "languages": _told("Plays it once in each.", _list(_one_of(*LANGUAGES))),
                "values": _told("Variables: $name in any text.", _values()),
                "rows": _told("Plays it once for each row of values.", _list(_values())),
                "flows": _told("A folder of flows, beside the script.", _plain()),
                "fails": _told("Why it is known to come out otherwise.", _text()),
            },
            "conversation",
            "steps",
        ),
        "definitions": {
            "step": _step(),
            "sees": _sees(),
            "citizen": _keys({"phone": _plain(), "user_id": _plain()}),
            "text": {"anyOf": [_plain(), _keys({at: _plain() for at in LANGUAGES})]},
        },
    }


def _step() -> Schema:
    acts = {
        "says": _told("Types words.", _text()),
        "types": _told("Types words or a number.", _text()),
        "taps": _told("Taps what was seen, by label, number or id.", _tapped()),
        "shares": _told("Shares a place: [latitude, longitude].", _shared()),
        "sends": _told("Sends something else than words.", _sent()),
        "waits": _told('Time passes: 25h, "1h 30m", until 09:30.', _plain()),
        "repeats": _told("The same webhook again: last, or a step's number.", _plain()),
        "together": _told("Several messages in one webhook.", _list(_reference("step"))),
        "becomes": _told("Another number or user id from here on.", _reference("citizen")),
        "does": _told("The steps of another file, beside this one.", _plain()),
        "delivers": _told("A raw webhook: a file, or {body: …}.", _plain_or({"body": _plain()})),
        "flows": _told("Another folder of flows from here on.", _plain()),
    }
    around = {
        "sees": _told("What is seen then.", _reference("sees")),
        "as": _told("This message under another name.", _reference("citizen")),
        "after": _told("Instead of ten seconds: 1s, 5m.", _plain()),
        "sent": _told("When it was sent: 2h ago, 5m ahead, undated.", _plain()),
        "with": _told("Values for the file of `does`.", _values()),
    }
    return _keys({**acts, **around}) | {"anyOf": [{"required": [verb]} for verb in acts]}


def _sees() -> Schema:
    checks = {
        "screen": _told("This is the place now: cspd/passport-renew, main.", _text()),
        "has": _told("The text has this, or each of these.", _texts()),
        "lacks": _told("The text has none of these.", _texts()),
        "begins": _told("The text begins so.", _text()),
        "text": _told("This is the whole text.", _text()),
        "offers": _told("These can be tapped.", _texts()),
        "hides": _told("These cannot be tapped.", _texts()),
        "options": _told("These can be tapped and nothing else, in this order.", _texts()),
        "abouts": _told("The lines below the options, in this order.", _texts()),
        "language": _told("The conversation is in this language.", _text(*LANGUAGES)),
        "kind": _told("The kind of message.", _text(*MESSAGE_KINDS)),
        "button": _told("The words on the list's button.", _text()),
        "footer": _told("The small line below.", _text()),
        "link": _told("The page behind a link button.", _text()),
        "payload": _told("The whole message as WhatsApp gets it.", {"type": "object"}),
        NOTHING: _told("No reply comes, for this reason.", _text()),
        "status": _told("What the webhook was answered.", {"enum": ["200", "400", 200, 400]}),
    }
    return {"anyOf": [_plain(), _list(_text()), {"type": "null"}, _keys(checks)]}


def _tapped() -> Schema:
    return {
        "anyOf": [
            _text(),
            _keys({name: _text() for name in ("option", "number", "id")} | {"of": _plain()}),
        ]
    }


def _shared() -> Schema:
    place = {"type": "array", "items": _plain(), "minItems": 2, "maxItems": 2}
    return {"anyOf": [place, _keys({"at": place, "name": _text()}, "at")]}


def _sent() -> Schema:
    return {
        "anyOf": [_one_of(*_SENT), _VARIABLE, _keys({k: _text() for k in _SENT} | {"of": _plain()})]
    }


def _told(meaning: str, schema: Schema) -> Schema:
    """With the words that an editor shows; a reference stands alone in draft 7."""
    return {"description": meaning, **({"allOf": [schema]} if "$ref" in schema else schema)}


def _keys(properties: Schema, *required: str) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return schema | {"required": list(required)} if required else schema


def _plain() -> Schema:
    """A text; what looks like a number, a day or yes and no is one too."""
    return {"type": ["string", "number", "boolean"]}


def _plain_or(properties: Schema) -> Schema:
    return {"anyOf": [_plain(), _keys(properties)]}


def _one_of(*words: str) -> Schema:
    """One of some words; an editor's reader takes `yes` for true."""
    return {"enum": [*words, *([True, False] if "yes" in words else [])]}


def _text(*suggested: str) -> Schema:
    """A text, in one language or by language; some words may be suggested."""
    text = _reference("text")
    return {"anyOf": [{"enum": list(suggested)}, text]} if suggested else text


def _texts() -> Schema:
    return {"anyOf": [_text(), {"type": "array", "items": _text()}]}


def _values() -> Schema:
    return {"type": "object", "additionalProperties": _text()}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}

"""The JSON Schema by which editors complete, explain and underline flow files."""

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from bot.flows.schema.documents import AgencyDocument, KindsDocument, MainDocument
from bot.flows.schema.emergencies import EmergenciesDocument

_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that every editor's server knows
_TITLE = "Daleel flow file"
_ABOUT = (
    "One agency's services; in _main.yaml the whole bot, in _kinds.yaml recurring questions, in "
    "_emergencies.yaml what is answered at once."
)


def editor_schema() -> dict[str, Any]:
    """One schema for every file of a flows folder; which kind it is shows by its keys.

    It helps while typing. What no schema can say (targets, labels, both languages beside each
    other) is told by `check`, which also has the last word on what the schema says.
    """
    documents = (AgencyDocument, KindsDocument, MainDocument, EmergenciesDocument)
    _, made = models_json_schema(
        [(document, "validation") for document in documents],
        schema_generator=_EditorSchema,
        ref_template="#/definitions/{model}",
    )
    return {
        "$schema": _DRAFT,
        "title": _TITLE,
        "description": _ABOUT,
        "if": {"required": ["kinds"]},
        "then": _reference(KindsDocument),
        "else": {
            "if": {"required": ["agencies"]},
            "then": _reference(MainDocument),
            "else": {
                "if": {"required": ["emergencies"]},
                "then": _reference(EmergenciesDocument),
                "else": _reference(AgencyDocument),
            },
        },
        "definitions": {name: _plain(one) for name, one in sorted(made["$defs"].items())},
    }


def _reference(document: type) -> Mapping[str, str]:
    return {"$ref": f"#/definitions/{document.__name__}"}


class _EditorSchema(GenerateJsonSchema):
    """Optional keys are simply left out of a file, so nobody is offered to write null."""

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        """What stands there when anything does."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        """No defaults: editors would write them into the file."""
        return self.generate_inner(schema["schema"])

    def tuple_schema(self, schema: Any) -> dict[str, Any]:
        """A list of two as draft 7 says it."""
        items = [self.generate_inner(item) for item in schema["items_schema"]]
        return {"type": "array", "items": items, "minItems": len(items), "maxItems": len(items)}


def _plain(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Without the names that pydantic makes up for keys: they only repeat the key."""
    kept = {name: value for name, value in definition.items() if name != "title"}
    if "properties" in kept:
        kept["properties"] = {
            key: {name: value for name, value in told.items() if name != "title"}
            for key, told in kept["properties"].items()
        }
    return kept

"""The project's own flows, enlarged to any number of services: real words, real answers."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_TITLE_MOST = 24
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def enlarge_flows(source: Path, folder: Path, services: int = 2000) -> list[str]:
    """Write the flows of `source` with copies of their services; returns addresses to tap.

    A copy has an id and a word in its titles that no other has. Equal arguments write equal bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    agencies = {}
    for file in sorted(source.glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        if file.name.startswith("_"):
            (folder / file.name).write_text(text, encoding="utf-8")
        else:
            agencies[file.stem] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - CSafeLoader
    models = [(agency, model) for agency in agencies.values() for model in list(agency["menu"])]
    models = [(agency, model) for agency, model in models if "menu" in model]
    for number in range(services - len(models)):
        agency, model = models[number % len(models)]
        agency["menu"].append(_copied(model, number))
    for name, agency in agencies.items():
        text = yaml.dump(agency, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1000)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [address for name, agency in agencies.items() for address in _addresses(name, agency)]


def _copied(model: dict[str, Any], number: int) -> dict[str, Any]:
    twin = copy.deepcopy(model)
    twin["id"] = f"{model['id']}-{number}"
    for node in _nodes(twin):
        node.pop("moved_from", None)
    for language, word in zip(("ar", "en"), coined_words(number), strict=True):
        room = _TITLE_MOST - len(word) - 1
        twin["title"][language] = f"{model['title'][language][:room].strip()} {word}"
    return twin


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("menu", ()):
        yield from _nodes(child)


def _addresses(above: str, node: dict[str, Any]) -> Iterator[str]:
    yield above
    for child in node.get("menu", ()):
        name = child.get("id") or child.get("kind")
        if name:
            yield from _addresses(f"{above}/{name}", child)


def coined_words(number: int) -> tuple[str, str]:
    """An Arabic and a Latin word that no other number has."""
    arabic, english = "", ""
    for _ in range(3):
        number, letter = divmod(number, 20)
        arabic += "بتجحدرسشصطعفقكلمنوزخ"[letter] + "ا"
        english += "bcdfghjklmnpqrstvwxz"[letter] + "o"
    return arabic, english

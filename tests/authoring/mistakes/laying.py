"""Examples of mistakes as folders, and what `check` says of them."""

import re
from collections.abc import Mapping
from contextlib import chdir
from datetime import date
from pathlib import Path

from bot.authoring.checking.check import check_flows
from bot.authoring.mistakes.examples import Example, flow_files, phrase_files

Side = tuple[str, bool]  # the name of an example, and True for what is wrong in it

TODAY = date(2026, 12, 1)
_LOCALES = Path(__file__).parents[3] / "locales"
_NAME = re.compile(r"^([a-z-]+) =", re.MULTILINE)


def told_of(examples: Mapping[str, Example], folder: Path) -> dict[Side, list[str]]:
    """All that is said of both sides of each example, as it is printed where it stands alone.

    Those that bring no texts of the bot's own are checked together, as these take long to read.
    """
    told: dict[Side, list[str]] = {(name, bad): [] for name in examples for bad in (True, False)}
    places = {f"{number}/": side for number, side in enumerate(told)}
    for place, (name, is_bad) in places.items():
        lay(examples[name], folder / place, is_bad=is_bad)
    alone = {place for place, (name, _) in places.items() if _has_texts(examples[name])}
    with chdir(folder):
        together = [Path(place, "flows") for place in places if place not in alone]
        faults = check_flows(together, _LOCALES, TODAY)
        for place in alone:
            faults += check_flows([Path(place, "flows")], Path(place, "locales"), TODAY)
    for fault in faults:
        place = fault.place.file.partition("/")[0] + "/"
        told[places[place]].append(str(fault).replace(place, ""))
    return told


def _has_texts(example: Example) -> bool:
    return bool(phrase_files(example, is_bad=True))


def lay(example: Example, folder: Path, *, is_bad: bool) -> None:
    """Write the flows of one side of an example, and the bot's own texts beside them."""
    (folder / "flows").mkdir(parents=True)
    for name, content in flow_files(example, is_bad=is_bad).items():
        (folder / "flows" / name).write_bytes(content)
    heads = phrase_files(example, is_bad=is_bad)
    if not heads:
        return
    (folder / "locales").mkdir()
    for file in _LOCALES.glob("*.ftl"):
        text = file.read_text(encoding="utf-8")
        (folder / "locales" / file.name).write_text(_headed(heads, file.name, text), "utf-8")


def _headed(heads: Mapping[str, str], name: str, text: str) -> str:
    """The texts of a language with those of an example ahead of them, or in their place."""
    head = heads.get(f"locales/{name}", "")
    for given in _NAME.findall(head):
        text = re.sub(rf"^{given} = .*\n", "", text, flags=re.MULTILINE)
    return head + text

"""The page of mistakes: every code of `check`, what it means, and how it looks right and wrong."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from bot.authoring.mistakes.examples import (
    AGENCY,
    AGENCY_FILE,
    FOLDER,
    LOCALES,
    MENU,
    Example,
    Group,
    Mistake,
    Written,
    base_files,
    first_line,
    read_groups,
)
from bot.texts.directions import isolate

_INTRODUCTION = Path(__file__).with_name("introduction.md")


def mistakes_page() -> str:
    """The whole page, as Markdown."""
    groups = read_groups()
    introduction = _INTRODUCTION.read_text(encoding="utf-8")
    base = "\n".join(_named(name, text) for name, text in base_files().items())
    index = "\n".join(map(_index, groups))
    sections = "\n".join(map(_section, groups))
    return introduction.replace("INDEX", index).replace("BASE", base.strip()) + "\n" + sections


def _named(name: str, text: str) -> str:
    return f"`flows/{name}`:\n\n{_fenced('yaml', text)}\n"


def _index(group: Group) -> str:
    links = " · ".join(f"[`{each.code}`](#{each.code})" for each in group.mistakes)
    return f"- **{group.heading}**: {links}"


def _section(group: Group) -> str:
    mistakes = "\n".join(map(_mistake, group.mistakes))
    return f"## {group.heading}\n\n{mistakes}"


def _mistake(mistake: Mistake) -> str:
    examples = "\n".join("\n\n".join(_example(each)) for each in mistake.examples)
    arabic = f'<p dir="rtl">{escape(isolate(mistake.arabic, "ar"), quote=False)}</p>'
    head = f'<a id="{mistake.code}"></a>\n\n### `{mistake.code}`'
    return f"{head}\n\n{mistake.says}\n\n{arabic}\n\n{examples}\n"


def _example(example: Example) -> Iterator[str]:
    yield f"Wrong, {_where(example)}:"
    yield _shown(example, example.bad)
    yield _fenced("text", "\n".join(example.told) + "\n")
    yield "Right:"
    yield _shown(example, example.good) + "\n"


def _where(example: Example) -> str:
    line = first_line(example)
    if example.at == MENU:
        return f"in the menu of `flows/{AGENCY_FILE}` from line {line} on"
    if example.at == AGENCY:
        return f"in `flows/{AGENCY_FILE}` from line {line} on"
    if example.at == FOLDER:
        return "the files of the folder `flows/`"
    if example.at.startswith(LOCALES):
        beside = "".join(
            f", where `{name}` says `{text.splitlines()[0]}`"
            for name, text in example.beside.items()
        )
        return f"in `{example.at}` from line {line} on{beside}"
    saved = f", saved as {example.encoding}" if example.encoding != "utf-8" else ""
    return f"the whole of `flows/{example.at}`{saved}"


def _shown(example: Example, written: Written) -> str:
    if isinstance(written, str):
        if example.at == MENU:
            written = "".join(f"  {line}\n" for line in written.splitlines())
        return _fenced("ftl" if example.at.startswith(LOCALES) else "yaml", written)
    return _fenced("text", "flows/\n" + "".join(f"  {name}\n" for name in written))


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}```"

"""The floors of the house hold: imports run downwards only, and pure floors stay pure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
    "errors": 0, "values": 0, "clock": 0, "environment": 0, "failpoints": 0, "settings": 0.5,
    "messages": 1, "texts": 2, "flows": 3, "search": 3, "conversation": 4,
    "store": 5, "whatsapp": 5, "authoring": 6, "web": 7, "service": 8,
    "commands": 9, "__main__": 9.5,
}  # fmt: skip
PURE = {"messages", "texts", "flows", "search", "conversation", "authoring", "errors"}
CONFINED = {
    "transitions": {"bot/flows/machine.py"},
    "aiosqlite": {"bot/store/sqlite.py"},
    "aiohttp": {"bot/service/", "bot/web/", "bot/whatsapp/client.py"},
}
FILES = sorted((ROOT / "bot").rglob("*.py"))


def part_of(path: Path) -> str:
    """The part of the house a file stands in: its folder under bot/, or its own name."""
    inside = path.relative_to(ROOT / "bot")
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports_of(path: Path) -> Iterator[str]:
    """Every module a file imports, also inside functions and for typing."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def name_of(path: Path) -> str:
    """How a failing file is shown."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_imports_only_from_its_own_part_and_from_lower_floors(path: Path) -> None:
    """Never upwards, never sideways to a sibling of the same floor."""
    part = part_of(path)
    if part == "__init__":
        return
    for module in imports_of(path):
        if module.startswith("bot."):
            other = module.split(".")[1]
            is_lower = FLOORS[other] < FLOORS[part]
            assert other == part or is_lower, f"{part} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_outside_libraries_stay_where_they_belong(path: Path) -> None:
    """transitions, aiosqlite and aiohttp are each known to few files."""
    for module in imports_of(path):
        allowed = CONFINED.get(module.split(".")[0])
        if allowed is not None:
            assert any(name_of(path).startswith(place) for place in allowed), module


@pytest.mark.parametrize("path", [path for path in FILES if part_of(path) in PURE], ids=name_of)
def test_pure_floors_know_no_time_no_chance_no_waiting(path: Path) -> None:
    """No async, no clock, no environment, no chance, no network below the store."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not isinstance(node, ast.AsyncFunctionDef | ast.Await), f"line {node}"
        if isinstance(node, ast.Attribute):
            called = f"{ast.unparse(node.value)}.{node.attr}"
            forbidden = ("datetime.now", "date.today", "time.time", "os.environ", "time.monotonic")
            assert not called.endswith(forbidden), called
    forbidden_modules = {"random", "secrets", "socket", "asyncio", "sqlite3", "threading"}
    assert not forbidden_modules & {module.split(".")[0] for module in imports_of(path)}


@pytest.mark.parametrize("part", ["texts", "search", "conversation"])
def test_no_function_remembers_what_it_was_given(part: str) -> None:
    """What citizens type goes through these: it would be kept as long as the process lives."""
    for path in (ROOT / "bot" / part).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        kept = {
            ast.unparse(at).partition("(")[0] for each in functions for at in each.decorator_list
        }
        assert kept.isdisjoint({"cache", "lru_cache", "functools.cache", "functools.lru_cache"})


def test_one_file_reads_the_environment() -> None:
    """os.environ is named in environment.py alone."""
    named = [
        name_of(path)
        for path in FILES
        if any(
            isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert named == ["bot/environment.py"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_are_small(path: Path) -> None:
    """No file over 300 lines, no function over 40."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} is too long"


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=name_of)
def test_folders_are_small_and_inits_hold_a_docstring_alone(folder: Path) -> None:
    """At most nine modules beside `__init__.py` in a folder; packages do nothing when imported."""
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= 9, [path.name for path in modules]
    body = ast.parse((folder / "__init__.py").read_text(encoding="utf-8")).body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)


def test_every_part_of_the_house_has_a_floor() -> None:
    """A new folder under bot/ must be given its floor."""
    assert {part_of(path) for path in FILES} - {"__init__"} <= FLOORS.keys()

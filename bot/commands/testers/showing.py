"""How `replay` shows itself: a bar while it plays, and differences in colour, where one looks on.

Piped, it prints plain text and no bar.
"""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.telling.differences import tell_played

_COLOURS = {"    - ": "red", "    + ": "green"}


def show(
    results: Iterable[Played], count: int, *, tells: bool = True, is_apart: bool = False
) -> Iterator[Played]:
    """Pass results on as they come, telling of each that is not as scripted.

    `is_apart` tells it on standard error, where the output is for machines.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        for played in results:
            _tell(played, tells=tells, is_apart=is_apart)
            yield played
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task("", total=count)
        wrong = 0
        for played in results:
            if not played.is_as_scripted:
                wrong += 1
                progress.stop()  # or its line would stand among what is told
                _tell(played, tells=tells, is_apart=is_apart)
                progress.start()
            progress.update(task, advance=1, description=f"{wrong} otherwise" if wrong else "")
            yield played


def _tell(played: Played, *, tells: bool, is_apart: bool) -> None:
    if played.is_as_scripted or not tells:
        return
    console = Console(stderr=is_apart, highlight=False, markup=False, emoji=False)
    for line in [*tell_played(played).split("\n"), ""]:
        console.print(Text(line, _COLOURS.get(line[:6], "")), soft_wrap=True)

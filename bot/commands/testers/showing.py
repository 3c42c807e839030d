"""How `replay` shows itself: a bar while it plays, and differences in colour, where one looks on.

Piped, it prints plain text and no bar.
"""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from bot.authoring.scripts.playing.results import Played
from bot.authoring.scripts.telling.differences import tell_played
from bot.commands.progress import Bar

_COLOURS = {"    - ": "red", "    + ": "green"}


def show(
    results: Iterable[Played], count: int, *, tells: bool = True, is_apart: bool = False
) -> Iterator[Played]:
    """Pass results on as they come, telling of each that is not as scripted.

    `is_apart` tells it on standard error, where the output is for machines.
    """
    wrong = 0
    with Bar() as bar:
        for done, played in enumerate(results, 1):
            if not played.is_as_scripted:
                wrong += 1
                if tells:
                    with bar.away():
                        _tell(played, is_apart=is_apart)
            bar.show(done, count, f"{wrong} otherwise" if wrong else "")
            yield played


def _tell(played: Played, *, is_apart: bool) -> None:
    console = Console(stderr=is_apart, highlight=False, markup=False, emoji=False)
    for line in [*tell_played(played).split("\n"), ""]:
        console.print(Text(line, _COLOURS.get(line[:6], "")), soft_wrap=True)

"""How far a long command has come: a bar on a terminal, and nothing anywhere else."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_DRAWN_EVERY_S = 0.1


class Bar:
    """Stands on standard error while its block lasts, and leaves no trace."""

    def __init__(self) -> None:
        """Nothing is drawn before `show`."""
        console = Console(stderr=True)
        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
        )
        # drawn by hand, since commands fork meanwhile: a thread of its own would be lost in them
        self._progress = Progress(
            *columns,
            console=console,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("", total=None)
        self._about: str | None = None
        self._drawn_at = 0.0

    def __enter__(self) -> Self:
        """Take the last line of the terminal."""
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Give it back."""
        self._progress.stop()

    def show(self, done: int, total: int, about: str = "") -> None:
        """Draw that so many of so many are done: a few times a second, or when `about` changes."""
        now = time.monotonic()
        if about == self._about and done < total and now - self._drawn_at < _DRAWN_EVERY_S:
            return
        self._about, self._drawn_at = about, now
        self._progress.update(
            self._task, completed=done, total=total, description=about, refresh=True
        )

    @contextmanager
    def away(self) -> Iterator[None]:
        """Out of the way while something is printed, or its line would stand among it."""
        self._progress.stop()
        try:
            yield
        finally:
            self._progress.start()

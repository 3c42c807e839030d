"""Scripts of the conversations that show a fault, for `replay`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.authoring.walking.telling.conversations import as_script
from bot.authoring.walking.telling.report import Walked, faults_of
from bot.conversation.release import Release


def save_scripts(report: Sequence[Walked], folder: Path, release: Release) -> Iterator[Path]:
    """Write a script for each fault; yields the files. One of the same name is written anew.

    Raises OSError where that cannot be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number, fault in enumerate(faults_of(report), 1):
        file = folder / f"{number}-{fault.proof.replace(' ', '-')}.yaml"
        title = f"{fault.proof}: {fault.cause}"
        file.write_text(as_script(title, fault.said, release, fault.world), encoding="utf-8")
        yield file

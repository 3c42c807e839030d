"""Scripts of several paths, and which of their conversations are wanted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.authoring.scripts.reading.folder import find_scripts
from bot.authoring.scripts.reading.reader import read_script
from bot.authoring.scripts.script import Conversation
from bot.flows.faults import Fault
from bot.texts.folding import fold


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted: words of names and titles, tags, and tags that are not."""

    words: Sequence[str] = ()
    tags: Sequence[str] = ()
    without: Sequence[str] = ()

    def takes(self, conversation: Conversation) -> bool:
        """Whether a conversation bears all the words, one of the tags, none of the others."""
        named = fold(f"{conversation.name} {conversation.title}")
        return (
            all(fold(word) in named for word in self.words)
            and (not self.tags or not conversation.tags.isdisjoint(self.tags))
            and conversation.tags.isdisjoint(self.without)
        )


def gather(
    paths: Iterable[Path], choice: Choice
) -> tuple[list[Conversation], tuple[Fault, ...], int]:
    """The conversations wanted, the mistakes of files that cannot be read, how many files."""
    files = list(dict.fromkeys(file for path in paths for file in find_scripts(path)))
    scripts = [read_script(file) for file in files]
    conversations = [
        conversation
        for script in scripts
        for conversation in script.conversations
        if choice.takes(conversation)
    ]
    faults = tuple(sorted({fault for script in scripts for fault in script.faults}))
    return conversations, faults, len(files)

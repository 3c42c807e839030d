"""Scripts of several paths, and which of their conversations are wanted."""

import re
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
    """What is wanted: words of names, titles and tags, tags, and tags that are not.

    Words may be joined as pytest joins them: `passport and not renew or lost`.
    """

    words: Sequence[str] = ()
    tags: Sequence[str] = ()
    without: Sequence[str] = ()

    def takes(self, conversation: Conversation) -> bool:
        """Whether a conversation bears all the words, one of the tags, none of the others."""
        named = fold(
            f"{conversation.name} {conversation.title} {' '.join(sorted(conversation.tags))}"
        )
        return (
            all(_fits(words, named) for words in self.words)
            and (not self.tags or not conversation.tags.isdisjoint(self.tags))
            and conversation.tags.isdisjoint(self.without)
        )


def joined_words(words: str) -> str:
    """What `Choice` takes for words. Raises ValueError where and, or, not join nothing."""
    for word in (word for part in _parted("or", words) for word in _parted("and", part)):
        bare = word.strip().removeprefix("not ").split()
        if not fold(" ".join(bare)) or not {"and", "or", "not"}.isdisjoint((bare[0], bare[-1])):
            raise ValueError(f"{words!r} lacks a word beside and, or, not")
    return words


def _fits(words: str, named: str) -> bool:
    """Whether a folded name has one of the words between `or`, each of those between `and`."""
    return any(
        all(_has(word, named) for word in _parted("and", part)) for part in _parted("or", words)
    )


def _parted(joint: str, words: str) -> list[str]:
    return re.split(rf"\s+{joint}\s+", f" {words} ")


def _has(word: str, named: str) -> bool:
    is_refused = word.strip().startswith("not ")
    return (fold(word.strip().removeprefix("not ")) in named) != is_refused


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

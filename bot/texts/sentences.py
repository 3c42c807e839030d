"""Long answers in parts: at the end of a paragraph or sentence, never inside one."""

import re
from collections.abc import Callable

from bot.texts.directions import cut

# Ends of sentences in both languages, with what closes a quotation, and ends of lines.
_ENDS = re.compile(r"(?<=[.!?؟…])[\"»”)\]]*\s+|\n+")


def split_text(text: str, room: int, measure: Callable[[str], int]) -> tuple[str, ...]:
    """The text in parts of at most `room` as measured, each ending where a sentence ends.

    A sentence longer than the room itself, which `check` refuses, is cut at a word end.
    """
    parts: list[str] = []
    rest = text.strip()
    while measure(rest) > room:
        head = _longest_head(rest, room, measure)
        parts.append(head)
        rest = rest[len(head) :].strip()
    return (*parts, rest) if rest else tuple(parts)


def _longest_head(text: str, room: int, measure: Callable[[str], int]) -> str:
    """As many whole sentences as the room holds."""
    head = ""
    for end in _ENDS.finditer(text):
        candidate = text[: end.start()].rstrip() + text[end.start() : end.end()].strip()
        if measure(candidate) > room:
            break
        head = candidate
    if head:
        return head
    # No sentence fits: end at a word, and give `cut` its own mark back to the text.
    return cut(text, max(room // 2, 2)).removesuffix("…").rstrip() or text[:1]

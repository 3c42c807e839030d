"""Signs that nobody sees: what they do in a file, and how an author is told of one."""

import re

# Embeddings, overrides and isolates reorder what a reader sees (the program adds its own where
# they are needed); the rest is invisible, letters that fill a space in Korean among it, or ends a
# line for YAML but not for an editor.
HIDDEN = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u0085\u2028\u2029\u115f\u1160\u3164\uffa0]"
)

# These have their use within texts (marks of direction, joiners, spaces that do not break), where
# pasted words bring them along. In a key, an id or a phone number they are as good as a misprint.
_OF_TEXTS = "\u00a0\u00ad\u061c\u200c-\u200f\u202f\u2060"
INVISIBLE = re.compile(f"[{_OF_TEXTS}]|{HIDDEN.pattern}")

CURLY_QUOTES = "“”„‟‘’‚‛"  # what word processors make of straight ones; none quotes in YAML
WHOLLY_QUOTED = re.compile(f"([{CURLY_QUOTES}])[^{CURLY_QUOTES}]+([{CURLY_QUOTES}])")
STRAIGHT = 'the straight " of the keyboard, not “ ”'


def code_point(character: str) -> str:
    """A character's number as `U+202E`."""
    return f"U+{ord(character):04X}"


def removal_of(sign: str) -> str:
    """What to tell an author of an invisible sign that stands where none belongs."""
    return f"remove the invisible {code_point(sign)}"

"""What the player itself says of a conversation, apart from what was scripted and seen.

The report for a browser says it in its reader's language, so each remark knows its sentence.
"""

NOTHING_SEEN = "nothing is seen"
NOTHING_SEEN_FOR = "nothing is seen ({0})"
NONE_THERE = "there is none"
AN_ANSWER = "an answer"
AN_APOLOGY = "an apology: {0}"
NO_SCREEN = 'there is no screen "{0}" in the flows.'
NO_SCREEN_BUT = 'there is no screen "{0}" in the flows. Did you mean "{1}"?'
SCREEN_MOVED = 'there is no screen "{0}" in the flows. It moved: write "{1}"'
CURLY = 'the {0} {1} belong to what must be seen as they stand; write "…", or nothing'
SPELT = 'it is spelt "{0}" there'
OPTION_MEANT = 'did you mean "{0}"?'
SCREEN_MEANT = 'if the screen is meant, write "screen: {0}"'
NO_OPTION = 'there is no "{0}" in what was seen last, which offers'
NO_OPTION_BUT = 'there is no "{0}" in what was seen last. Did you mean "{1}"? It offers'
NO_OPTION_IN = 'there is no "{0}" in what was seen in step {1}, which offers'
NO_OPTION_IN_BUT = 'there is no "{0}" in what was seen in step {1}. Did you mean "{2}"? It offers'
NO_OPTIONS = "nothing can be tapped in what was seen last"
NO_OPTIONS_IN = "nothing can be tapped in what was seen in step {0}"
NOTHING_YET = "nothing was seen before this step"
NOT_TAPPED = "{0} stands in the text alone: it can be typed, not tapped"
NO_WEBHOOK = "there is no webhook to repeat"
PASSED = "{0} is past: it is {1} already"
BAD_FLOWS = "the flows cannot be used:"
EXPECTED_HERE = "expected here: {0}"
SEEN_INSTEAD = "seen instead: {0}"
NONE_EXPECTED_HERE = "expected here: nothing"
NONE_SEEN_INSTEAD = "seen instead: nothing"


class Remark(str):
    """A sentence with its words in place, which still knows both."""

    sentence: str
    words: tuple[str, ...]

    def __new__(cls, sentence: str, *words: str) -> "Remark":
        """One of the sentences above, with a word for each of its braces."""
        made = super().__new__(cls, sentence.format(*words))
        made.sentence, made.words = sentence, words
        return made

    def __reduce__(self) -> tuple[type["Remark"], tuple[str, ...]]:
        """How it is made anew in another process."""
        return Remark, (self.sentence, *self.words)

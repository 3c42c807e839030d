"""The platform's own words, fit for logs."""

import re

MAX_DETAIL = 200

# Meta's messages echo parts of tokens and numbers. What may be either is left out.
_TOKEN = re.compile(r"[A-Za-z0-9_|-]{20}")
_NUMBER = re.compile(r"\+?\d[\d ().-]{5,}\d|[A-Z]{2}\.[A-Za-z0-9.]{6,}")


def redact(words: str) -> str:
    """An error's text on one line, short, without what may be a token, a number or a user id.

    Word by word for the tokens: one expression for all of it takes a minute with a hostile text.
    """
    shown = " ".join("…" if _TOKEN.search(word) else word for word in words.split())
    return _NUMBER.sub("…", shown)[:MAX_DETAIL]

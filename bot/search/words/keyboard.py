"""Keyboard slips: Arabic typed while the keyboard was English, and the reverse."""

# Arabic (101) and US keyboards, key by key; `b` types the two letters لا.
_KEYS = dict(
    zip(
        "qwertyuiop[]asdfghjkl;'zxcvnm,./`",
        "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ",
        strict=True,
    )
)
_KEYS_WITH_SHIFT = {"H": "أ", "Y": "إ", "N": "آ", "B": "لآ", "G": "لأ", "T": "لإ"}
_TO_ARABIC = str.maketrans({**_KEYS, "b": "لا", **_KEYS_WITH_SHIFT})
_TO_LATIN = str.maketrans({arabic: latin for latin, arabic in _KEYS.items()})


def typed_on_the_other_keyboard(text: str) -> str:
    """What the same keys would have written on the other keyboard."""
    if any("\u0621" <= letter <= "\u064a" for letter in text):
        return text.replace("لا", "b").translate(_TO_LATIN)
    known = "".join(sign if sign in _KEYS_WITH_SHIFT else sign.lower() for sign in text)
    return known.translate(_TO_ARABIC)

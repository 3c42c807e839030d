"""What the runs of one script make of an expectation that all of them share."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from bot.authoring.sheets.editing.spans import EditRefused
from bot.texts.languages import Language


def agreed(mends: Sequence[object]) -> object:
    """What all runs want. Raises EditRefused where they do not agree."""
    if any(mend != mends[0] for mend in mends):
        raise EditRefused("the runs of the script see different things")
    return mends[0]


def joined(by_language: Mapping[Language | None, Sequence[object]]) -> object:
    """All that is seen, for an expectation that is still to be written.

    What differs by language is told by language; what differs by row is left out. Raises
    EditRefused where nothing is left.
    """
    runs = [mend for mends in by_language.values() for mend in mends]
    seen = [mend for mend in runs if isinstance(mend, Mapping)]
    if len(seen) < len(runs) or len(runs) == 1:
        return agreed(runs)
    told: dict[str, object] = {}
    for key in seen[0]:
        of_key = {
            language: [mend.get(key) for mend in mends if isinstance(mend, Mapping)]
            for language, mends in by_language.items()
        }
        with suppress(EditRefused):
            told[key] = _agreed_by_language(of_key)
    return told or agreed(runs)


def _agreed_by_language(by_language: Mapping[Language | None, Sequence[object]]) -> object:
    """One value for all languages if it is the same in each."""
    values = {str(language): agreed(values) for language, values in by_language.items()}
    first = next(iter(values.values()))
    return first if all(value == first for value in values.values()) else values

"""The bot's own texts: whole, alike in both languages, within the platform's limits."""

import re
from collections.abc import Iterator, Mapping

import pytest
from fluent.syntax import ast, visitor

from bot.texts.directions import units
from bot.texts.folding import fold
from bot.texts.languages import LANGUAGES, Language
from bot.texts.phrases import Phrases

Resources = Mapping[str, ast.Resource]

# Cloud API limits of what an id's text becomes (reply buttons and lists), in UTF-16 units.
_LIMITS = (
    (r"button-|language-|erase-yes|erase-no", 20),
    (r"row-.*-about|row-back-to|row-(more|previous)-|reason-.*-about|offices-about", 72),
    (r"row-|section-|reason-|offices-title", 24),
    (r"footer", 60),
)
_LONGEST = {"title": "م" * 24, "agency": "م" * 24, "first": "101", "last": "110"}
_ARABIC_PLURALS = {"zero", "one", "two", "few", "many", "other"}


class _Names(visitor.Visitor):
    """Collects the variables and the variants' keys of one message."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.variables: set[str] = set()
        self.variants: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """Note a variable."""
        self.variables.add(node.id.name)

    def visit_Variant(self, node: ast.Variant) -> None:  # noqa: N802
        """Note a variant and look inside it."""
        key = node.key
        self.variants.add(key.name if isinstance(key, ast.Identifier) else key.value)
        self.generic_visit(node)


def _messages(resource: ast.Resource) -> dict[str, _Names]:
    """Each message's names, in the order of the file."""
    found: dict[str, _Names] = {}
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{entry.id.name} stands twice"
            found[entry.id.name] = _Names()
            found[entry.id.name].visit(entry)
    return found


def _spoken(
    resource: ast.Resource, phrases: Phrases, language: Language
) -> Iterator[tuple[str, str]]:
    """Every message as said, each of its variables at its longest."""
    for name, names in _messages(resource).items():
        values = {variable: _LONGEST.get(variable, "1") for variable in names.variables}
        number = {each: 3 for each in ("km", "days") if values.pop(each, None)}
        yield name, phrases.say(language, name, **values, **number)


def test_no_message_is_broken(resources: Resources) -> None:
    """A broken message would silently not exist: the parser finds no junk in either file."""
    for resource in resources.values():
        assert [entry.content for entry in resource.body if isinstance(entry, ast.Junk)] == []


def test_both_languages_say_the_same_things(resources: Resources) -> None:
    """Every message stands in both files, in the same order and with the same variables."""
    arabic, english = _messages(resources["ar"]), _messages(resources["en"])

    assert list(arabic) == list(english)
    for name, names in arabic.items():
        assert names.variables == english[name].variables, name


def test_arabic_counts_in_all_its_six_forms(resources: Resources) -> None:
    """A text that depends on a number has a variant for each Arabic plural."""
    counting = {name: at.variants for name, at in _messages(resources["ar"]).items() if at.variants}

    assert counting
    assert all(variants == _ARABIC_PLURALS for variants in counting.values()), counting


@pytest.mark.parametrize(
    ("km", "words"),
    [
        (0, "أقل من كيلومتر واحد."),
        (1, "كيلومتر واحد تقريبًا."),
        (2, "كيلومترين تقريبًا."),
        (3, "3 كيلومترات تقريبًا."),
        (11, "11 كيلومترًا تقريبًا."),
        (100, "100 كيلومتر تقريبًا."),
    ],
)
def test_distances_agree_with_their_number(phrases: Phrases, km: int, words: str) -> None:
    """Each distance is said in the form its number asks for."""
    assert phrases.say("ar", "nearest-distance", km=km).endswith(f"على بعد {words}")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "يوم واحد."),
        (2, "يومين."),
        (8, "8 أيام."),
        (11, "11 يومًا."),
        (90, "90 يومًا."),
        (100, "100 يوم."),
        (365, "365 يومًا."),
    ],
)
def test_days_agree_with_their_number(phrases: Phrases, days: int, words: str) -> None:
    """How long something is kept is said in the form its number asks for."""
    assert f"مدة {words}" in phrases.say("ar", "privacy", days=days)


def test_labels_fit_the_platform(resources: Resources, phrases: Phrases) -> None:
    """Buttons, rows, sections and the footer fit at their longest, in both languages."""
    for language in LANGUAGES:
        for name, text in _spoken(resources[language], phrases, language):
            limit = next((size for ids, size in _LIMITS if re.match(ids, name)), 1024)
            is_list = name.startswith("words-")
            assert is_list or units(text) <= limit, f"{language}: {name}: {units(text)} of {limit}"


def test_texts_hold_plain_characters_only(resources: Resources, phrases: Phrases) -> None:
    """Western digits, no emoji, no direction marks: the program isolates what needs it."""
    plain = re.compile(r"[\s!-~\u00b7\u00ab\u00bb\u060c\u061b\u061f\u0621-\u0652\u2026\u2013]+")
    for language in LANGUAGES:
        for name, text in _spoken(resources[language], phrases, language):
            assert plain.fullmatch(text), f"{language}: {name}"


# Words that mean something beside others alone.
_PARTS = ("words-beside", "words-person", "words-wish")


def test_no_word_means_two_things(resources: Resources, phrases: Phrases) -> None:
    """A global word stands in one list only; subsets and parts of sentences are no meanings."""
    meaning: dict[str, str] = {}
    lists = [name for name in _messages(resources["ar"]) if name.startswith("words-")]
    for name in lists:
        if name in ("words-bare", "words-greeting-arabizi", *_PARTS):
            continue
        for word in phrases.words(name):
            assert meaning.setdefault(word, name) == name, f"{word}: {name}"


def test_arabizi_greetings_are_greetings(phrases: Phrases) -> None:
    """What tells the language of a greeting must first be a greeting."""
    greetings = phrases.words("words-greeting") | phrases.words("words-blessing")
    assert phrases.words("words-greeting-arabizi") <= greetings


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("القائمة", "words-menu"),
        ("رجوع", "words-back"),
        ("المزيد", "words-more"),
        ("السابق", "words-previous"),
        ("مساعدة", "words-help"),
        ("الخصوصية", "words-privacy"),
        ("امسح بياناتي", "words-erase"),
        ("العربية", "words-arabic"),
        ("Menu", "words-menu"),
        ("back", "words-back"),
        ("more", "words-more"),
        ("previous", "words-previous"),
        ("help", "words-help"),
        ("privacy", "words-privacy"),
        ("erase my data", "words-erase"),
        ("English", "words-english"),
    ],
)
def test_words_that_texts_promise_are_understood(phrases: Phrases, word: str, name: str) -> None:
    """Each word that a text or the contract tells citizens to type is in its list."""
    assert fold(word) in phrases.words(name)

"""Every mistake in flows and locales, found at once, for whoever writes them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from bot.authoring.checking.alarms import alarm_faults
from bot.authoring.checking.drawing.aids import ALONE, Aids, Key
from bot.authoring.checking.drawing.screens import screen_faults
from bot.authoring.checking.locales import locale_faults
from bot.authoring.checking.nodes import node_faults
from bot.authoring.checking.sight import sight_faults
from bot.authoring.links.chat_menu import chat_menu_faults
from bot.authoring.links.codes import code_faults
from bot.conversation.release import make_release
from bot.errors import FlowError
from bot.flows.collection import without_collection
from bot.flows.faults import Fault
from bot.flows.library import Library
from bot.flows.loader import Loaded, OfficeWords, load_library
from bot.flows.nodes import Place
from bot.texts.languages import Bilingual
from bot.texts.phrases import Phrases

LOCALE_ENDING = ".ftl"

Drawn = Callable[[Library], Collection[str]]  # the addresses whose screens are to be drawn


def check_flows(
    paths: Sequence[Path], locales: Path, today: date | None = None, aids: Aids = ALONE
) -> list[Fault]:
    """The faults of flow folders or files, and of the bot's texts in `locales`, in order of place.

    A folder of flows is checked with the bot's texts. A file is checked with the other files of
    its folder, as they depend on each other, but its own faults alone come back. A folder or file
    of locales is taken too. Flows without an error are drawn, every screen, and held to the
    platform's rules. `today` warns of texts that should have been confirmed again by then.
    """
    faults: set[Fault] = set()
    texts = _Texts(locales)
    with without_collection():
        for path in paths:
            if path.is_dir():
                faults.update(_folder_faults(path, texts, today, aids))
            elif path.suffix == LOCALE_ENDING:
                faults.update(_of_file(path, locale_faults(path.parent)))
            else:
                faults.update(_of_file(path, _flow_faults(path.parent, texts, today, aids)))
    return sorted(faults)


def check_part(folder: Path, locales: Path, drawn: Drawn, aids: Aids = ALONE) -> list[Fault]:
    """The faults of a flow folder without advice, the screens of some of its nodes alone drawn.

    For flows that were sound but for what changed in them: screens are most of the work.
    """
    with without_collection():
        texts = _Texts(locales)
        faults = {*texts.faults, *_flow_faults(folder, texts, None, aids, drawn)}
    return sorted(faults)


@dataclass
class _Texts:
    """The bot's own texts, read once for however many folders are checked beside them."""

    folder: Path

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with them."""
        return tuple(locale_faults(self.folder))

    @cached_property
    def phrases(self) -> Phrases | None:
        """The texts, or None where they are broken, which `faults` tell."""
        try:
            return Phrases.load(self.folder)
        except FlowError:
            return None


def _folder_faults(folder: Path, texts: _Texts, today: date | None, aids: Aids) -> Iterator[Fault]:
    if any(folder.glob(f"*{LOCALE_ENDING}")):
        yield from locale_faults(folder)
    else:
        yield from texts.faults
        yield from _flow_faults(folder, texts, today, aids)


def _of_file(path: Path, faults: Iterable[Fault]) -> Iterator[Fault]:
    return (fault for fault in faults if Path(fault.place.file) == path)


def _flow_faults(
    folder: Path, texts: _Texts, today: date | None, aids: Aids, drawn: Drawn | None = None
) -> Iterator[Fault]:
    phrases, locales = texts.phrases, texts.folder
    aside = aids.aside if drawn is None else None
    loaded = load_library(folder, _office_words(phrases), today, aside=aside)
    yield from loaded.faults
    if loaded.library is None or phrases is None:
        return
    try:
        release = make_release(
            loaded.library, phrases, session_timeout_s=0.0, timezone=UTC, is_searched=False
        )
        yield from node_faults(release)
        yield from sight_faults(release.library)
        yield from code_faults(release.library)
        yield from alarm_faults(release)
        yield from chat_menu_faults(release)
    except FlowError as error:  # the bot's words need a text that the locales have not
        yield Fault(Place(str(locales)), "missing-message", str(error))
        return
    if drawn is None:
        yield from screen_faults(release, str(locales), aids, _keys(loaded, phrases))
    else:
        yield from screen_faults(release, str(locales), aids, {}, drawn(release.library))


def _keys(loaded: Loaded, phrases: Phrases) -> dict[str, Key]:
    """By agency, names of all that its screens are made of but for what they say of others."""
    library = loaded.library
    if library is None:
        return {}
    shared = blake2b(phrases.digest.encode(), digest_size=16)
    shared.update(repr(sorted(library.moved.items())).encode())
    for name, digest in loaded.digests.items():
        if name.startswith("_"):  # of all agencies
            shared.update(f"{name}:{digest};".encode())
    beginning = shared.hexdigest()
    digests = loaded.digests
    return {at: Key(f"{at}-{beginning}", digests[f"{at}.yaml"]) for at in library.agencies}


def _office_words(phrases: Phrases | None) -> OfficeWords:
    """The names of the office screens; stand-ins where the texts are broken or lack them."""
    stand_in = OfficeWords(Bilingual("المكاتب", "Offices"), Bilingual("المكاتب", "Offices"))
    if phrases is None:
        return stand_in
    try:
        title, about = (
            Bilingual(phrases.say("ar", name), phrases.say("en", name))
            for name in ("offices-title", "offices-about")
        )
    except FlowError:
        return stand_in
    return OfficeWords(title, about)

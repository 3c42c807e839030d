"""Every mistake in flows and locales, found at once, for whoever writes them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bot.authoring.locales import locale_faults
from bot.errors import FlowError
from bot.flows.faults import Fault
from bot.flows.library import Library
from bot.flows.loader import OfficeWords, load_library
from bot.texts.languages import Bilingual
from bot.texts.phrases import Phrases

RenderFaults = Callable[[Library], Iterable[Fault]]  # every screen drawn and validated

FLOW_ENDINGS = (".yaml", ".yml")
LOCALE_ENDING = ".ftl"


def no_screens(_library: Library) -> Iterable[Fault]:
    """Checks no screen: for flows without the rest of the bot."""
    return ()


def check_flows(
    paths: Sequence[Path], locales: Path, render_faults: RenderFaults = no_screens
) -> list[Fault]:
    """The faults of flow folders or files, and of the bot's texts in `locales`, in order of place.

    A folder of flows is checked with the bot's texts. A file is checked with the other files of
    its folder, as they depend on each other, but its own faults alone come back. A folder or file
    of locales is taken too. `render_faults` is asked for each library that loads without error.
    """
    faults: set[Fault] = set()
    for path in paths:
        if path.is_dir():
            faults.update(_folder_faults(path, locales, render_faults))
        elif path.suffix == LOCALE_ENDING:
            faults.update(_of_file(path, locale_faults(path.parent)))
        else:
            faults.update(_of_file(path, _flow_faults(path.parent, locales, render_faults)))
    return sorted(faults)


def _folder_faults(folder: Path, locales: Path, render_faults: RenderFaults) -> Iterator[Fault]:
    if any(folder.glob(f"*{LOCALE_ENDING}")):
        yield from locale_faults(folder)
    else:
        yield from locale_faults(locales)
        yield from _flow_faults(folder, locales, render_faults)


def _of_file(path: Path, faults: Iterable[Fault]) -> Iterator[Fault]:
    return (fault for fault in faults if Path(fault.place.file) == path)


def _flow_faults(folder: Path, locales: Path, render_faults: RenderFaults) -> Iterator[Fault]:
    loaded = load_library(folder, _office_words(locales))
    yield from loaded.faults
    if loaded.library is not None:
        yield from render_faults(loaded.library)


def _office_words(locales: Path) -> OfficeWords:
    """The names of the office screens; stand-ins where the locales are broken, which is told."""
    try:
        phrases = Phrases.load(locales)
        title, about = (
            Bilingual(phrases.say("ar", name), phrases.say("en", name))
            for name in ("offices-title", "offices-about")
        )
    except FlowError:
        title = about = Bilingual("المكاتب", "Offices")
    return OfficeWords(title, about)

"""The scripts that nobody wrote: up to date, and enough for everything a flow may hold."""

from pathlib import Path

import pytest

from bot.authoring.coverage.chart import chart_of
from bot.authoring.coverage.measuring import Measured
from bot.authoring.coverage.tracing import Tracer
from bot.authoring.scripts.generating.folder import plan
from bot.authoring.scripts.generating.generating import generate
from bot.authoring.scripts.generating.words import words_for
from bot.authoring.scripts.reading.reader import parse_script
from bot.commands.testers.stages import open_stage
from bot.service.direct.stage import Stage
from bot.settings import Settings, load_settings
from bot.texts.languages import LANGUAGES
from tests.support.bots import ROOT

GENERATED = ROOT / "tests" / "conversations" / "generated"


def opened(flows: Path) -> tuple[Settings, Stage]:
    """A stage on a folder of flows, and its settings."""
    settings = load_settings({"BOT_FLOWS": str(flows), "BOT_LOCALES": str(ROOT / "locales")})
    return settings, open_stage(settings)


def test_the_generated_scripts_are_what_is_generated_today() -> None:
    """So they come out as scripted too: what they see is what was played."""
    settings, stage = opened(ROOT / "flows")

    made = plan(generate(stage.release(settings.flows), stage.play), GENERATED)

    stale = [str(path) for path in (*made.new, *made.changed, *made.removed)]
    assert not stale, (
        f"generated scripts out of date: {len(stale)}, such as {', '.join(stale[:5])}. Run\n"
        "    .venv/bin/python main.py generate --write\n"
        "and look at the diff: it shows what citizens will read otherwise."
    )


def test_every_word_that_leads_somewhere_is_typed_in_some_generated_script() -> None:
    """Keywords of services, of recurring questions and of emergencies, each in its language."""
    settings, stage = opened(ROOT / "flows")
    library = stage.release(settings.flows).library
    keywords = [node.keywords for node in library.nodes.values()]
    keywords += [kind.keywords for kind in library.kinds.values()]
    for each in library.emergencies.kinds:
        keywords += [each.alone, each.within, each.perhaps]

    asked = {
        word
        for language in LANGUAGES
        for place in library.nodes
        for each in words_for(library, [place], language)
        for word in each.words
    }

    missing = {word for each in keywords for word in (*each.ar, *each.en, *each.arabizi)} - asked
    assert not missing


@pytest.fixture(scope="module")
def language() -> Measured:
    """What generated scripts alone cover of flows that use every construct of the language."""
    settings, stage = opened(ROOT / "tests" / "samples" / "language")
    release = stage.release(settings.flows)
    tracer = Tracer(chart_of(release, settings.locales), release, settings.flows)
    for each in generate(release, stage.play):
        script = parse_script(each.text, Path(each.path))
        assert script.faults == ()
        for conversation in script.conversations:
            played = stage.play(conversation)
            assert played.is_as_scripted, each.path
            tracer.watch(played)
    return Measured.of(tracer)


def test_every_place_that_an_author_wrote_is_seen_by_generated_scripts_alone(
    language: Measured,
) -> None:
    """In each language that may see it, and every `when` on both sides; whatever hides it."""
    missing = [each for each in language.missing() if each.goal.agency != "@bot"]

    assert [each.goal.name for each in missing if each.goal.kind in ("node", "page", "when")] == []

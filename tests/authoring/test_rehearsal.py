"""An author's conversation goes on where it was when the flows change."""

from datetime import UTC
from pathlib import Path

from bot.authoring.rehearsal import Rehearsal
from bot.conversation.release import Release, load_release
from bot.messages.inbound import Text
from bot.messages.reply import Reply
from tests.flows.authored import FILES, write_flows

LOCALES = Path(__file__).parents[2] / "locales"


def release_of(folder: Path, moj: str = FILES["moj.yaml"]) -> Release:
    """The release of the small catalogue, with one agency's file rewritten."""
    flows = write_flows(folder, {"moj.yaml": moj})
    return load_release(flows, LOCALES, session_timeout_s=1800.0, timezone=UTC)


def body_of(reply: Reply | None) -> str:
    """The words of a reply."""
    assert reply is not None
    return reply.body


def test_an_answer_in_view_is_shown_as_it_is_written_now(tmp_path: Path) -> None:
    """Also when the menu above got another row before it: a number was a choice, not a place."""
    rehearsal = Rehearsal(release_of(tmp_path))
    for said in ("menu", "1", "2", "1"):
        before = rehearsal.say(Text(said), 1_000.0)
    assert "Five dinars." in before.body
    written = FILES["moj.yaml"].replace("Five dinars.", "Six dinars.")
    added = (
        "menu:\n  - id: new\n    title: {ar: جديد, en: New one}\n    answer: {ar: نعم., en: Yes.}\n"
    )

    after = rehearsal.move_to(release_of(tmp_path, written.replace("menu:\n", added, 1)))

    assert "Six dinars." in body_of(after)


def test_a_place_that_is_gone_leads_to_what_is_left_of_it(tmp_path: Path) -> None:
    """As it does for a citizen: the nearest menu that is still there."""
    rehearsal = Rehearsal(release_of(tmp_path))
    for said in ("menu", "1", "2"):
        rehearsal.say(Text(said), 1_000.0)
    without_deed = FILES["moj.yaml"].partition("  - id: deed\n")[0]
    gam = FILES["gam.yaml"].replace("  - goto: moj/deed/fees\n", "")
    flows = write_flows(tmp_path, {"moj.yaml": without_deed, "gam.yaml": gam})
    release = load_release(flows, LOCALES, session_timeout_s=1800.0, timezone=UTC)

    assert "*Justice*" in body_of(rehearsal.move_to(release))


def test_beginning_anew_forgets_what_was_said(tmp_path: Path) -> None:
    """A change of the flows after that shows the first contact."""
    rehearsal = Rehearsal(release_of(tmp_path))
    rehearsal.say(Text("menu"), 1_000.0)
    first = rehearsal.begin_anew(1_001.0)

    assert rehearsal.move_to(release_of(tmp_path)) == first

"""`check` tells where two addresses share a code, and what is retired that is not."""

from pathlib import Path

from bot.flows.codes import code_of
from tests.authoring.checking.test_nodes import told
from tests.flows.authored import FILES, write_flows

TWINS = ("paper-8892", "paper-30089")


def test_two_addresses_with_one_code_are_a_mistake(tmp_path: Path) -> None:
    """Whoever holds the older poster would be shown the other service."""
    older, newer = TWINS
    assert code_of(f"moj/{older}") == code_of(f"moj/{newer}")
    text = FILES["moj.yaml"].replace("id: non-conviction", f"id: {older}")
    text = text.replace("id: deed", f"id: {newer}")
    gam = FILES["gam.yaml"].replace("moj/deed", f"moj/{newer}")
    flows = write_flows(tmp_path / "flows", {"moj.yaml": text, "gam.yaml": gam})

    (fault,) = told(flows)

    assert fault.startswith("moj.yaml:27:5: same-code")
    assert f'"moj/{older}"' in fault


def test_the_code_of_something_that_moved_or_retired_is_kept_free(tmp_path: Path) -> None:
    """Their posters still hang."""
    older, newer = TWINS
    renamed = FILES["moj.yaml"].replace("id: deed", f"id: {newer}")
    gam = FILES["gam.yaml"].replace("moj/deed", f"moj/{newer}")
    past = (
        {"moj.yaml": renamed.replace("moj/certificate", f"moj/{older}")},
        {
            "moj.yaml": renamed,
            "_main.yaml": FILES["_main.yaml"] + f"retired: [moj/{older}]\n",
        },
    )
    for files in past:
        (fault,) = told(write_flows(tmp_path / "flows", files | {"gam.yaml": gam}))
        assert fault.startswith("moj.yaml:27:5: same-code")


def test_what_lives_or_has_an_heir_is_not_retired(tmp_path: Path) -> None:
    """Each with its line."""
    main = FILES["_main.yaml"] + "retired:\n  - moj/deed\n  - moj/certificate\n  - moj/gone\n"
    first, second = told(write_flows(tmp_path / "flows", {"_main.yaml": main}))

    assert first.startswith('_main.yaml:5:5: bad-retired "moj/deed" still exists')
    assert second.startswith('_main.yaml:6:5: bad-retired "moj/certificate" has an heir')


def test_the_sound_catalogue_has_no_such_fault(tmp_path: Path) -> None:
    """So that the tests above speak of what they changed."""
    assert told(write_flows(tmp_path / "flows")) == []

"""`make bench`: every figure beside the floor measured in the same run."""

import argparse

from bench import (
    addresses,
    authors,
    capacity,
    doubt,
    durable,
    machine,
    messages,
    replaying,
    search,
    sheets,
    walking,
)
from bench.turn_first import experiment

SECTIONS = {
    "machine": ("State machine and turns", machine.report),
    "durable": ("Durable turns through the real server", durable.report),
    "turn_first": ("The turn before the 200, at full load and under kills", experiment.report),
    "capacity": ("Replies a second to a platform that takes 200 ms", capacity.report),
    "doubt": ("Sends in doubt: how long to wait for a status", doubt.report),
    "addresses": ("Addresses for ever: 1,000 pairs of catalogues", addresses.report),
    "search": ("Search", search.main),
    "messages": ("Messages for one answer", messages.report),
    "authors": ("What authors wait for at 2,000 services", authors.report),
    "replay": ("Scripted conversations, one core, no server", replaying.report),
    "walk": ("Every screen with every class of message", walking.report),
    "sheets": ("Spreadsheets of 2,000 services", sheets.report),
}


def main() -> None:
    """Run all sections, or those named."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sections", nargs="*", help=f"of {', '.join(SECTIONS)}; all unless named")
    names = parser.parse_args().sections or list(SECTIONS)
    for name in names:
        if name not in SECTIONS:
            parser.error(f"{name}: no such section")
        title, run = SECTIONS[name]
        print(f"{title}:", flush=True)
        run()


if __name__ == "__main__":
    main()

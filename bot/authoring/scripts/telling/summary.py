"""How a run went, on one line."""

from bot.authoring.scripts.playing.results import Report


def summarise(report: Report, seconds: float) -> str:
    """`12 conversations, 96 steps in 0.6 s (…): all as scripted`, or how many are not.

    `seconds` holds the loading of the flows too; the steps a second are those of playing alone.
    """
    steps = sum(len(played.steps) for played in report.played)
    played_s = sum(played.took_s for played in report.played)
    rate = f" ({steps / played_s:,.0f} steps/s each process)" if steps and played_s else ""
    told = f"{_count(len(report.played), 'conversation')}, {_count(steps, 'step')}"
    verdicts = [played.verdict for played in report.played]
    wrong = [
        f"{verdicts.count('failed')} not as scripted" if "failed" in verdicts else "",
        f"{verdicts.count('mended')} mended but said to fail" if "mended" in verdicts else "",
        f"{verdicts.count('known')} known to fail" if "known" in verdicts else "",
    ]
    files = len({fault.place.file for fault in report.faults})
    wrong.append(f"{_count(files, 'file')} unreadable" if files else "")
    outcome = ", ".join(part for part in wrong if part) or "all as scripted"
    return f"{told} in {seconds:.1f} s{rate}: {outcome}"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"

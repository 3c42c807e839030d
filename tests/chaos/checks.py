"""Exact checks of a run that has ended: the store, the log, and what each human read."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.store.pseudonyms import Pseudonyms
from tests.chaos.script.plan import Plan
from tests.chaos.serial import Expected, Row, SerialRun, first_difference, load_small_release
from tests.chaos.town.deliveries import Passage
from tests.chaos.town.platform import Shown
from tests.support.bots import APP_SECRET, TOKEN, VERIFY_TOKEN
from tests.support.reading import heading_of

PSEUDONYM_KEY = "5a" * 32
_SECRETS = (TOKEN, APP_SECRET, VERIFY_TOKEN, PSEUDONYM_KEY)
_NUMBER = re.compile(r"[0-9]{9,}")
_LEFT_OVER = (".sock", "-wal", "-shm")
_ROWS = """SELECT citizen, wamid, fate, detail, received_at, number FROM message ORDER BY rowid"""
# What became of sends in doubt, by the rows; counters end with their process.
_DOUBTS = "SELECT sum(detail = 'reconciled'), sum(resends) FROM message"
_OPEN = """SELECT count(*) FROM message WHERE fate = 'waiting' OR is_attempted OR due_at NOTNULL"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything a run leaves behind."""

    plan: Plan
    folder: Path
    account: Mapping[str, int]
    shown: tuple[Shown, ...]
    passages: Mapping[str, Passage]


def find_faults(seen: Seen) -> list[str]:
    """Everything that is not as it must be, the gravest first."""
    rows, faults = _read_rows(seen)
    faults += _check_store(seen.folder / "bot.db")
    faults += _check_account(seen, rows)
    faults += _check_log(seen.folder / "log", seen.folder / "flows")
    faults += _check_acceptance(rows, seen.passages)
    return faults + _check_replies(seen, rows)


def read_doubts(database: Path) -> tuple[int, int]:
    """How many sends in doubt a status settled, and how many went out again."""
    connection = sqlite3.connect(database)
    settled, resent = connection.execute(_DOUBTS).fetchone()
    connection.close()
    return settled, resent


def find_unclear_doubts(sends: Mapping[str, int]) -> list[str]:
    """Once nothing waits, the counters tell what became of every send that was in doubt."""
    ends = [sends.get(event, 0) for event in ("reconciled", "resent", "expired_in_doubt")]
    if sends.get("in_doubt", 0) == sum(ends):
        return []
    return [f"{sends.get('in_doubt', 0)} in doubt; reconciled, resent, expired: {ends}"]


def count_doubles(shown: Iterable[Shown]) -> int:
    """How many messages the platform took beyond the first of each reply."""
    taken = [one.key for one in shown]
    return len(taken) - len(set(taken))


def _read_rows(seen: Seen) -> tuple[list[Row], list[str]]:
    """The accepted messages in the order of acceptance, and what is lost or foreign."""
    hashed = Pseudonyms([PSEUDONYM_KEY]).wamids_of
    said = {hashed(s.wamid)[0]: s for citizen in seen.plan.citizens for s in citizen.sayings}
    connection = sqlite3.connect(seen.folder / "bot.db")
    found = connection.execute(_ROWS).fetchall()
    connection.close()
    rows = [
        Row((citizen, number), said[wamid], fate, detail, at)
        for citizen, wamid, fate, detail, at, number in found
        if wamid in said
    ]
    faults = []
    if len(rows) != len(found) or len({row.saying.wamid for row in rows}) != len(found):
        faults.append(f"{len(found)} messages in the store, {len(rows)} of them ours")
    if len(rows) != len(said):
        faults.append(f"{len(said)} were answered 200, {len(rows)} are in the store")
    return rows, faults


def _check_store(database: Path) -> list[str]:
    faults = [
        f"{database.name}{end} is left behind"
        for end in _LEFT_OVER
        if Path(f"{database}{end}").exists()
    ]
    connection = sqlite3.connect(database)
    whole = connection.execute("PRAGMA integrity_check").fetchall()
    still_open = connection.execute(_OPEN).fetchone()[0]
    connection.close()
    if whole != [("ok",)]:
        faults.append(f"integrity_check: {whole[:3]}")
    if still_open:
        faults.append(f"{still_open} replies are not closed")
    return faults


def _check_account(seen: Seen, rows: list[Row]) -> list[str]:
    by_fate = {fate: sum(row.fate == fate for row in rows) for fate in seen.account}
    if by_fate != dict(seen.account) or sum(by_fate.values()) != seen.plan.messages:
        return [f"the account {dict(seen.account)} of {seen.plan.messages}, in rows {by_fate}"]
    return []


def _check_log(log: Path, flows: Path) -> list[str]:
    text = log.read_text(encoding="utf-8")
    faults = [f"a secret is in the log: {s[:4]}…" for s in _SECRETS if s in text]
    # The release's digest is hexadecimal: nine decimal digits in a row are chance there.
    digest = load_small_release(flows).library.digest
    if found := _NUMBER.search(text.replace(digest, "")):
        around = text.replace(digest, "")[max(0, found.start() - 200) : found.end() + 50]
        faults.append(f"a long number is in the log: {around}")
    if "Traceback" in text:
        faults.append(f"a traceback is in the log: {text.partition('Traceback')[2][:800]}")
    return faults


def _check_acceptance(rows: list[Row], passages: Mapping[str, Passage]) -> list[str]:
    """What was answered 200 before another message of the same human was posted comes before it."""
    by_human: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_human[row.saying.citizen].append(row)
    for accepted in by_human.values():
        for place, later in enumerate(accepted):
            for earlier in accepted[place + 1 :]:
                taken_at = passages[earlier.saying.wamid].taken_at
                if taken_at < passages[later.saying.wamid].posted_at:
                    return [f"{later.saying.wamid} was accepted before {earlier.saying.wamid}"]
    return []


def _check_replies(seen: Seen, rows: list[Row]) -> list[str]:
    by_key = {one.key: one.content for one in seen.shown}
    serial = SerialRun(
        load_small_release(seen.folder / "flows"),
        lambda row: by_key.get((row.key[0], row.key[1] or 0)),
    )
    expected = serial.replies(rows)
    faults = [*serial.faults]
    human = {c.phone: c.phone for c in seen.plan.citizens}
    human |= {c.user_id: c.phone for c in seen.plan.citizens}
    for citizen in seen.plan.citizens:
        theirs = [e for e in expected if e.row.saying.citizen == citizen.phone]
        shown = [one for one in seen.shown if human.get(one.to) == citizen.phone]
        order = first_difference(
            theirs, [one.key for one in shown], doubles=not seen.plan.has_statuses
        )
        words = _different_words(theirs, by_key)
        if order or words:
            faults.append(f"{citizen.habit}: {order or words}{_compare(theirs, shown)}")
    if len({one.key for one in seen.shown}) != len(expected):
        faults.append(f"{len(expected)} replies expected, {len(by_key)} different ones shown")
    return faults


def _different_words(
    expected: list[Expected], shown: Mapping[tuple[bytes, int], Mapping[str, Any]]
) -> str:
    for one in expected:
        lane, number = one.row.key
        seen = shown.get((lane, number or 0))
        if seen != one.content:
            heading = heading_of(seen) if seen else "nothing"
            return (
                f"{one.row.saying.wamid} {dict(one.row.saying.fields)} showed {heading!r},"
                f" expected {heading_of(one.content)!r}"
            )
    return ""


def _compare(expected: list[Expected], shown: list[Shown]) -> str:
    """Both runs side by side, as headings."""
    said = {one.row.key: one.row.saying for one in expected}
    lines = ["", "   expected:"]
    lines += [
        f"     {one.row.saying.wamid} lane {one.row.key[0].hex()[:4]} number {one.row.key[1]}"
        f" by {'+'.join(one.row.saying.names)}: {heading_of(one.content)}"
        for one in expected
    ]
    lines.append("   shown:")
    lines += [
        f"     {said[one.key].wamid if one.key in said else '?'} lane {one.key[0].hex()[:4]}"
        f" number {one.key[1]} attempt {one.attempt}: {heading_of(one.content)}"
        for one in shown
    ]
    return "\n".join(lines)

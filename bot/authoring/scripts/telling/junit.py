"""A report as JUnit XML, which every build server shows.

A suite a file, a case a conversation; scripts that cannot be read are errors.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree import ElementTree as Xml

from bot.authoring.scripts.playing.results import Played, Report
from bot.authoring.scripts.telling.differences import tell_played
from bot.flows.faults import Fault

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_junit(report: Report) -> bytes:
    """The document, in UTF-8."""
    root = Xml.Element("testsuites", name="conversations")
    for file, played in groupby(report.played, key=lambda each: each.conversation.file):
        _add_suite(root, file, list(played))
    for file, faults in groupby(report.faults, key=lambda fault: fault.place.file):
        _add_unreadable(root, file, list(faults))
    Xml.indent(root)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add_suite(root: Xml.Element, file: str, played: Sequence[Played]) -> None:
    failed = sum(not each.is_as_scripted for each in played)
    known = sum(each.verdict == "known" for each in played)
    suite = Xml.SubElement(
        root, "testsuite", name=file, tests=str(len(played)), failures=str(failed), errors="0",
        skipped=str(known), time=_seconds(each.took_s for each in played),
    )  # fmt: skip
    for each in played:
        conversation = each.conversation
        case = Xml.SubElement(
            suite, "testcase", classname=file, name=_clean(conversation.heading), file=file,
            line=str(conversation.place.line), time=_seconds([each.took_s]),
        )  # fmt: skip
        if each.verdict == "known":
            Xml.SubElement(case, "skipped", message=_clean(conversation.fails))
        elif not each.is_as_scripted:
            told = _clean(tell_played(each))
            failure = Xml.SubElement(case, "failure", message=told.split("\n", 2)[1].strip())
            failure.text = told


def _add_unreadable(root: Xml.Element, file: str, faults: Sequence[Fault]) -> None:
    suite = Xml.SubElement(
        root, "testsuite", name=file, tests="1", failures="0", errors="1", skipped="0", time="0"
    )
    line = str(faults[0].place.line)
    case = Xml.SubElement(suite, "testcase", classname=file, name=file, file=file, line=line)
    told = _clean("\n".join(str(fault) for fault in faults))
    error = Xml.SubElement(case, "error", message=told.split("\n")[0])
    error.text = told


def _seconds(times: Iterable[float]) -> str:
    return f"{sum(times):.4f}"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)

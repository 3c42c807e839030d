"""CSV: one file that holds every row of all sheets, its first column saying of which sheet.

UTF-8 with a byte order mark, since spreadsheets take Arabic for another encoding without it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from bot.authoring.sheets.files.guarding import guard, unguard
from bot.authoring.sheets.tables.cells import CellValue
from bot.authoring.sheets.tables.columns import BY_NAME, SHEETS
from bot.authoring.sheets.tables.headers import SHEET_KEY
from bot.authoring.sheets.tables.table import RawSheet
from bot.errors import SheetError

_MOST_CELL = 100_000  # signs; the longest answer has 4,000
Lines = Iterable[tuple[str, Sequence[str]]]  # sheet and its cells in the order of its columns


def csv_bytes(lines: Lines) -> bytes:
    """The file of all sheets' rows; every cell quoted and none of them a formula."""
    keys = [SHEET_KEY, *dict.fromkeys(column.key for at in SHEETS for column in at.columns)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(keys)
    for name, cells in lines:
        columns = (column.key for column in BY_NAME[name].columns)
        row = {SHEET_KEY: name, **dict(zip(columns, cells, strict=True))}
        writer.writerow([guard(row.get(key, "")) for key in keys])
    return out.getvalue().encode("utf-8-sig")


def read_csv(content: bytes, name: str) -> RawSheet:
    """The cells of a file, whichever of comma, semicolon and tab parts them.

    Raises SheetError for another encoding and for what is no table.
    """
    try:
        is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        rule = 'save it as "CSV UTF-8", or as a workbook (.xlsx)'
        raise SheetError(f"{name}: the text is not UTF-8; {rule}") from None
    try:
        csv.field_size_limit(_MOST_CELL)
        return RawSheet(name, list(_rows(text)))
    except csv.Error as error:
        raise SheetError(f"{name}: this is no CSV file: {error}") from None


def _rows(text: str) -> Iterator[list[CellValue]]:
    head = text.partition("\n")[0]
    comma = max(",;\t", key=head.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True):
        yield [unguard(cell) if "'" in cell else cell for cell in row]

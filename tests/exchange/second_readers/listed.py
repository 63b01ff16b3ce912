"""Which literal reader reads which format, and how many cells the notes of a reading count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.exchange.second_readers.biff8 import Biff8
from tests.exchange.second_readers.biff12 import Biff12
from tests.exchange.second_readers.open_document import OpenDocument
from tests.exchange.second_readers.open_xml import OpenXml

LITERAL: dict[str, Callable[[Path], Any]] = {
    "xlsx": OpenXml,
    "xlsm": OpenXml,
    "xlsb": Biff12,
    "xls": Biff8,
    "ods": OpenDocument,
}
_COUNTED = re.compile(r"(\d+) (?:control character|cells? (?:could|is marked|are marked))")


def listed_in(notes: Iterable[object]) -> int:
    """Return how many cells the notes count: as many differences are not silent."""
    return sum(int(number) for note in notes for number in _COUNTED.findall(str(note)))

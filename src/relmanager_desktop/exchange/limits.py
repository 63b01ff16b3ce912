"""How much of a file we are willing to read, and the refusal when it is more or something else."""

from __future__ import annotations

MB = 1 << 20

FILE_BYTES = 100 * MB
PARTS = 2_000
PART_BYTES = 200 * MB
PACKAGE_BYTES = 400 * MB
RATIO = 300
RATIO_FROM_BYTES = 8 * MB

ROWS = 1_048_576
COLUMNS = 1_000
CELLS = 20_000_000
# calamine lays a sheet out densely, some 24 bytes a cell, before it hands out the first row.
SPANNED_CELLS = 40_000_000
TEXT_CHARACTERS = 400_000_000
CSV_FIELD_CHARACTERS = 1_000_000
CSV_RECORD_LINES = 100

MEMORY_BYTES = 1_200 * MB
BASE_SECONDS = 20
# A million cells are some 50 MB of XML; they are given another ten seconds.
SECONDS_PER_MB = 0.2

BATCH_ROWS = 2_000
BATCH_CELLS = 200_000


class Refusal(Exception):
    """A file, or a part of it, that must not be read: a code and what its sentence names."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def seconds_for(unpacked_bytes: int) -> int:
    """Return the time, of processor and of clock alike, that a file of this size may cost."""
    return BASE_SECONDS + int(unpacked_bytes / MB * SECONDS_PER_MB)

"""What a file holds: on its disk, or in memory alone where it was pasted or unlocked."""

from __future__ import annotations

import io
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from relmanager_desktop.exchange.limits import Refusal


@dataclass(frozen=True)
class Content:
    """The bytes of one file; ``raw`` is None where they lie on the disk under ``path``."""

    path: Path
    raw: bytes | None = field(default=None, repr=False)

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self.path.stat().st_size if self.raw is None else len(self.raw)

    @property
    def stamp(self) -> tuple[int, ...]:
        """What tells whether the file on the disk is still the same."""
        if self.raw is not None:
            return ()
        status = self.path.stat()
        return status.st_ino, status.st_size, status.st_mtime_ns

    @property
    def file(self) -> Path | BinaryIO:
        """What a library opens: the path, or an open file in memory, new each time."""
        return self.path if self.raw is None else io.BytesIO(self.raw)

    def refuse_no_file(self) -> None:
        """Raise Refusal where there is something else than a file."""
        mode = stat.S_IFREG if self.raw is not None else self.path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Refusal("folder")
        # A pipe would keep us waiting, a device never ends.
        if not stat.S_ISREG(mode):
            raise Refusal("no_file")

    def open(self) -> BinaryIO:
        """Open it for reading bytes."""
        return self.path.open("rb") if self.raw is None else io.BytesIO(self.raw)

    def read_bytes(self) -> bytes:
        """Return all of it."""
        return self.path.read_bytes() if self.raw is None else self.raw

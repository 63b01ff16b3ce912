"""Workbooks behind a password: told from others by a look, and opened in memory alone.

Runs in the reader child only: what it computes with a stranger's figures stays within its walls.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from relmanager_desktop.exchange.limits import FILE_BYTES, MB, Refusal

# Excel spins a password 100,000 times; each million costs the person a second.
MOST_SPINS = 2_000_000
# With this one Excel locks books that are only protected against changes, and opens them unasked.
DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 - known to the world
# The name of an OLE stream is stored as UTF-16.
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# A workbook of the old kind begins with BOF; FILEPASS right behind it, or behind a mark that it
# is write-protected, says that the rest is encrypted.
_FILEPASS = re.compile(
    rb"\x09\x08(?:\x10\x00.{16}|\x08\x00.{8})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)


def is_locked(raw: bytes) -> bool:
    """Whether an OLE file holds a workbook that only a password opens."""
    return _PACKAGE in raw or _FILEPASS.search(raw) is not None


def unlock(raw: bytes, password: str | None) -> bytes:
    """Return the bytes of the workbook inside.

    Raises Refusal: ``password`` where none was given, ``wrong_password``, ``locked_otherwise``
    where no password would do, and ``damaged``.
    """
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError  # noqa: PLC0415 - slow to load

    try:
        office = _opened(raw)
        # The marks of a lock may be those of a workbook that is but embedded in this one.
        if not office.is_encrypted():
            return raw
        for word in filter(None, (password, DEFAULT_PASSWORD)):
            # A wrong one may be in letters that its way of locking never heard of.
            with suppress(InvalidKeyError, UnicodeError):
                return _decrypted(office, word)
    except (Refusal, MemoryError):
        raise
    except (FileFormatError, DecryptionError) as error:
        raise Refusal("locked_otherwise") from error
    # The library answers damage with a dozen different exceptions.
    except Exception as error:
        raise Refusal("damaged") from error
    raise Refusal("wrong_password" if password else "password")


def _opened(raw: bytes) -> Any:
    import msoffcrypto  # noqa: PLC0415 - slow to load
    from msoffcrypto.format import xls97  # noqa: PLC0415 - slow to load

    # It would lay the unlocked workbook on the disk for a moment.
    xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)
    office: Any = msoffcrypto.OfficeFile(io.BytesIO(raw))
    # Only the newest way of locking has them, and a file may ask for as many as it likes.
    spins = getattr(office, "info", {}).get("spinValue", 0)
    if spins > MOST_SPINS:
        raise Refusal("too_many_spins", spins=f"{spins:,}")
    return office


def _decrypted(office: Any, password: str) -> bytes:
    if office.format == "ooxml":
        office.load_key(password=password, verify_password=True)
    else:
        office.load_key(password=password)
    plain = io.BytesIO()
    office.decrypt(plain)
    if plain.tell() > FILE_BYTES:
        raise Refusal("unpacks_too_large", megabytes=FILE_BYTES // MB)
    return plain.getvalue()

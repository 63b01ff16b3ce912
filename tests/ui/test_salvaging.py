"""A salvage in the window: it says how far it is, and can be called off."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import DamagedError
from relmanager_desktop.ui import salvaging
from relmanager_desktop.ui.apart import CancelledError

# What Qt's screenless platform says of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_what_came_of_it_is_returned(qapp: QApplication, database: Database) -> None:
    with database.write("Open") as session:
        session.add(Account(name="Acme"))
    database.close()
    assert database.path is not None
    done = salvaging.salvage_in_sight(database.path)
    assert done.salvage.place.name == "portfolio salvaged.relm"


def test_what_cannot_be_salvaged_is_raised(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "North.relm").write_bytes(b"nonsense" * 1_000)
    with pytest.raises(DamagedError, match="Nothing of a portfolio"):
        salvaging.salvage_in_sight(tmp_path / "North.relm")


def test_it_can_be_called_off(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    is_over = threading.Event()

    def work(*_: Any, progress: Any, **__: Any) -> None:
        while not heard:
            try:
                progress(1, 9, "account")
            except CancelledError:
                heard.append("called off")
        is_over.set()
        raise CancelledError

    monkeypatch.setattr(salvaging, "salvage_portfolio", work)
    dialog = salvaging.SalvageDialog(tmp_path / "North.relm")
    QTimer.singleShot(0, dialog.reject)
    with pytest.raises(CancelledError):
        dialog.run()
    assert is_over.wait(10)
    assert heard == ["called off"]

"""The report of a salvage: what came back, what did not, and where that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from relmanager_desktop.commands.salvages import Salvaged, report_lines, salvage_portfolio
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.salvage import Salvage, Share


def told(*shares: Share, **more: int) -> Salvaged:
    titles = {7: "firm seven"}
    counts = {"made_up": 0, "history_gaps": 0} | more
    found = Salvage(Path("North salvaged.relm"), shares, titles, None, **counts)
    return Salvaged(found, Path("North salvaged report.txt"))


def test_nothing_lost_is_said_in_a_line() -> None:
    assert str(told(Share("account", read=3)).sentence) == (
        "Salvaged 3 records into North salvaged.relm; none is known to be lost."
    )


def test_what_is_lost_is_counted_in_a_line() -> None:
    assert str(told(Share("account", read=3, lost=[7, 8])).sentence) == (
        "Salvaged 3 records into North salvaged.relm; 2 records are lost."
    )


def test_each_lost_record_stands_in_the_report_with_what_is_known_of_it() -> None:
    found = told(Share("account", read=3, mended=1, from_backup=2, lost=[7, 8]))
    lines = [str(line) for line in report_lines(Path("North.relm"), found.salvage)]
    assert "Accounts: 6 back, 1 of them mended and 2 taken from the backup; 2 lost." in lines
    assert lines[-2:] == [f"  {to_letters(7)} firm seven", f"  {to_letters(8)}"]


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"made_up": 1}, "1 record was made up, marked as lost, because others belong to it."),
        ({"history_gaps": 2}, "2 lines of the history are lost: what they tell cannot be undone."),
    ],
)
def test_what_else_to_know_is_in_the_report(more: dict[str, int], line: str) -> None:
    found = told(Share("account", read=3), **more)
    assert line in [str(said) for said in report_lines(Path("North.relm"), found.salvage)]


def test_the_report_lies_beside_the_new_portfolio(database: Database, tmp_path: Path) -> None:
    with database.write("Open") as session:
        session.add(Account(name="Acme"))
    database.close()
    assert database.path is not None
    done = salvage_portfolio(database.path, tmp_path / "North salvaged.relm", "Jo")
    assert done.report == tmp_path / "North salvaged report.txt"
    assert str(database.path) in done.report.read_text(encoding="utf-8")

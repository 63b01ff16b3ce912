"""Times of day in a column of their own."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.mapping.clocks import at_time
from relmanager_desktop.domain.mapping.maps import Clock, Wishes
from relmanager_desktop.domain.mapping.values import reader_of
from tests.domain.mapping.sheets_of import column_of, fields_of, sheet_of, understood

LOG = (
    "Date;Time;Customer;Type;Summary\n14.03.2026;9:15;Acme GmbH;Call;Prices\n"
    "15.03.2026;16:40;Bolt AG;Visit;Audit"
)


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2026, 3, 14), time(9, 15), datetime(2026, 3, 14, 9, 15)),  # noqa: DTZ001 - a cell's
        (datetime(2026, 3, 14), "4:05 pm", datetime(2026, 3, 14, 16, 5)),  # noqa: DTZ001 - a cell's
        ("14.03.2026", "9h15", "14.03.2026 09:15"),
        ("14.03.2026", None, "14.03.2026"),
        ("14.03.2026", "25:70", "14.03.2026"),
        (None, time(9, 15), None),
        (date(2026, 3, 14), "soon", date(2026, 3, 14)),
        (datetime(2026, 3, 14, 8, 30), "9:15", datetime(2026, 3, 14, 8, 30)),  # noqa: DTZ001 - a cell's
    ],
)
def test_a_day_and_its_time_are_one_cell(day: Cell, clock: Cell, moment: Cell) -> None:
    assert at_time(day, clock) == moment


def test_a_column_of_times_belongs_to_the_days_before_it() -> None:
    found = understood(sheet_of(LOG, "Calls"))
    assert found.clock == Clock(0, 1)
    assert fields_of(found)["Time"] == ""
    assert str(column_of(found, "Time").reason) == "It gives “Date” its time of day."


def test_the_days_of_a_log_are_read_with_their_times() -> None:
    sheet = sheet_of(LOG, "Calls")
    rows = read_rows(sheet.rows, understood(sheet), reader_of)
    part = rows.part("interaction")
    assert part is not None
    moments = part.columns[part.fields.index("at")]
    assert [(moment.hour, moment.minute) for moment in moments] == [(9, 15), (16, 40)]


def test_a_column_of_times_that_the_user_sends_elsewhere_stays_there() -> None:
    wishes = Wishes(fields={"time": "interaction.place"})
    found = understood(sheet_of(LOG, "Calls"), wishes=wishes)
    assert found.clock is None
    assert fields_of(found)["Time"] == "interaction.place"


def test_times_beside_no_day_belong_to_none() -> None:
    text = "Company;City;Time\nAcme GmbH;Bonn;9:15\nBolt AG;Ulm;16:40"
    assert understood(sheet_of(text)).clock is None

"""Values become the cells that people read and type over."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.own_fields import own_field
from relmanager_desktop.domain.records import field_at
from relmanager_desktop.domain.workbooks.values import (
    PERCENT_FACTOR,
    Spelling,
    amount_cells,
    record_cell,
    spelled,
    speller_of,
)

BERLIN = ZoneInfo("Europe/Berlin")
SPELLING = Spelling(BERLIN, {"member": {7: "Jane"}})
CASES: list[tuple[str, object, object]] = [
    ("account.name", "Acme", "Acme"),
    ("account.roles", ["customer", "supplier"], "Customer; Supplier"),
    ("account.roles", [], None),
    ("account.status", "dormant", "Dormant"),
    ("account.status", "code of a later version", "code of a later version"),
    ("account.margin_percent", 81.4, 0.814),
    ("account.since", date(2026, 1, 2), date(2026, 1, 2)),
    ("account.owner", 7, "Jane"),
    ("account.owner", 8, f"[{to_letters(8)}]"),
    ("contact.do_not_contact", True, "Yes"),
    ("contact.do_not_contact", False, "No"),
    ("calendar_window.from", "08:30", time(8, 30)),
    ("calendar_window.from", "24:00", "24:00"),
    ("revenue_entry.month", date(2026, 1, 1), date(2026, 1, 1)),
    ("campaign.segment_filter", {"b": [1, "ä"], "a": None}, '{"a":null,"b":[1,"ä"]}'),
]
AWARE = st.datetimes(min_value=datetime.fromisoformat("1970-01-01")).map(
    lambda moment: moment.replace(tzinfo=UTC, year=min(moment.year, 9000))
)


def told(path: str, value: object) -> Any:
    _, field = field_at(path)
    (cell,) = spelled([value], speller_of(field, SPELLING))
    return cell


@pytest.mark.parametrize(("path", "value", "cell"), CASES)
def test_a_value_is_told_as_people_read_it(path: str, value: object, cell: object) -> None:
    assert told(path, value) == cell


@pytest.mark.parametrize("path", sorted({path for path, _, _ in CASES}))
def test_nothing_stays_a_blank(path: str) -> None:
    assert told(path, None) is None


def test_a_moment_is_told_as_wall_time_to_the_second() -> None:
    moment = datetime(2026, 7, 1, 22, 30, 15, 123_456, tzinfo=UTC)
    assert told("interaction.at", moment) == datetime.fromisoformat("2026-07-02T00:30:15")


@given(AWARE)
def test_a_moment_and_what_came_home_of_it_are_spelled_alike(moment: datetime) -> None:
    cell = told("interaction.at", moment)
    home = cell.replace(tzinfo=BERLIN).astimezone(UTC)
    assert told("interaction.at", home) == cell


@given(st.floats(-1e9, 1e9))
def test_a_share_and_what_came_home_of_it_are_spelled_alike(share: float) -> None:
    home = round(told("account.margin_percent", share) * PERCENT_FACTOR, 10)
    assert abs(home - share) <= 1e-9 * max(1, abs(share))


def test_amounts_are_told_in_whole_units() -> None:
    assert amount_cells([123_450, 1234, None, -5], [2, 0, 2, 3]) == [1234.5, 1234, None, -0.005]


def test_a_share_in_a_text_file_shows_its_sign() -> None:
    _, field = field_at("account.margin_percent")
    speller = speller_of(field, Spelling(BERLIN, shows_percent=True))
    assert spelled([12.5, 0.0], speller) == ["12.5%", "0%"]


def test_a_day_of_the_users_own_field_is_a_day() -> None:
    field = own_field("audit", "Audit", "date")
    assert spelled(["2026-01-02", "soon"], speller_of(field, SPELLING)) == [
        date(2026, 1, 2),
        "soon",
    ]


@pytest.mark.parametrize(
    ("kind", "names", "cell"),
    [
        ("issue", {"issue": {7: "Late"}}, f"Issue: Late [{to_letters(7)}]"),
        ("issue", {"issue": {7: f"Late [{to_letters(7)}]"}}, f"Issue: Late [{to_letters(7)}]"),
        ("issue", {}, f"Issue: [{to_letters(7)}]"),
        ("", {}, f"[{to_letters(7)}]"),
    ],
)
def test_a_record_of_any_kind_is_told_with_its_key(
    kind: str, names: dict[str, dict[int, str]], cell: str
) -> None:
    assert record_cell(7, kind, names) == cell

"""The sample portfolio: whole, plausible, equal for equal days, and gone without a trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from relmanager_desktop.commands.records import add_record, change_record
from relmanager_desktop.commands.samples import (
    invent_sample,
    make_sample,
    remove_sample,
    sample_change_set,
)
from relmanager_desktop.commands.samples.sample import Ref, Sample
from relmanager_desktop.commands.undoing import redo_last
from relmanager_desktop.domain.drafts import problems_of
from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.touches import is_touch
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.tables import TABLES

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
JOURNAL = {"change_set", "change"}
EMPTY_KINDS = {
    "score",
    "score_answer",
    "import_run",
    "import_profile",
    "field_definition",
    "saved_view",
}
Rows = dict[str, list[dict[str, Any]]]


def new_portfolio(folder: Path) -> Database:
    return create_portfolio(folder / "sample.relm", clock=lambda: NOW)


def make_in(database: Database) -> int:
    with database.write("Make the sample portfolio") as session:
        return make_sample(session, TODAY, NOW)


def rows_of(database: Database) -> Rows:
    with database.read() as session:
        return {
            kind: [dict(row) for row in session.execute(select(TABLES[kind])).mappings()]
            for kind in KINDS
            if kind not in JOURNAL
        }


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    database = new_portfolio(tmp_path_factory.mktemp("sample"))
    make_in(database)
    rows = rows_of(database)
    database.close()
    return rows


@pytest.fixture(scope="module")
def invented() -> Sample:
    return invent_sample(TODAY, NOW)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = new_portfolio(tmp_path)
    yield database
    database.close()


def test_it_has_forty_accounts_of_all_roles(stored: Rows) -> None:
    roles = Counter(role for row in stored["account"] for role in row["roles"])
    assert len(stored["account"]) == 40
    assert set(roles) == {choice.code for choice in KINDS["account"].field("roles").choices}
    assert any({"customer", "supplier"} <= set(row["roles"]) for row in stored["account"])


def test_it_has_records_of_every_kind_that_a_person_fills(stored: Rows) -> None:
    assert {kind for kind, rows in stored.items() if not rows} == EMPTY_KINDS


def test_every_row_passes_the_rules(stored: Rows) -> None:
    wrong = [
        (kind, row, problem.field, str(problem.message))
        for kind, rows in stored.items()
        for row in rows
        for problem in problems_of(kind, row, TODAY)
    ]
    assert not wrong, wrong[:5]


def test_every_link_leads_to_a_row(stored: Rows) -> None:
    ids = {kind: {row["id"] for row in rows} for kind, rows in stored.items()}
    for kind, rows in stored.items():
        for link in KINDS[kind].links:
            assert {row[link.name] for row in rows} - {None} <= ids[link.target], (kind, link.name)


@pytest.mark.parametrize(
    ("kind", "kind_field", "field"),
    [
        ("raci", "subject_kind", "subject"),
        ("attachment", "owner_kind", "owner"),
        ("action", "origin_kind", "origin"),
    ],
)
def test_every_record_that_is_named_by_kind_is_there(
    stored: Rows, kind: str, kind_field: str, field: str
) -> None:
    named = [(row[kind_field], row[field]) for row in stored[kind] if row[field] is not None]
    assert named
    assert all(any(row["id"] == id_ for row in stored[target]) for target, id_ in named)


def test_every_natural_key_is_unique(stored: Rows) -> None:
    for kind, rows in stored.items():
        for key in KINDS[kind].keys:
            values = [tuple(row[name] for name in key) for row in rows]
            whole = Counter(value for value in values if None not in value)
            assert not [value for value, number in whole.items() if number > 1], (kind, key)


def test_every_listed_word_stands_in_its_list(stored: Rows) -> None:
    words = {(row["list"], row["label"]) for row in stored["choice"]}
    for kind, rows in stored.items():
        for field in KINDS[kind].fields:
            if field.listed and field.listed != "region":
                used = {(field.listed, row[field.name]) for row in rows if row[field.name]}
                assert used <= words, (kind, used - words)


def test_every_cadence_rule_applies_to_something(stored: Rows) -> None:
    names = {
        kind: {row["name"] for row in stored[kind]}
        for kind in ("tier", "tag", "account", "contact")
    }
    names["role"] = {role for row in stored["account"] for role in row["roles"]}
    names["segment"] = {row["segment"] for row in stored["account"]}
    for rule in stored["cadence_rule"]:
        assert rule["target_value"] in names[rule["target_kind"]], rule["name"]


def test_some_accounts_are_late_some_are_fine_and_some_were_never_touched(stored: Rows) -> None:
    held = [
        row
        for row in stored["interaction"]
        if is_touch(row["channel"], row["direction"], row["state"])
    ]
    last: dict[int, datetime] = {}
    for row in held:
        last[row["account"]] = max(row["at"], last.get(row["account"], row["at"]))
    tier_a = next(row["id"] for row in stored["tier"] if row["name"] == "A")
    days = [(NOW - last[r["id"]]).days for r in stored["account"] if r["tier"] == tier_a]
    assert min(days) < 7
    assert max(days) > 28
    never = {row["name"] for row in stored["account"] if row["id"] not in last}
    assert never == {"Cobalt Lane Studios", "Orchard Gate Pharmacy"}


def test_what_happened_lies_in_the_past_and_what_is_planned_does_not(stored: Rows) -> None:
    for row in stored["interaction"]:
        assert (row["at"].date() >= TODAY) == (row["state"] == "planned"), row["subject"]
    moments = ("opened_at", "first_response_at", "resolved_at", "closed_at")
    assert all(row[m] <= NOW for row in stored["issue"] for m in moments if row[m])
    assert all(row["at"] <= NOW for row in stored["issue_event"])
    days = ("ordered_on", "shipped_on", "delivered_on")
    assert all(row[day] < TODAY for row in stored["order_line"] for day in days if row[day])


def test_nobody_is_met_before_they_came_or_after_they_left(stored: Rows) -> None:
    ended = {(row["contact"], row["account"]): row["ended_on"] for row in stored["contact_role"]}
    touches = {row["id"]: row for row in stored["interaction"]}
    for row in stored["interaction_contact"]:
        touch = touches[row["interaction"]]
        end = ended.get((row["contact"], touch["account"]))
        assert end is None or touch["at"].date() <= end, touch["subject"]


def test_addresses_and_numbers_belong_to_nobody(stored: Rows) -> None:
    mails = [row["value"] for row in stored["contact_point"] if row["kind"] == "email"]
    mails += [
        row["email"] for kind in ("account", "member") for row in stored[kind] if row["email"]
    ]
    assert all(mail.endswith((".example", "@example.com")) for mail in mails)
    assert all(mail.isascii() and " " not in mail for mail in mails)
    phones = [row["value"] for row in stored["contact_point"] if row["kind"] == "phone"]
    free = ("+44 1632 960", "+44 7700 900", "+1 202 555 01", "+49 30 23125 ", "+33 1 99 00 00 ")
    assert all(phone.startswith((*free, "+353 20 910 0", "+46 8 465 004 ")) for phone in phones)
    assert len(phones) == len(set(phones))


def test_clocks_of_issues_follow_their_status(stored: Rows) -> None:
    for issue in stored["issue"]:
        is_ended = issue["status"] in {"closed", "cancelled", "duplicate"}
        assert (issue["closed_at"] is not None) == is_ended, issue["number"]
        assert (issue["first_response_at"] is None) == (issue["status"] == "new")


def test_equal_days_give_equal_samples(invented: Sample) -> None:
    assert invent_sample(TODAY, NOW + timedelta(hours=7)).rows == invented.rows


@settings(max_examples=5)
@given(st.dates(date(2024, 1, 1), date(2035, 12, 31)))
def test_any_day_gives_a_sample_without_problems(day: date) -> None:
    sample = invent_sample(day, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    for kind, rows in sample.rows.items():
        for values in rows.values():
            assert not problems_of(kind, values, day), values
            for value in values.values():
                assert not isinstance(value, Ref) or value.handle in sample.rows[value.kind]


def test_making_it_twice_is_refused(database: Database) -> None:
    make_in(database)
    with pytest.raises(InvalidError, match="remove it first"):
        make_in(database)


def test_settings_of_the_user_stay(database: Database) -> None:
    with database.write("Choose the currency") as session:
        add_record(session, "setting", {"key": "currency", "value": "EUR"}, TODAY)
    make_in(database)
    settings_now = {row["key"]: row["value"] for row in rows_of(database)["setting"]}
    assert settings_now["currency"] == "EUR"
    assert settings_now["zone"] == "Europe/London"


def test_removing_it_leaves_nothing_of_it(database: Database) -> None:
    make_in(database)
    with database.write("Remove the sample portfolio") as session:
        removed = remove_sample(session)
    assert removed.conflicts == ()
    assert not any(rows_of(database).values())


def test_removing_it_keeps_what_the_user_added_and_changed(database: Database) -> None:
    make_in(database)
    rows = rows_of(database)
    harbour = next(
        row["id"] for row in rows["account"] if row["name"].startswith("Harbour & Pine L")
    )
    quill = next(row["id"] for row in rows["account"] if row["name"].startswith("Quill"))
    with database.write("Work with the sample") as session:
        add_record(session, "account", {"name": "Mine"}, TODAY)
        add_record(session, "action", {"title": "Call", "account": harbour}, TODAY)
        change_record(session, "account", quill, {"notes": "Kept"}, TODAY)
    with database.write("Remove the sample portfolio") as session:
        removed = remove_sample(session)
        assert sample_change_set(session) is None
    kept = rows_of(database)
    names = {row["name"] for row in kept["account"]}
    assert names == {"Mine", "Harbour & Pine Logistics", "Quill & Crane Legal"}
    assert [row["title"] for row in kept["action"]] == ["Call"]
    assert kept["interaction"] == []
    assert {conflict.row for conflict in removed.conflicts} >= {harbour, quill}


def test_removing_what_is_not_there_is_said(database: Database) -> None:
    with (
        pytest.raises(NotFoundError, match="no sample"),
        database.write("Remove the sample portfolio") as session,
    ):
        remove_sample(session)


def test_a_removed_sample_can_be_brought_back_and_removed_again(database: Database) -> None:
    make_in(database)
    whole = rows_of(database)
    for _ in range(2):
        with database.write("Remove the sample portfolio") as session:
            remove_sample(session)
        assert not any(rows_of(database).values())
        redo_last(database)
        assert rows_of(database) == whole

"""today and log."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from relmanager_desktop.domain.ids import from_letters
from relmanager_desktop.store.bulk import insert_rows
from relmanager_desktop.store.database import Database
from tests.cli.conftest import Terminal


def test_a_logged_call_moves_the_next_touch(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("log", "Acme", "--channel", "call", "--subject", "Hi", "--at", "2026-11-03 10:00")
    answer = terminal.json("today", "--on", "2026-11-24")
    (touch,) = answer["touches"]
    assert touch["why"] == (
        "Due since 17 Nov: last call 3 Nov, every 14 days because tier A (rule 'Tier A')"
    )
    assert (touch["section"], touch["days_late"], touch["state"]) == ("late", 7, "due")


@pytest.mark.parametrize(
    ("day", "late"),
    [
        ("2026-11-18", "1 day late, within the maximum"),
        ("2026-12-03", "16 days late, past the maximum"),
    ],
)
def test_amber_and_red_are_told_apart_in_words(terminal: Terminal, day: str, late: str) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("log", "Acme", "--channel", "call", "--subject", "Hi", "--at", "2026-11-03 10:00")
    assert f"Acme (tier A) · {late}\n" in terminal("today", "--on", day)


@pytest.mark.parametrize("way", [["email"], ["letter"], ["call", "--direction", "out"]])
def test_what_went_one_way_moves_no_touch_and_says_so(terminal: Terminal, way: list[str]) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    said = terminal("log", "Acme", "--subject", "Hi", "--channel", *way)
    assert (
        "Does not count as a touch, the next one stays due: it went one way: nothing came back."
        in said
    )
    assert [t["section"] for t in terminal.json("today")["touches"]] == ["never"]


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (["email"], "the e-mail of 3 Nov 2025 does not count: it went one way: nothing came back"),
        (["call", "--state", "not_held"], "the call of 3 Nov 2025 does not count: it was not held"),
        (["mailing"], ""),
    ],
)
def test_who_was_never_reached_is_told_what_was_tried(
    terminal: Terminal, what: list[str], why: str
) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("log", "Acme", "--subject", "Hi", "--at", "2025-11-03", "--channel", *what)
    (touch,) = terminal.json("today")["touches"]
    never = "Never contacted: every 14 days because tier A (rule 'Tier A')"
    assert touch["why"] == (f"{never}; {why}" if why else never)


def test_an_answered_email_moves_the_next_touch(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("log", "Acme", "--subject", "Hi", "--channel", "email", "--direction", "both")
    assert terminal.json("today")["touches"] == []


def test_never_contacted_and_without_a_rule_are_listed_on_request(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("add", "account", "name=Bolt")
    found = terminal.json("today", "--all")["touches"]
    assert {t["account"]: t["section"] for t in found} == {"Acme": "never", "Bolt": "no_rule"}


def test_an_account_that_ended_is_off_the_lists_and_says_why(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "tier=A", "status=ended", "ended_on=2026-03-31")
    terminal("add", "account", "name=Bolt", "status=ended")
    answer = terminal.json("today")
    assert (answer["touches"], answer["never_contacted"], answer["without_rule"]) == ([], 0, 0)
    (touch,) = terminal.json("today", "--all")["touches"]
    assert (touch["account"], touch["section"], touch["state"]) == ("Acme", "blocked", "blocked")
    assert touch["why"].startswith("The account ended on 31 Mar")


def test_a_day_with_room_begins_with_the_best_who_were_never_contacted(terminal: Terminal) -> None:
    for number in range(7):
        terminal("add", "account", f"name=Firm {number}", "tier=B", f"annual_value={number}")
    terminal("add", "account", "name=Top", "tier=A")
    found = terminal.json("today")["touches"]
    assert [t["account"] for t in found] == ["Top", "Firm 6", "Firm 5", "Firm 4", "Firm 3"]
    assert {(t["section"], t["state"], t["due_on"]) for t in found} == {
        ("never", "never_contacted", None)
    }
    assert "3 never contacted: --all shows them" in terminal("today")


def test_what_is_due_leaves_first_contacts_less_room(terminal: Terminal) -> None:
    for number in range(5):
        terminal("add", "account", f"name=Firm {number}", "tier=A")
        terminal(
            "log", f"Firm {number}", "--channel", "call", "--subject", "Hi", "--at", "2026-11-03"
        )
    terminal("add", "account", "name=New", "tier=A")
    found = terminal.json("today", "--on", "2026-11-24")["touches"]
    assert [t["section"] for t in found] == ["late"] * 5


def test_actions_are_due_too(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("add", "action", "title=Send prices", "account=Acme", "due=2026-11-20")
    (action,) = terminal.json("today", "--on", "2026-11-24")["actions"]
    assert (action["title"], action["days_late"]) == ("Send prices", 4)
    assert "Send prices" in terminal("today", "--on", "2026-11-24")


def test_nothing_due_is_said(terminal: Terminal) -> None:
    assert "Nothing is due" in terminal("today")


def test_an_interaction_keeps_who_took_part(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("add", "contact", "name=Priya Raman")
    logged = terminal.json(
        "log", "Acme", "--channel", "meeting", "--subject", "Prices",
        "--contact", "Priya Raman", "--minutes", "20",
    )  # fmt: skip
    assert (logged["account"], logged["minutes"]) == ("Acme", 20)
    assert len(terminal.json("list", "interaction_contact")) == 1
    assert "Prices" in terminal("log", "Acme", "--channel", "call", "--subject", "Prices")


@pytest.mark.parametrize("written", ["rubbish", "", "2026-13-01"])
def test_a_day_that_is_none_is_refused_in_one_sentence(terminal: Terminal, written: str) -> None:
    terminal("today", "--on", written)
    assert (terminal.code, terminal.err.count("\n")) == (2, 1)


def test_a_day_that_is_none_is_told_how_to_be_written(terminal: Terminal) -> None:
    terminal("today", "--on", "2026-13-01")
    assert terminal.err == "relmanager: --on: “2026-13-01” is no day. Write it as 2026-11-24.\n"


def test_a_day_that_can_be_read_in_two_ways_is_refused(terminal: Terminal) -> None:
    terminal("today", "--on", "03/04/2026")
    assert (terminal.code, "another in America" in terminal.err) == (2, True)
    assert terminal.json("today", "--on", "31/12/2026")["on"] == "2026-12-31"


def test_today_is_told_where_nothing_can_be_written(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("today", "--on", "2026-11-24")
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    assert terminal.json("today", "--on", "2027-11-24")["on"] == "2027-11-24"


def test_the_day_is_read_as_a_moment_is(terminal: Terminal) -> None:
    assert terminal.json("today", "--on", "31.12.2026")["on"] == "2026-12-31"


def test_accounts_that_are_not_due_yet_are_counted(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("add", "account", "name=Bolt")
    said = terminal("today")
    assert "Never contacted: every 14 days because tier A (rule 'Tier A')" in said
    assert "1 without a rule: --all shows them" in said
    answer = terminal.json("today")
    assert (answer["never_contacted"], answer["without_rule"]) == (1, 1)


def test_looking_at_another_day_leaves_today_as_it_is(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("log", "Acme", "--channel", "call", "--subject", "Hi", "--at", "2025-11-03")
    terminal("add", "snooze", "account=Acme", "until=2100-01-01", "reason=On leave")
    (later,) = terminal.json("today", "--on", "2100-01-01")["touches"]
    assert (later["section"], later["state"]) == ("late", "overdue")
    (now,) = terminal.json("today", "--all")["touches"]
    assert (now["section"], now["state"]) == ("snoozed", "snoozed")


def put_off(terminal: Terminal, account: str, until: date) -> None:
    """Put a touch off as an imported row may: until a day that is past."""
    (found,) = terminal.json("list", "account", "--where", f"name={account}")
    snooze = {"account": from_letters(found["id"]), "until": until, "reason": "On leave"}
    database = Database(terminal.portfolio)
    with database.write("Import") as session:
        insert_rows(session, "snooze", tuple(snooze), [tuple(snooze.values())], 1)
    database.close()


def test_a_snooze_until_a_day_that_is_past_is_refused(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("add", "snooze", "account=Acme", "until=2025-05-01", "reason=On leave")
    assert terminal.code == 2
    assert "would be over already: choose a day after today." in terminal.err


def test_a_snooze_that_was_over_long_ago_ran_on_a_day_before(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("log", "Acme", "--channel", "call", "--subject", "Hi", "--at", "2025-03-03")
    put_off(terminal, "Acme", date(2025, 5, 1))
    (then,) = terminal.json("today", "--all", "--on", "2025-04-01")["touches"]
    assert (then["section"], then["state"]) == ("snoozed", "snoozed")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one zone a process")
def test_a_moment_without_a_zone_is_told_by_the_clock_on_this_wall(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    terminal("add", "account", "name=Acme")
    logged = terminal.json(
        "log", "Acme", "--channel", "call", "--subject", "Hi", "--at", "2026-10-31 14:30"
    )
    assert logged["at"] == "2026-10-31T18:30:00+00:00"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one zone a process")
def test_an_hour_that_the_clocks_left_out_is_refused(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    terminal("add", "account", "name=Acme")
    terminal("log", "Acme", "--channel", "call", "--subject", "Hi", "--at", "2026-03-29 02:30")
    assert terminal.code == 2
    assert "There is no 02:30 on 29 Mar 2026: the clocks were put ahead" in terminal.err


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one zone a process")
def test_a_call_late_in_the_evening_counts_from_that_day(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    terminal.portfolio = tmp_path / "york.relm"
    terminal("new")
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("log", "Acme", "--channel", "call", "--subject", "Hi", "--at", "2025-11-03 22:00")
    (touch,) = terminal.json("today", "--on", "2025-11-24")["touches"]
    assert "last call 3 Nov" in touch["why"]


@pytest.fixture(autouse=True)
def _own_zone() -> Iterator[None]:
    """Go back to the zone of this machine once the environment has it again."""
    yield
    if hasattr(time, "tzset"):
        time.tzset()


def test_days_are_told_in_words(terminal: Terminal) -> None:
    today = terminal.json("today", "--on", "today")["on"]
    terminal("add", "account", "name=Acme", "tier=A")
    terminal("log", "Acme", "--channel", "call", "--subject", "Hi", "--at", "3 days ago")
    action = terminal.json("add", "action", "title=Send figures", "due=in 2 weeks")
    day = date.fromisoformat(today)
    assert action["due"] == (day + timedelta(days=14)).isoformat()
    (found,) = terminal.json("list", "interaction", "--where", "at<today")
    assert found["subject"] == "Hi"


def test_a_channel_that_the_rule_does_not_want_is_said_not_to_count(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal(
        "add", "cadence_rule", "name=Visits", "target_kind=account", "target_value=Acme",
        "purpose=check_in", "ideal_days=30", "max_days=60", "channels=visit",
    )  # fmt: skip
    said = terminal("log", "Acme", "--channel", "call", "--subject", "Hi")
    assert "Does not count for the check-in, which stays due: rule 'Visits' wants visit." in said


def test_required_fields_of_the_users_own_are_asked_by_log(terminal: Terminal) -> None:
    own = ("kind=interaction", "name=project", "label=Project no", "type=text", "required=yes")
    terminal("add", "field_definition", *own)
    terminal("add", "account", "name=Acme")
    said = ("--channel", "call", "--subject", "Rates")
    terminal("log", "Acme", *said)
    assert (terminal.code, "Project no is required" in terminal.err) == (2, True)
    terminal("log", "Acme", "Project no=F-7", *said)
    assert terminal.code == 0
    (row,) = terminal.json("list", "interaction")
    assert row["custom.project"] == "F-7"
    terminal("log", "Acme", "body=Hm", *said)
    assert (terminal.code, "--body" in terminal.err) == (2, True)

"""Answers as lines for people."""

from __future__ import annotations

from datetime import UTC, datetime

from relmanager_desktop.cli.tables import WIDEST, table_lines, told
from relmanager_desktop.domain.records import KINDS

INTERACTION = KINDS["interaction"]


def test_the_last_column_is_never_cut() -> None:
    sentence = "why " * 40
    lines = table_lines(["a", "b"], [[sentence, sentence]])
    assert lines[-1].endswith("why why")
    assert lines[-1].count("why") < 2 * sentence.count("why")


def test_the_rule_under_the_header_is_no_wider_than_a_column() -> None:
    assert table_lines(["a"], [["x" * 200]])[1] == "─" * WIDEST


def test_a_time_is_shown_by_the_clock_of_this_machine() -> None:
    at = datetime(2026, 11, 3, 9, 5, 7, 123, tzinfo=UTC)
    assert table_lines(["at"], [[at]])[-1] == f"{at.astimezone():%Y-%m-%d %H:%M}"


def test_codes_are_told_by_their_labels() -> None:
    assert told(INTERACTION.field("channel"), "email") == "E-mail"
    assert told(KINDS["account"].field("roles"), ["customer"]) == ["Customer"]


def test_a_time_of_json_is_told_as_a_time() -> None:
    assert told(INTERACTION.field("at"), "2026-11-03T09:05:00+00:00") == datetime(
        2026, 11, 3, 9, 5, tzinfo=UTC
    )


def test_nothing_stays_nothing() -> None:
    assert told(INTERACTION.field("channel"), None) is None

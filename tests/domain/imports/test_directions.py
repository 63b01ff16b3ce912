"""Logs of talks: who began does not make a talk go one way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.records import Field
from tests.domain.imports.lists import (
    new_of,
    plain_reader,
    plan_of,
    rows_of,
    sheet_map,
    with_reading,
)

LOG = {
    "Date": "interaction.at",
    "Company": "interaction.account",
    "Type": "interaction.channel",
    "Direction": "interaction.direction",
    "Subject": "interaction.subject",
    "Status": "interaction.state",
    "Outcome": "interaction.outcome",
}
DAY = date(2026, 11, 3)


def way_of(*cells: Any) -> Any:
    """Return the direction that one row of the log gets: channel, way, subject, state, outcome."""
    plan = plan_of(rows_of(LOG, [[DAY, "Acme", *cells]], "interaction"))
    ((way,),) = new_of(plan, "interaction", "direction")
    return way


@pytest.mark.parametrize("channel", ["call", "video", "meeting", "visit", "event", "chat", None])
@pytest.mark.parametrize("way", ["out", "in"])
def test_a_talk_that_was_held_goes_both_ways_whoever_began(channel: str | None, way: str) -> None:
    assert way_of(channel, way, "Renewal", "held", "Will call back") == "both"
    assert way_of(channel, way, "Renewal", None, None) == "both"


@pytest.mark.parametrize("channel", ["email", "letter", "social"])
def test_what_is_written_keeps_its_way(channel: str) -> None:
    assert way_of(channel, "out", "Invoice", "held", None) == "out"


@pytest.mark.parametrize(
    "outcome",
    ["Left voicemail", "No answer", "Nicht erreicht", "Répondeur", "Нет ответа", "Geen gehoor"],
)
def test_a_message_left_is_no_talk(outcome: str) -> None:
    assert way_of("call", "out", "Renewal", "held", outcome) == "out"
    assert way_of("call", "out", outcome, "held", None) == "out"


def test_what_was_not_held_keeps_its_way() -> None:
    assert way_of("call", "out", "Renewal", "planned", None) == "out"


@pytest.mark.parametrize(("word", "way"), [("From us only", "out"), ("Outbound", "both")])
def test_our_own_words_say_that_nothing_came_back(word: str, way: str) -> None:
    assert _way_read(word, {}) == way


def test_what_the_user_says_of_a_word_wins() -> None:
    assert _way_read("Outbound", {"outbound": "out"}) == "out"


def _way_read(word: str, values: dict[str, str]) -> Any:
    """Return the direction of a call beside which this word stands."""

    def reader_of(field: Field, reading: Reading) -> Callable[[Cell], Any]:
        is_way = field.name == "direction"
        return (lambda _cell: "out") if is_way else plain_reader(field, reading)

    found = with_reading(sheet_map(LOG, "interaction"), "Direction", Reading(values=values))
    rows: list[list[Cell]] = [[*LOG], [DAY, "Acme", "call", word, "Renewal", "held", None]]
    plan = plan_of(read_rows(rows, found, reader_of))
    ((way,),) = new_of(plan, "interaction", "direction")
    return way

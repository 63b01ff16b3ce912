"""The list of accounts: its columns, its words, its painters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, shown_value, tr
from relmanager_desktop.queries.accounts import AccountRow
from relmanager_desktop.ui import words
from relmanager_desktop.ui.models import cells, lists
from relmanager_desktop.ui.models.rows import Column


def second_line(row_: AccountRow) -> str:
    """Return what stands under the name: industry and city."""
    return " · ".join(part for part in (row_.industry, row_.city) if part)


def name_tip(row_: AccountRow) -> str:
    """Return both lines under each other."""
    return "\n".join(line for line in (row_.name, second_line(row_)) if line)


def last_day(row_: AccountRow) -> str:
    """Return the day of the last touch, '' where there is none."""
    return words.day_of(row_.last_touch_at)


def due_day(row_: AccountRow) -> str:
    """Return the day of the next touch with its year, '' where there is none."""
    return shown_value(row_.due_on) if row_.due_on is not None else ""


# What each column is called, how it is painted, how wide it is (0 takes the rest), and the rest.
COLUMNS: tuple[tuple[str, Text, str, int, dict[str, Any]], ...] = (
    ("name", tr("Account"), "name", 0, {"is_editable": True, "tip": name_tip, "lead": 42}),
    ("tier", tr("Tier"), "tier", 88, {"is_editable": True, "lead": 14}),
    ("roles", tr("Roles"), "", 180, {"yields": 3}),
    ("annual_value", tr("Annual value"), "money", 120, {"is_editable": True, "is_number": True}),
    (
        "last_touch",
        tr("Last touch"),
        "",
        112,
        {"yields": 2, "more": last_day},
    ),
    (
        "next_touch",
        tr("Next touch"),
        "due",
        136,
        {"lead": 24, "more": due_day},
    ),
    ("status", tr("Status"), "status", 100, {"is_editable": True, "lead": 20, "yields": 1}),
    ("owner", tr("Owner"), "owner", 150, {"is_editable": True, "lead": 30}),
)


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """Return the columns of the page; ``today()`` is asked anew for each cell."""
    status = KINDS["account"].field("status")
    texts: dict[str, Callable[[AccountRow], str]] = {
        "name": lambda row: row.name,
        "tier": lambda row: words.tier_word(row.tier) if row.tier else "",
        "roles": roles_text,
        "annual_value": lambda row: words.money(row.annual_value, row.currency),
        "last_touch": lambda row: words.ago(row.last_touch_at, today()),
        "next_touch": lambda row: lists.due_text(row.due_on, row.cadence, today()),
        "status": lambda row: status.label_of(row.status),
        "owner": lambda row: row.owner,
    }
    return tuple(
        Column(name, str(title), texts[name], painter, width, **given)
        for name, title, painter, width, given in COLUMNS
    )


def roles_text(row_: AccountRow) -> str:
    """Return the roles in words."""
    field = KINDS["account"].field("roles")
    return ", ".join(field.label_of(role) for role in row_.roles)


def painters(today: Callable[[], date]) -> dict[str, cells.Paint]:
    """Return how the cells of the page are painted."""

    def name(painter: QPainter, box: QRectF, found: AccountRow, _text: str) -> None:
        room = cells.with_initials(painter, box, found.name)
        cells.two_lines(painter, room, found.name, second_line(found))

    def tier(painter: QPainter, box: QRectF, found: AccountRow, text: str) -> None:
        if text:
            cells.tier(painter, box, text, found.tier_order)

    def due(painter: QPainter, box: QRectF, found: AccountRow, _text: str) -> None:
        lists.paint_due(painter, box, found.due_on, found.red_on, found.cadence, today())

    def status(painter: QPainter, box: QRectF, found: AccountRow, text: str) -> None:
        if text:
            cells.pill(painter, box, text, words.tone_of(found.status), dot=False)

    def owner(painter: QPainter, box: QRectF, found: AccountRow, _text: str) -> None:
        cells.person(painter, box, found.owner)

    return {
        "name": name,
        "tier": tier,
        "money": lists.paint_money,
        "due": due,
        "status": status,
        "owner": owner,
    }

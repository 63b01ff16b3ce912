"""The list of accounts: its columns, its words, its painters."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.accounts import AccountRow
from relmanager_desktop.ui import words
from relmanager_desktop.ui.models import cells, lists
from relmanager_desktop.ui.models.rows import Column


def columns(today: date) -> tuple[Column, ...]:
    """Return the columns of the page."""
    return (
        Column("name", str(tr("Account")), lambda r: r.name, "name", 0, is_editable=True),
        Column(
            "tier",
            str(tr("Tier")),
            lambda r: words.tier_word(r.tier) if r.tier else "",
            "tier",
            92,
            is_editable=True,
        ),
        Column("roles", str(tr("Roles")), roles_text, "", 150, yields=3),
        Column(
            "annual_value",
            str(tr("Annual value")),
            lambda r: words.money(r.annual_value, r.currency),
            "money",
            130,
            is_number=True,
            is_editable=True,
        ),
        Column(
            "last_touch",
            str(tr("Last touch")),
            lambda r: words.ago(r.last_touch_at, today),
            "",
            120,
            yields=2,
        ),
        Column(
            "next_touch",
            str(tr("Next touch")),
            lambda r: lists.due_text(r.due_on, r.cadence, today),
            "due",
            150,
        ),
        Column(
            "status",
            str(tr("Status")),
            lambda r: KINDS["account"].field("status").label_of(r.status),
            "status",
            100,
            is_editable=True,
            yields=1,
        ),
        Column("owner", str(tr("Owner")), lambda r: r.owner, "owner", 150, is_editable=True),
    )


def roles_text(row_: AccountRow) -> str:
    """Return the roles in words."""
    field = KINDS["account"].field("roles")
    return ", ".join(field.label_of(role) for role in row_.roles)


def painters(today: date) -> dict[str, cells.Paint]:
    """Return how the cells of the page are painted."""

    def name(painter: QPainter, box: QRectF, found: AccountRow, _text: str) -> None:
        room = cells.with_initials(painter, box, found.name)
        second = " · ".join(part for part in (found.industry, found.city) if part)
        cells.two_lines(painter, room, found.name, second)

    def tier(painter: QPainter, box: QRectF, found: AccountRow, text: str) -> None:
        if text:
            cells.tier(painter, box, text, found.tier_order)

    def due(painter: QPainter, box: QRectF, found: AccountRow, _text: str) -> None:
        lists.paint_due(painter, box, found.due_on, found.red_on, found.cadence, today)

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

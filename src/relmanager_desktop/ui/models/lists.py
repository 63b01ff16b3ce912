"""The parts that lists of accounts and records share: late pills, values, owners."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import painting, theme, words
from relmanager_desktop.ui.models import cells

if TYPE_CHECKING:
    from relmanager_desktop.queries.cadence import TouchRow


def paint_due(
    painter: QPainter,
    box: QRectF,
    due_on: date | None,
    red_on: date | None,
    cadence: str,
    today: date,
) -> None:
    """Draw when the next touch is due, as a pill where it is late or today."""
    if cadence == "never_contacted":
        cells.pill(painter, box, str(tr("Never contacted")), "info", dot=False)
    elif cadence == "blocked":
        cells.pill(painter, box, str(tr("Off the list")), "neutral", dot=False)
    elif due_on is None:
        painting.draw_text(painter, box, "–", ink="text3")
    elif due_on <= today:
        word, tone = words.touch_word(due_on, today, is_red=red_on is None or red_on < today)
        cells.pill(painter, box, word, tone)
    else:
        painting.draw_text(painter, box, words.due_word(due_on, today)[0], ink="text2")


def due_text(due_on: date | None, cadence: str, today: date) -> str:
    """Return the same as a text for screen readers."""
    if cadence == "never_contacted":
        return str(tr("Never contacted"))
    if cadence == "blocked":
        return str(tr("Off the list"))
    return words.due_word(due_on, today)[0] if due_on else "–"


def touch_pill(touch: TouchRow, today: date) -> tuple[str, str]:
    """Return what the pill of a touch says, and its tone; '' where there is nothing to say."""
    if touch.state == "blocked":
        return str(tr("Off the list")), "neutral"
    if touch.due_on is None:
        return "", ""
    return words.touch_word(touch.due_on, today, is_red=touch.state == "overdue")


def paint_money(painter: QPainter, box: QRectF, _row: Any, text: str) -> None:
    """Draw an amount, digits below digits."""
    painting.draw_text(
        painter, box, text or "–", weight=theme.MEDIUM, align=painting.RIGHT, tabular=True,
        ink="text" if text else "text3",
    )  # fmt: skip

"""What delegates and small widgets paint: texts, pills, badges, initials, bars."""

from __future__ import annotations

from functools import cache
from itertools import accumulate

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPainter, QPen

from relmanager_desktop.ui import theme

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
PILL_HEIGHT = 20.0
TOP_TIER = 1
WIDEST = 16_777_215  # of a widget, says Qt


def draw_text(
    painter: QPainter,
    where: QRectF,
    text: str,
    *,
    size: str = "body",
    weight: QFont.Weight = theme.REGULAR,
    ink: str = "text",
    align: Qt.AlignmentFlag = LEFT,
    tabular: bool = False,
) -> None:
    """Draw a text in its own lines, each cut with an ellipsis where it does not fit."""
    painter.setFont(theme.font(size, weight, tabular=tabular))
    painter.setPen(theme.colour(ink))
    shown = cut(text, int(where.width()), size=size, weight=weight, tabular=tabular)
    painter.drawText(where, align | Qt.AlignmentFlag.AlignVCenter, isolated(shown))


def cut(
    text: str,
    width: int,
    *,
    size: str = "body",
    weight: QFont.Weight = theme.REGULAR,
    tabular: bool = False,
) -> str:
    """Return a text whose lines are each cut with an ellipsis where they are wider."""
    measure = theme.metrics(size, weight, tabular=tabular)
    # No letter of ASCII is wider than its line is high: most texts need not be measured.
    if text.isascii() and len(text) * measure.height() <= width:
        return text
    mode = Qt.TextElideMode.ElideRight
    return "\n".join(measure.elidedText(line, mode, width) for line in text.split("\n"))


def draw_lines(
    painter: QPainter,
    where: QRectF,
    text: str,
    most: int,
    *,
    size: str = "small",
    weight: QFont.Weight = theme.REGULAR,
    ink: str,
) -> None:
    """Draw a text over at most so many lines, the last one cut with an ellipsis."""
    measure = theme.metrics(size, weight)
    line = QRectF(where.x(), where.y(), where.width(), measure.lineSpacing())
    for number, part in enumerate(broken(text, measure, int(where.width()), most)):
        room = line.translated(0, number * line.height())
        draw_text(painter, room, part, size=size, weight=weight, ink=ink)


def broken(text: str, measure: QFontMetrics, width: int, most: int) -> list[str]:
    """Return a text broken at its blanks into at most ``most`` lines; the last holds the rest."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        taken = _words_in(rest, measure, width)
        lines.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    return [*lines, " ".join(rest)] if rest else lines


def _words_in(words: list[str], measure: QFontMetrics, width: int) -> int:
    """Return how many words one line holds, one at least.

    The number is guessed by letters and then put right, for to measure takes long.
    """
    letters = width / max(1, measure.averageCharWidth())
    ends = accumulate(len(word) + 1 for word in words)
    taken = max(1, sum(end - 1 <= letters for end in ends))

    def fits(count: int) -> bool:
        return measure.horizontalAdvance(" ".join(words[:count])) <= width

    if taken == 1 or fits(taken):
        while taken < len(words) and fits(taken + 1):
            taken += 1
        return taken
    while taken > 1 and not fits(taken):
        taken -= 1
    return taken


def direction() -> Qt.LayoutDirection:
    """Return which way the window is read."""
    return QGuiApplication.layoutDirection()


def is_mirrored() -> bool:
    """Whether the window is read from right to left."""
    return direction() == Qt.LayoutDirection.RightToLeft


def mirrored(outer: QRectF, inner: QRectF) -> QRectF:
    """Return where a part stands that was laid out from the left: mirrored where one reads so."""
    if not is_mirrored():
        return inner
    return QRectF(
        outer.left() + outer.right() - inner.right(), inner.y(), inner.width(), inner.height()
    )


def isolated(text: str) -> str:
    """Return lines so that each keeps its own direction in a window read from right to left.

    Without it '+49 40 3355' comes out as '3355 40 49+', and '9 days late' as 'days late 9'.
    Source: UAX #9, FSI and PDI, which do not reach over the end of a line.
    """
    if not (is_mirrored() and text):
        return text
    return "\n".join(f"\u2068{line}\u2069" for line in text.split("\n"))


def leading(outer: QRectF, width: float) -> float:
    """Return the left edge of a part of this width that stands where reading begins."""
    return outer.right() - width if is_mirrored() else outer.x()


def text_width(text: str, size: str = "body", weight: QFont.Weight = theme.REGULAR) -> int:
    """Return how wide the widest line of a text is, in logical pixels."""
    measure = theme.metrics(size, weight)
    return max(measure.horizontalAdvance(line) for line in text.split("\n"))


def room_of(text: str, size: str = "body", weight: QFont.Weight = theme.REGULAR) -> QSize:
    """Return the room that one line takes whole, rounded up, in logical pixels."""
    return theme.metrics(size, weight).boundingRect(QRect(0, 0, WIDEST, WIDEST), 0, text).size()


def line_height(size: str = "body", weight: QFont.Weight = theme.REGULAR) -> int:
    """Return the height of one line, rounded up, in logical pixels."""
    return _line_height(size, weight, theme.px(100))


@cache
def _line_height(size: str, weight: QFont.Weight, _percent: int) -> int:
    return room_of("X", size, weight).height()


def draw_pill(
    painter: QPainter, x: float, middle: float, text: str, tone: str, *, dot: bool = False
) -> float:
    """Draw a status pill from ``x``; return its width."""
    width = pill_width(text, dot=dot)
    height = theme.px(PILL_HEIGHT)
    box = QRectF(x, middle - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{tone}bg"))
    painter.drawRoundedRect(box, height / 2, height / 2)
    inner = box.adjusted(8, 0, -8, 0)
    if dot:
        painter.setBrush(theme.colour(tone))
        painter.drawEllipse(mirrored(box, QRectF(x + 8, middle - 3, 6, 6)))
        inner = mirrored(box, box.adjusted(18, 0, -8, 0))
    painter.setPen(theme.colour(tone))
    painter.setFont(theme.font("caption", theme.SEMI))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | LEFT, isolated(text))
    return width


def pill_width(text: str, *, dot: bool = False) -> float:
    """Return the width of a pill."""
    return text_width(text, "caption", theme.SEMI) + 17 + (10 if dot else 0)


def draw_tier(painter: QPainter, x: float, middle: float, text: str, order: int) -> float:
    """Draw a tier as an outline badge, the top tier in the accent; return its width."""
    width = tier_width(text)
    height = theme.px(19)
    is_top = order == TOP_TIER
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent" if is_top else "line2"), 1))
    painter.drawRoundedRect(QRectF(x + 0.5, middle - height / 2, width - 1, height), 4, 4)
    painter.setPen(theme.colour("accent" if is_top else "text2"))
    painter.setFont(theme.font("caption", theme.SEMI))
    painter.drawText(
        QRectF(x, middle - height / 2, width, height),
        Qt.AlignmentFlag.AlignCenter,
        isolated(text),
    )
    return width


def tier_width(text: str) -> float:
    """Return the width of a tier badge."""
    return text_width(text, "caption", theme.SEMI) + 14


def draw_initials(painter: QPainter, where: QRectF, name: str, *, square: bool = False) -> None:
    """Draw a name's initials on a tint that stays with the name."""
    ink = series_of(name)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.mixed(ink, "surface", 0.24 if theme.is_dark() else 0.16))
    radius = where.width() * (0.24 if square else 0.5)
    painter.drawRoundedRect(where, radius, radius)
    shade = theme.colour(ink)
    painter.setPen(shade.lighter(118) if theme.is_dark() else shade.darker(150))
    face = theme.font("caption", theme.SEMI)
    face.setPixelSize(max(8, int(where.width() * 0.38)))
    painter.setFont(face)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, initials_of(name))


@cache
def initials_of(name: str) -> str:
    """Return up to two initials of a name."""
    return "".join(word[0] for word in name.split() if word[0].isalpha())[:2].upper()


def series_of(name: str) -> str:
    """Return the series colour that belongs to a name."""
    return theme.SERIES[sum(map(ord, name)) % len(theme.SERIES)]


def draw_bar(painter: QPainter, where: QRectF, share: float, ink: str) -> None:
    """Draw a bar filled to ``share``, 0 to 1."""
    round_ = where.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("neutralbg"))
    painter.drawRoundedRect(where, round_, round_)
    if share > 0:
        painter.setBrush(theme.colour(ink))
        width = max(where.height(), where.width() * min(1.0, share))
        painter.drawRoundedRect(QRectF(where.x(), where.y(), width, where.height()), round_, round_)

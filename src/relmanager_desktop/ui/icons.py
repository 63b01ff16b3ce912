"""Icons: Lucide's outlines, coloured by ink and kept as pixmaps.

They are drawn from outlines.txt, which packaging/outline_icons.py makes of the SVG files: what
reads SVG takes longer to load than all icons of the first page to draw.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPen, QPixmap

from relmanager_desktop import paths
from relmanager_desktop.ui import theme

Step = Callable[..., None]
BOX = 24
STROKE = 1.75
# Names used by the catalogue for which the subset has a close relative.
RELATIVES = {"user": "user-round", "file-text": "file-spreadsheet", "list-checks": "layout-list"}
UNKNOWN = "layers"
_kept: dict[tuple[str, str, int, float], QPixmap] = {}


def pixmap(name: str, ink: str = "text2", size: int = 16) -> QPixmap:
    """Return an icon in an ink's colour, ``size`` pixels square at the user's text size."""
    ratio = _ratio()
    size = theme.px(size)
    shade = theme.colour(ink)
    key = (name, shade.name(), size, ratio)
    if key not in _kept:
        _kept[key] = _drawn(name, shade, size, ratio)
    return _kept[key]


def icon(name: str, ink: str = "text2", size: int = 16) -> QIcon:
    """Return an icon for a button or a menu."""
    return QIcon(pixmap(name, ink, size))


@cache
def outline(name: str) -> QPainterPath:
    """Return what the pen follows in a box of 24 by 24; an unknown name has a stand-in."""
    known = _outlines()
    path = QPainterPath()
    steps: dict[str, Step] = {"M": path.moveTo, "L": path.lineTo, "C": path.cubicTo}
    for step in known.get(RELATIVES.get(name, name), known[UNKNOWN]).split(", "):
        letter, *numbers = step.split()
        steps[letter](*map(float, numbers))
    return path


@cache
def _outlines() -> dict[str, str]:
    lines = (paths.RESOURCES / "icons" / "outlines.txt").read_text(encoding="ascii").splitlines()
    named = (line.partition(": ") for line in lines)
    return {name: steps for name, _, steps in named}


def _drawn(name: str, shade: QColor, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(QSize(size, size) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / BOX, size / BOX)
    round_ends, round_corners = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(shade, STROKE, Qt.PenStyle.SolidLine, round_ends, round_corners))
    painter.drawPath(outline(name))
    painter.end()
    return drawn


def _ratio() -> float:
    return QGuiApplication.primaryScreen().devicePixelRatio()

"""Icons: Lucide's outlines, coloured by ink and kept as pixmaps."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from relmanager_desktop import paths
from relmanager_desktop.ui import theme

STROKE = 1.75
# Names used by the catalogue for which the subset has a close relative.
RELATIVES = {"user": "user-round", "file-text": "file-spreadsheet", "list-checks": "layout-list"}
_kept: dict[tuple[str, str, int, float], QPixmap] = {}


def pixmap(name: str, ink: str = "text2", size: int = 16) -> QPixmap:
    """Return an icon in an ink's colour, ``size`` pixels square at the user's text size."""
    ratio = _ratio()
    size = theme.px(size)
    shade = theme.colour(ink).name()
    key = (name, shade, size, ratio)
    if key not in _kept:
        _kept[key] = _drawn(name, shade, size, ratio)
    return _kept[key]


def icon(name: str, ink: str = "text2", size: int = 16) -> QIcon:
    """Return an icon for a button or a menu."""
    return QIcon(pixmap(name, ink, size))


@cache
def _source(name: str) -> str:
    folder: Path = paths.RESOURCES / "icons"
    path = folder / f"{RELATIVES.get(name, name)}.svg"
    if not path.exists():
        path = folder / "layers.svg"
    return path.read_text(encoding="utf-8")


def _drawn(name: str, shade: str, size: int, ratio: float) -> QPixmap:
    svg = _source(name).replace("currentColor", shade)
    svg = svg.replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    drawn = QPixmap(QSize(size, size) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


def _ratio() -> float:
    return QGuiApplication.primaryScreen().devicePixelRatio()

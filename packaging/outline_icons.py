"""Writes resources/icons/outlines.txt from the SVG files beside it; run it after adding an icon.

Each line is an icon: its name, then moves, lines and curves in its box of 24 by 24.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPaintDevice, QPaintEngine, QPainter, QPainterPath
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
BOX = 24
# The bindings crash where an engine of Python's is told to draw lines that are no path.
LINE = re.compile(r'<line x1="([^"]*)" x2="([^"]*)" y1="([^"]*)" y2="([^"]*)"')
LINES = re.compile(r'<polyline points="([^"]*)"')
Metric = QPaintDevice.PaintDeviceMetric
MEASURES = {
    Metric.PdmWidth: BOX,
    Metric.PdmHeight: BOX,
    Metric.PdmDpiX: 96,
    Metric.PdmDpiY: 96,
    Metric.PdmPhysicalDpiX: 96,
    Metric.PdmPhysicalDpiY: 96,
    Metric.PdmDepth: 32,
}
Step = QPainterPath.ElementType
LETTERS = {Step.MoveToElement: ", M", Step.LineToElement: ", L", Step.CurveToElement: ", C"}


class Notes(QPaintEngine):
    """A paint engine that only notes what it is told to draw."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.paths: list[QPainterPath] = []

    def begin(self, _device: object) -> bool:
        """Take part in a painting."""
        return True

    def end(self) -> bool:
        """Leave it."""
        return True

    def updateState(self, _state: object) -> None:  # noqa: N802 - Qt's name
        """Pens and brushes are the window's own."""

    def type(self) -> QPaintEngine.Type:
        """Return that this is no engine of Qt's."""
        return QPaintEngine.Type.User

    def drawPath(self, path: QPainterPath) -> None:  # noqa: N802 - Qt's name
        """Note a path."""
        self.paths.append(QPainterPath(path))


class Sheet(QPaintDevice):
    """What the notes are taken on."""

    def __init__(self) -> None:
        super().__init__()
        self.notes = Notes()

    def paintEngine(self) -> QPaintEngine:  # noqa: N802 - Qt's name
        """Return the notes."""
        return self.notes

    def metric(self, which: QPaintDevice.PaintDeviceMetric) -> int:
        """Return a measure of the box."""
        return MEASURES.get(which, 1)


def outline(svg: Path, sheet: Sheet) -> str:
    """Return the steps of an icon, such as 'M 12 2, L 12 4'."""
    sheet.notes.paths.clear()
    source = LINE.sub(r'<path d="M\1 \3L\2 \4"', svg.read_text(encoding="utf-8"))
    source = LINES.sub(r'<path d="M\1"', source)
    painter = QPainter(sheet)
    QSvgRenderer(source.encode()).render(painter, QRectF(0, 0, BOX, BOX))
    painter.end()
    steps = dict.fromkeys(map(_steps, sheet.notes.paths))  # what is also filled comes twice
    return "".join(steps).removeprefix(", ")


def _steps(path: QPainterPath) -> str:
    elements = map(path.elementAt, range(path.elementCount()))
    return "".join(
        f"{LETTERS.get(e.type, '')} {round(e.x, 3):g} {round(e.y, 3):g}" for e in elements
    )


if __name__ == "__main__":
    application = QGuiApplication(["outline_icons", "-platform", "offscreen"])
    paper = Sheet()
    lines = [f"{svg.stem}: {outline(svg, paper)}\n" for svg in sorted(ICONS.glob("*.svg"))]
    (ICONS / "outlines.txt").write_text("".join(lines), encoding="ascii")

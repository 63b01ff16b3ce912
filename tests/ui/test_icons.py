"""Tests of the icons: each outline draws what its SVG file draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from relmanager_desktop import paths
from relmanager_desktop.ui import icons, theme

FILES = sorted((paths.RESOURCES / "icons").glob("*.svg"))
SIZE = 48
DIFFERENT = 60  # of 255; what rounding moves along an edge stays below


def drawn_by_svg(path: Path, shade: str) -> QImage:
    source = path.read_text(encoding="utf-8").replace("currentColor", shade)
    source = source.replace('stroke-width="2"', f'stroke-width="{icons.STROKE}"')
    image = QImage(QSize(SIZE, SIZE), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(source.encode()).render(painter, QRectF(0, 0, SIZE, SIZE))
    painter.end()
    return image


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_an_outline_draws_what_its_file_draws(qtbot: QtBot, path: Path) -> None:
    ours = icons.pixmap(path.stem, "text", SIZE).toImage()
    theirs = drawn_by_svg(path, theme.colour("text").name())
    assert ours.size() == theirs.size()
    far = [
        (x, y)
        for x in range(SIZE)
        for y in range(SIZE)
        if abs(ours.pixelColor(x, y).alpha() - theirs.pixelColor(x, y).alpha()) > DIFFERENT
    ]
    assert len(far) <= SIZE * SIZE / 100, far


def test_every_file_has_an_outline_and_no_outline_lacks_its_file() -> None:
    lines = (paths.RESOURCES / "icons" / "outlines.txt").read_text(encoding="ascii").splitlines()
    assert [line.partition(":")[0] for line in lines] == [path.stem for path in FILES]


def test_a_name_of_the_catalogue_may_stand_for_a_relative(qtbot: QtBot) -> None:
    assert icons.outline("user") == icons.outline("user-round")
    assert icons.outline("no such icon") == icons.outline(icons.UNKNOWN)

"""Tests of the tokens: every pair of ink and ground can be read, colours stand nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from relmanager_desktop import paths, ui
from relmanager_desktop.ui import theme

UI = Path(ui.__file__).parent
GROUNDS = ("app", "sidebar", "surface", "raised", "hover", "select")
TONES = ("good", "warn", "bad", "info", "neutral")
TEXT, SHAPE = 4.5, 3.0
MODES = pytest.mark.parametrize("mode", theme.TOKENS)


@MODES
@pytest.mark.parametrize("ink", ["text", "text2", "text3", "accent"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(mode: str, ink: str, ground: str) -> None:
    tokens = theme.TOKENS[mode]
    assert theme.contrast(tokens[ink], tokens[ground]) >= TEXT


@MODES
@pytest.mark.parametrize("tone", TONES)
def test_a_tone_can_be_read_on_its_tint(mode: str, tone: str) -> None:
    tokens = theme.TOKENS[mode]
    assert theme.contrast(tokens[tone], tokens[f"{tone}bg"]) >= TEXT


@MODES
@pytest.mark.parametrize("ground", ["surface", "raised", "app"])
def test_the_border_of_a_control_can_be_seen(mode: str, ground: str) -> None:
    tokens = theme.TOKENS[mode]
    assert theme.contrast(tokens["line2"], tokens[ground]) >= SHAPE - 0.05


@MODES
@pytest.mark.parametrize("bar", ["goodbar", "warnbar", "badbar", *theme.SERIES])
def test_a_bar_can_be_told_from_its_track(mode: str, bar: str) -> None:
    tokens = theme.TOKENS[mode]
    assert theme.contrast(tokens[bar], tokens["neutralbg"]) >= SHAPE - 0.05


@MODES
def test_the_primary_button_can_be_read(mode: str) -> None:
    tokens = theme.TOKENS[mode]
    assert theme.contrast(tokens["onaccent"], tokens["accent"]) >= TEXT
    assert theme.contrast(tokens["onaccent"], tokens["accent2"]) >= TEXT


def test_both_themes_name_the_same_inks() -> None:
    assert set(theme.LIGHT) == set(theme.DARK)


def test_no_colour_stands_outside_the_theme() -> None:
    literal = re.compile(
        r"#[0-9A-Fa-f]{6}\b|QColor\(\s*[\"'\d]|rgba?\(|Qt\.GlobalColor\.(?!transp)"
    )
    others = [path for path in UI.rglob("*.py") if path.name != "theme.py"]
    found = [f"{p.name}: {m[0]}" for p in others for m in literal.finditer(p.read_text("utf-8"))]
    assert not found


@MODES
def test_the_pictures_in_controls_wear_the_inks_of_the_theme(mode: str) -> None:
    inks = {"check": "onaccent", "dash": "onaccent", "dot": "onaccent", "chevron": "text3"}
    for name, ink in inks.items():
        picture = paths.RESOURCES / "icons" / "controls" / f"{name}-{mode}.svg"
        colours = set(re.findall(r"#[0-9A-Fa-f]{6}", picture.read_text("utf-8")))
        assert colours == {theme.TOKENS[mode][ink]}, picture.name


@MODES
def test_the_style_sheet_holds_no_open_place(qapp: QApplication, mode: str) -> None:
    theme.apply_theme(qapp, mode)
    sheet = qapp.styleSheet()
    assert "{check" not in sheet
    assert theme.TOKENS[mode]["accent"] in sheet
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(path).is_file()


@pytest.mark.parametrize(("percent", "sides"), [(100, {"14", "16"}), (150, {"21", "24"})])
def test_arrows_grow_with_the_text(qapp: QApplication, percent: int, sides: set[str]) -> None:
    theme.apply_theme(qapp, "light", percent)
    rules = re.findall(r"\{([^}]*chevron-light[^}]*)\}", qapp.styleSheet())
    theme.apply_theme(qapp, "light")
    for side in ("width", "height"):
        found = [re.search(rf"\b{side}: (\d+)px", rule) for rule in rules]
        assert {match[1] for match in found if match} == sides
        assert all(found)


def test_the_shipped_face_is_the_one_that_is_painted(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light")
    assert theme.FAMILY in QFontDatabase.families()
    assert QFontInfo(theme.font("h1", theme.SEMI)).family() == theme.FAMILY


def test_the_text_grows_with_the_size_that_was_chosen(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light", 150)
    large = theme.font("body").pixelSize()
    theme.apply_theme(qapp, "light", 100)
    assert (large, theme.font("body").pixelSize()) == (20, 13)


def test_the_look_is_remembered(qapp: QApplication) -> None:
    theme.remember_look("dark", 115)
    assert theme.remembered_look() == ("dark", 115)


def test_a_spoilt_memory_falls_back_to_the_system(qapp: QApplication) -> None:
    theme.remember_look("purple", 400)
    assert theme.remembered_look() == ("system", 100)


@pytest.mark.parametrize("percent", theme.SCALES)
def test_chips_are_round_at_every_text_size(qapp: QApplication, percent: int) -> None:
    theme.apply_theme(qapp, "light", percent)
    sheet = qapp.styleSheet()
    theme.apply_theme(qapp, "light")
    found = re.search(r"#chip \{ border-radius: (\d+)px; min-height: (\d+)px", sheet)
    assert found is not None
    radius, height = int(found[1]), int(found[2]) + 2  # a line above and below
    assert height / 2 - 1 < radius <= height / 2

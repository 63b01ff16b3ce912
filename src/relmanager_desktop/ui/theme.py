"""The design tokens: colours light and dark, spacing, type; the only place with colours."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from relmanager_desktop import paths
from relmanager_desktop.ui.style_sheet import style_sheet

LIGHT: Final = {
    "app": "#F5F6F8",
    "sidebar": "#ECEEF2",
    "surface": "#FFFFFF",
    "raised": "#FFFFFF",
    "hover": "#EEF1F6",
    "select": "#E6EAFB",
    "line": "#E1E5EB",
    "line2": "#878F9E",
    "text": "#151C28",
    "text2": "#465062",
    "text3": "#5F6979",
    "accent": "#3F51C9",
    "accent2": "#3442A8",
    "onaccent": "#FFFFFF",
    "good": "#166B3A",
    "goodbg": "#DDF3E5",
    "warn": "#8A5200",
    "warnbg": "#FCEFD3",
    "bad": "#B3261E",
    "badbg": "#FCE6E4",
    "info": "#1F5AA8",
    "infobg": "#E2EDFB",
    "neutral": "#465062",
    "neutralbg": "#E9ECF1",
    "goodbar": "#26894D",
    "warnbar": "#B87206",
    "badbar": "#D6453B",
    "series1": "#3F51C9",
    "series2": "#0E8A7D",
    "series3": "#C9701A",
    "series4": "#A23E8C",
    "scrim": "#66101828",
}
DARK: Final = {
    "app": "#0F131A",
    "sidebar": "#0B0E14",
    "surface": "#171C25",
    "raised": "#1F2632",
    "hover": "#212937",
    "select": "#262F55",
    "line": "#2A3240",
    "line2": "#6C788B",
    "text": "#E8ECF3",
    "text2": "#B3BDCB",
    "text3": "#95A0B0",
    "accent": "#93A4FF",
    "accent2": "#AEBBFF",
    "onaccent": "#0E1433",
    "good": "#6FD79B",
    "goodbg": "#15301F",
    "warn": "#F2B857",
    "warnbg": "#362810",
    "bad": "#FF9087",
    "badbg": "#3D1A1A",
    "info": "#83B6FF",
    "infobg": "#152A46",
    "neutral": "#B3BDCB",
    "neutralbg": "#262E3A",
    "goodbar": "#4FBF7F",
    "warnbar": "#E2A33C",
    "badbar": "#EF6F66",
    "series1": "#93A4FF",
    "series2": "#4CC9B8",
    "series3": "#F0A35E",
    "series4": "#E58BD0",
    "scrim": "#A6000000",
}
TOKENS: Final = {"light": LIGHT, "dark": DARK}
MODES: Final = ("system", "light", "dark")
SCALES: Final = (85, 100, 115, 130, 150)
# Factors of the base size, which the user may scale from 85 to 150 percent.
TYPE: Final = {
    "caption": 11 / 13,
    "small": 12 / 13,
    "body": 1.0,
    "lead": 15 / 13,
    "h2": 17 / 13,
    "h1": 22 / 13,
    "number": 2.0,
}
BASE_PX: Final = 13
FAMILY: Final = "Inter"
DRESSED: Final = "dressed"  # of the application: its style need not be set again
MEDIUM, SEMI, BOLD = QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold
REGULAR = QFont.Weight.Normal
Weight = QFont.Weight
SERIES: Final = ("series1", "series2", "series3", "series4")
ROLES: Final = (
    ("Window", "app"),
    ("WindowText", "text"),
    ("Base", "surface"),
    ("AlternateBase", "hover"),
    ("Text", "text"),
    ("Button", "surface"),
    ("ButtonText", "text"),
    ("Highlight", "accent"),
    ("HighlightedText", "onaccent"),
    ("PlaceholderText", "text3"),
    ("ToolTipBase", "raised"),
    ("ToolTipText", "text"),
    ("Link", "accent"),
    ("Mid", "line"),
    ("Dark", "line2"),
    ("Accent", "accent"),
)


class _Current:
    """The look in force: which tokens, which size."""

    mode = "light"
    percent = 100


def colour(name: str) -> QColor:
    """Return an ink's colour in the theme in force."""
    return QColor(TOKENS[_Current.mode][name])


def mixed(first: str, second: str, share: float) -> QColor:
    """Return an opaque blend of two tokens; ``share`` of the first, 0 to 1."""
    one, two = colour(first), colour(second)
    channels = zip(one.getRgb()[:3], two.getRgb()[:3], strict=True)  # type: ignore[index]  # PySide types it as object
    return QColor(*(round(a * share + b * (1 - share)) for a, b in channels))


def follows_otherwise() -> bool:
    """Whether the look follows the system, and the system has changed its mind."""
    application = QApplication.instance()
    if remembered_look()[0] != "system" or not isinstance(application, QApplication):
        return False
    return _resolved("system", application.styleHints().colorScheme()) != _Current.mode


def is_dark() -> bool:
    """Whether the dark theme is in force."""
    return _Current.mode == "dark"


def px(size: float) -> int:
    """Return a size in logical pixels at the user's text size."""
    return max(1, round(size * _Current.percent / 100))


def font(size: str = "body", weight: QFont.Weight = REGULAR, *, tabular: bool = False) -> QFont:
    """Return the shipped face in one of the sizes of TYPE; the caller may change its copy."""
    return QFont(_face(size, weight, tabular, _Current.percent)[0])


def metrics(
    size: str = "body", weight: QFont.Weight = REGULAR, *, tabular: bool = False
) -> QFontMetrics:
    """Return the measures of the same face; to be read only."""
    return _face(size, weight, tabular, _Current.percent)[1]


@cache
def _face(
    size: str, weight: QFont.Weight, tabular: bool, percent: int
) -> tuple[QFont, QFontMetrics]:
    made = QFont(QApplication.font())
    made.setPixelSize(max(1, round(BASE_PX * TYPE[size] * percent / 100)))
    made.setWeight(weight)
    if tabular and hasattr(made, "setFeature"):
        made.setFeature(QFont.Tag("tnum"), 1)
    if size in {"h1", "number"}:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5)
    return made, QFontMetrics(made)


def load_fonts() -> None:
    """Make the shipped face known, once a process; without it Qt falls to whatever is there."""
    if FAMILY not in QFontDatabase.families():
        for path in sorted((paths.RESOURCES / "fonts").glob("*.otf")):
            QFontDatabase.addApplicationFont(str(path))


def apply_theme(application: QApplication, mode: str = "light", percent: int = 100) -> None:
    """Dress the whole application; 'system' follows the system's own choice."""
    load_fonts()
    hints = application.styleHints()
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(schemes.get(mode, Qt.ColorScheme.Unknown))
    _Current.mode = _resolved(mode, hints.colorScheme())
    _Current.percent = percent
    if not application.property(DRESSED):
        application.setStyle("Fusion")
        application.setProperty(DRESSED, True)
    face = QFont(FAMILY)
    face.setPixelSize(px(BASE_PX))
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(face)
    _face.cache_clear()
    application.setPalette(_palette())
    application.setStyleSheet(style_sheet(TOKENS[_Current.mode], px, control_picture))


def remembered_look() -> tuple[str, int]:
    """Return (mode, percent) as the user left them."""
    settings = QSettings()
    mode = str(settings.value("look/mode", "system"))
    percent = int(str(settings.value("look/percent", 100)))
    return mode if mode in MODES else "system", percent if percent in SCALES else 100


def remember_look(mode: str, percent: int) -> None:
    """Keep the look for the next start."""
    settings = QSettings()
    settings.setValue("look/mode", mode)
    settings.setValue("look/percent", percent)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two '#RRGGBB' colours, 1 to 21.

    Source: WCAG 2.2, relative luminance.
    """
    lighter, darker = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def control_picture(name: str) -> str:
    """Return the path of a picture inside a control, such as 'check', in the theme's colour."""
    return (paths.RESOURCES / "icons" / "controls" / f"{name}-{_Current.mode}.svg").as_posix()


def _luminance(shade: QColor) -> float:
    parts = (shade.redF(), shade.greenF(), shade.blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _resolved(mode: str, system: Qt.ColorScheme) -> str:
    if mode in TOKENS:
        return mode
    return "dark" if system == Qt.ColorScheme.Dark else "light"


def _palette() -> QPalette:
    palette = QPalette()
    for role, ink in ROLES:
        if hasattr(QPalette.ColorRole, role):
            palette.setColor(getattr(QPalette.ColorRole, role), colour(ink))
    disabled = QPalette.ColorGroup.Disabled
    for role_ in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        palette.setColor(disabled, role_, colour("text3"))
    return palette

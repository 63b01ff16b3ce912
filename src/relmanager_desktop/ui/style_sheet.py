"""The one style sheet, filled from the tokens; every rule is scoped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

# What a label may be written in; as rules they cost less than a sheet for every label.
INKS = (
    "text", "text2", "text3", "accent", "onaccent", "good", "warn", "bad", "info", "neutral",
)  # fmt: skip
# A radius above half the height makes square corners: 13.6 and 8.6 are round at every size.
SHEET = """
* { outline: none; }
QMainWindow, #page, #scrollBody, QScrollArea { background: {app}; border: none; }
QDialog { background: {app}; }
QWidget { color: {text}; }
QLabel { background: transparent; }
{inks}
QToolTip { background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px 8px; }
#sidebar { background: {sidebar}; border-right: 1px solid {line}; }
#card { background: {surface}; border: 1px solid {line}; border-radius: 10px; }
#footer { background: {surface}; border-top: 1px solid {line}; }
#pageHeader { background: {app}; }
#accountHeader { background: {app}; border-bottom: 1px solid {line}; }
#line { background: {line}; max-height: 1px; min-height: 1px; border: none; }
#upright { background: {line}; max-width: 1px; min-width: 1px; border: none; }
#mark { background: {accent}; color: {onaccent}; border-radius: 8px; }
QPushButton { background: {surface}; border: 1px solid {line}; border-radius: 6px; padding: 0 12px;
  min-height: {30px}; color: {text}; font-weight: 500; }
QPushButton:hover { background: {hover}; }
QPushButton:disabled { color: {text3}; background: {app}; }
QPushButton[keyboardFocus="true"] { border: 2px solid {accent}; padding: 0 11px; }
QPushButton#primary { background: {accent}; color: {onaccent}; border: 1px solid {accent};
  font-weight: 600; }
QPushButton#primary:hover { background: {accent2}; border-color: {accent2}; }
QPushButton#primary:disabled { background: {neutralbg}; border-color: {neutralbg}; color: {text3}; }
QPushButton#primary[keyboardFocus="true"] { border: 2px solid {text}; padding: 0 11px; }
QPushButton#ghost { background: transparent; border: 1px solid transparent; color: {text2}; }
QPushButton#ghost:hover { background: {hover}; }
QPushButton#link { background: transparent; border: none; color: {accent}; padding: 0 4px;
  min-height: {24px}; font-weight: 600; text-align: left; }
QPushButton#link:hover { color: {accent2}; text-decoration: underline; }
QPushButton#fold { background: transparent; border: none; padding: 0 4px; min-height: {26px};
  font-weight: 600; text-align: left; }
QPushButton#fold[keyboardFocus="true"] { border: 2px solid {accent}; padding: 0 2px; }
QPushButton#crumb { background: transparent; border: none; color: {text2}; padding: 0;
  min-height: {24px}; font-weight: 500; text-align: left; }
QPushButton#crumb:hover { color: {accent}; text-decoration: underline; }
QPushButton#danger { color: {bad}; }
QPushButton#chip { border-radius: {13.6px}; min-height: {26px}; padding: 0 11px; color: {text2}; }
QPushButton#chip:checked { background: {select}; border-color: {accent}; color: {accent}; }
QPushButton#tab { background: transparent; border: none; border-bottom: 2px solid transparent;
  border-radius: 0; padding: 0 2px; min-height: {36px}; color: {text3}; }
QPushButton#tab:hover { color: {text}; }
QPushButton#tab:checked { color: {accent}; border-bottom: 2px solid {accent}; }
QPushButton#tab::menu-indicator, QPushButton#chip::menu-indicator { image: url("{chevron.svg}");
  width: {14px}; height: {14px}; padding-left: 4px; subcontrol-origin: padding;
  subcontrol-position: center right; }
QPushButton#tab[keyboardFocus="true"] { border: 2px solid {accent}; border-radius: 4px; }
QPushButton#search { text-align: left; color: {text3}; padding: 0 10px; font-weight: 400; }
QPushButton#switcher { background: transparent; border: 1px solid transparent; padding: 0;
  min-height: {40px}; text-align: left; }
QPushButton#switcher:hover { background: {hover}; }
QPushButton#nav { background: transparent; border: 1px solid transparent; text-align: left;
  min-height: {30px}; color: {text2}; padding: 0; }
QPushButton#nav:hover { background: {hover}; }
QPushButton#nav:checked { background: {surface}; border-color: {line}; color: {text}; }
QPushButton[iconOnly="true"], QPushButton[iconOnly="true"][keyboardFocus="true"] { padding: 0; }
QPushButton#step { background: transparent; border: 1px solid transparent; text-align: left;
  min-height: {46px}; padding: 0; }
QPushButton#step:checked { background: {surface}; border-color: {line}; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit {
  background: {surface}; border: 1px solid {line2}; border-radius: 6px; padding: 0 10px;
  min-height: {30px}; selection-background-color: {accent}; selection-color: {onaccent}; }
QPlainTextEdit { background: {surface}; border: 1px solid {line2}; border-radius: 6px;
  padding: 4px 6px; selection-background-color: {accent}; selection-color: {onaccent}; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus,
QTimeEdit:focus, QDateTimeEdit:focus { border: 2px solid {accent}; padding: 0 9px; }
QPlainTextEdit:focus { border: 2px solid {accent}; padding: 3px 5px; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"],
QSpinBox[wrong="true"] { border: 2px solid {badbar}; }
QComboBox { padding: 0 {26px} 0 10px; }
QComboBox:focus { padding: 0 {25px} 0 9px; }
QComboBox::drop-down { border: none; width: {28px}; }
QComboBox::down-arrow { image: url("{chevron.svg}"); width: {16px}; height: {16px}; }
QComboBox:disabled, QLineEdit:disabled, QSpinBox:disabled { color: {text3}; background: {app}; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QComboBox QLineEdit:focus,
QAbstractSpinBox QLineEdit:focus { border: none; background: transparent; padding: 0;
  min-height: 0; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { padding: 0 8px; }
QComboBox QAbstractItemView { background: {raised}; border: 1px solid {line};
  selection-background-color: {select}; selection-color: {text}; padding: 4px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button,
QDateEdit::up-button, QDateEdit::down-button, QDateTimeEdit::up-button,
QDateTimeEdit::down-button { width: 0; border: none; }
QToolButton#lineIcon { background: transparent; border: none; border-radius: 4px; padding: 0; }
QToolButton#lineIcon:hover { background: {hover}; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: {16px}; height: {16px}; border: 1px solid {line2}; border-radius: 4px;
  background: {surface}; }
QCheckBox::indicator:checked { background: {accent}; border-color: {accent};
  image: url("{check.svg}"); }
QCheckBox::indicator:indeterminate { background: {accent}; border-color: {accent};
  image: url("{dash.svg}"); }
QCheckBox::indicator:focus { border: 2px solid {accent}; }
QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: {16px}; height: {16px}; border: 1px solid {line2};
  border-radius: {8.6px}; background: {surface}; }
QRadioButton::indicator:checked { background: {accent}; border-color: {accent};
  image: url("{dot.svg}"); }
QRadioButton::indicator:focus { border: 2px solid {accent}; }
QTableView, QListView, QTreeView { background: {surface}; border: none;
  selection-background-color: {select}; selection-color: {text};
  alternate-background-color: {surface}; gridline-color: {line}; }
QHeaderView { background: {surface}; border: none; }
QHeaderView::section { background: {surface}; color: {text3}; border: none;
  border-bottom: 1px solid {line}; padding: 0 12px; font-size: {12px}; font-weight: 500;
  min-height: {34px}; }
QTableCornerButton::section { background: {surface}; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: {line}; border-radius: 3px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: {line2}; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle:horizontal { background: {line}; border-radius: 3px; min-width: 32px; }
QScrollBar::handle:horizontal:hover { background: {line2}; }
QScrollBar::add-line, QScrollBar::sub-line { background: none; width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QSplitter::handle { background: {line}; }
QMenu { background: {raised}; border: 1px solid {line}; padding: 6px; border-radius: 8px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; color: {text}; }
QMenu::item:selected { background: {select}; }
QMenu::item:disabled { color: {text3}; }
QMenu::separator { height: 1px; background: {line}; margin: 5px 4px; }
QProgressBar { background: {neutralbg}; border: none; border-radius: 4px; max-height: 8px;
  min-height: 8px; }
QProgressBar::chunk { background: {accent}; border-radius: 4px; }
#popup { background: {raised}; border: 1px solid {line}; border-radius: 10px; }
#found { background: {raised}; border: none; }
#bare { border: none; background: transparent; min-height: {44px}; padding: 0; }
#bare:focus { border: none; padding: 0; }
#message[tone="good"] { background: {goodbg}; border-radius: 8px; }
#message[tone="warn"] { background: {warnbg}; border-radius: 8px; }
#message[tone="bad"] { background: {badbg}; border-radius: 8px; }
#message[tone="info"] { background: {infobg}; border-radius: 8px; }
#inMessage { background: transparent; }
#toast { background: {raised}; border: 1px solid {line2}; border-radius: 10px; }
#choice { background: {surface}; border: 1px solid {line2}; border-radius: 8px; }
QFrame[clickable="true"]:focus { background: {select}; border-radius: 6px; }
QListView#cards { background: transparent; }
#noCards { border: 1px dashed {line}; border-radius: 8px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
#cardBody { background: {surface}; border: none; }
#pairNew { background: {surface}; border: 1px solid {line}; border-radius: 8px; }
#pairOld { background: {app}; border: 1px solid {line}; border-radius: 8px; }
"""


def style_sheet(
    tokens: Mapping[str, str], px: Callable[[float], int], picture: Callable[[str], str]
) -> str:
    """Return the sheet for one theme and text size.

    ``{ink}`` becomes its colour, ``{30px}`` that size at the user's text size, and ``{check.svg}``
    the path that ``picture("check")`` answers: a style sheet cannot colour a picture itself.
    """

    def value(match: re.Match[str]) -> str:
        word = match[1]
        if word == "inks":
            return "\n".join(f'QLabel[ink="{ink}"] {{ color: {tokens[ink]}; }}' for ink in INKS)
        if word.endswith(".svg"):
            return picture(word.removesuffix(".svg"))
        if word.endswith("px"):
            return f"{px(float(word[:-2]))}px"
        return tokens[word]

    return re.sub(r"\{([\w.]+)\}", value, SHEET)

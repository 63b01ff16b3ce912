"""What a person is told of a file that is read, but not whole or not as it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from relmanager_desktop.domain.texts import Text, tr

_Sentence = Callable[[dict[str, Any]], Text]

# Each takes the values that the note carries.
NOTES: dict[str, _Sentence] = {
    "macros": lambda _: tr("The macros in this workbook are left out."),
    "damaged_extras": lambda v: tr(
        "The file is damaged: {n} part that holds no cells cannot be read ({part}). "
        "All cells were; compare their number, and save the file anew in Excel.",
        plural="The file is damaged: {n} parts that hold no cells cannot be read, such as {part}. "
        "All cells were; compare their number, and save the file anew in Excel.",
        **v,
    ),
    "external_links": lambda _: tr(
        "Links to other workbooks and programs are not followed; the values stored last are read."
    ),
    "connections": lambda _: tr(
        "Connections that fetch data from elsewhere are not asked; the values stored last are read."
    ),
    "live_formulas": lambda v: tr(
        "{n} formula would fetch from elsewhere or run a program; it is not computed, and the "
        "value stored last is read.",
        plural="{n} formulas would fetch from elsewhere or run a program; they are not computed, "
        "and the values stored last are read.",
        **v,
    ),
    "control_characters": lambda v: tr(
        "{n} control character in the text was taken out.",
        plural="{n} control characters in the text were taken out.",
        **v,
    ),
    "uncached_formulas": lambda v: tr(
        "On {sheet}, {n} formula has no stored value and reads as blank ({cell}). "
        "Open the workbook in Excel and save it.",
        plural="On {sheet}, {n} formulas have no stored value and read as blank (first {cell}). "
        "Open the workbook in Excel and save it.",
        **v,
    ),
    "unplaced_errors": lambda v: tr(
        "On {sheet}, {n} cell holds an error and reads as blank.",
        plural="On {sheet}, {n} cells hold errors and read as blank.",
        **v,
    ),
    "no_numbers": lambda v: tr(
        "On {sheet}, {n} cell is marked as a number and holds none ({cell}); it is read as text.",
        plural="On {sheet}, {n} cells are marked as numbers and hold none (first {cell}); "
        "they are read as text.",
        **v,
    ),
    "given_twice": lambda v: tr(
        "On {sheet}, {n} cell is given twice ({cell}), so that two programs may show two values; "
        "the later one is read. Open the workbook in Excel and save it anew.",
        plural="On {sheet}, {n} cells are given twice (first {cell}), so that two programs may "
        "show two values; the later ones are read. Open the workbook in Excel and save it anew.",
        **v,
    ),
    "odd_dates": lambda v: tr(
        "On {sheet}, {n} date lies outside the calendar; its number is kept ({cell}).",
        plural="On {sheet}, {n} dates lie outside the calendar; their numbers are kept "
        "(first {cell}).",
        **v,
    ),
    "mostly_blank": lambda v: tr(
        "On {sheet}, {n} blank row lies between the list and a stray cell ({cell}).",
        plural="On {sheet}, {n} blank rows lie between the list and a stray cell ({cell}).",
        **v,
    ),
    "cells_left_out": lambda v: tr(
        "On {sheet}, {n} cell could not be read. Open the workbook in Excel and save it anew.",
        plural="On {sheet}, {n} cells could not be read. "
        "Open the workbook in Excel and save it anew.",
        **v,
    ),
    "second_reader": lambda _: tr(
        "The workbook is not quite sound; a slower, more forgiving reader was used. "
        "Compare a few rows."
    ),
    "guessed_encoding": lambda v: tr(
        "Nothing says how the letters are encoded; read as {name}. Check accented names.", **v
    ),
    "mixed_encoding": lambda v: tr(
        "Line {line} is not written in UTF-8 like the rest; read as Windows-1252.",
        plural="{n} lines are not written in UTF-8 like the rest; read as Windows-1252 "
        "(first line {line}).",
        **v,
    ),
    "open_quote": lambda v: tr(
        "Line {line} opens a quote that never closes; it is read as a plain character.",
        plural="{n} lines open a quote that never closes; it is read as a plain character "
        "(first line {line}).",
        **v,
    ),
    "long_record": lambda v: tr(
        "The record at line {line} spans very many lines. Check its quotes.",
        plural="{n} records span very many lines (first at line {line}). Check their quotes.",
        **v,
    ),
    "odd_card_lines": lambda v: tr(
        "Line {line} is no line of a contact card and was left out.",
        plural="{n} lines are no lines of a contact card and were left out (first line {line}).",
        **v,
    ),
    "open_cards": lambda v: tr(
        "The card at line {line} has no end; what it holds was read.",
        plural="{n} cards have no end (first at line {line}); what they hold was read.",
        **v,
    ),
    "group_cards": lambda v: tr(
        "{n} card is a list of other cards and no person; it was left out.",
        plural="{n} cards are lists of other cards and no persons; they were left out.",
        **v,
    ),
    "card_fields_left_out": lambda v: tr(
        "{n} line of the cards that no list can hold was left out: {names}.",
        plural="{n} lines of the cards that no list can hold were left out: {names}.",
        **v,
    ),
    "text_named": lambda v: tr("The file is plain text although its name ends in {ending}.", **v),
    "zip_member": lambda v: tr("Read from {member} inside the zip.", **v),
    "zip_members": lambda v: tr("Read from {n} files of contact cards inside the zip.", **v),
}

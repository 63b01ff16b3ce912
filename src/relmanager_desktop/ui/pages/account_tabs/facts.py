"""Facts: every field that is filled, read off the catalogue."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.records import RecordView, one_record
from relmanager_desktop.queries.titles import spoken
from relmanager_desktop.ui import theme, words
from relmanager_desktop.ui.pages.account_tabs.parts import stacked
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, column, row


def build(page: Page, account: int) -> QVBoxLayout:
    """Return the tab's content."""
    record = page.bridge.ask(one_record, "account", account)
    filled = [
        field
        for field in (*KINDS["account"].shown_fields, *record.own)
        if record.values.get(field.name) not in (None, "", [])
    ]
    home = page.bridge.ask(currency_of_portfolio)
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(10)
    for number, field in enumerate(filled):
        grid.addWidget(Label(field.label, "small", ink="text3"), number, 0)
        value = Label(value_text(record, field, home), "body", theme.MEDIUM, wrap=True)
        grid.addWidget(value, number, 1)
    grid.setColumnStretch(1, 1)
    edit = partial(page.host.show_dialog, "record", kind="account", id_=account)
    head = row(
        Label(tr("Facts"), "lead", theme.SEMI),
        None,
        Button(tr("Edit"), "pencil", "ghost", clicked=edit),
    )
    return stacked(boxed(column(head, grid, gap=10, margins=(18, 10, 18, 16)), "card"))


def value_text(record: RecordView, field: Field, home: str) -> str:
    """Return a field's value as people read it; ``home`` is the portfolio's currency."""
    value = record.values.get(field.name)
    if field.type is FieldType.LINK:
        return record.names.get(field.name, "")
    if field.type is FieldType.MONEY:
        return words.money(value, record.values.get("currency") or home)
    if field.type is FieldType.YES_NO:
        return str(tr("Yes") if value else tr("No"))
    if field.type in {FieldType.CHOICE, FieldType.CHOICES}:
        return spoken(field, value)
    text = shown_value(value)
    return f"{text} {field.unit}" if field.unit else text

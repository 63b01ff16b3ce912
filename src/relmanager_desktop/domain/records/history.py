"""History: the journal's change sets, and what was imported from where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import Record, Standing, kind

SOURCES = "window terminal import merge clock"


@kind("Change set", title=("number", "label"), standing=Standing.SYSTEM, group="own")
@dataclass(kw_only=True, eq=False)
class ChangeSet(Record):
    """One write, all or nothing, under a gapless number."""

    number: int = f.integer("Number", required=True)
    label: str = f.text("Label", required=True)
    at: datetime = f.instant("At", required=True)
    author: str | None = f.text("Author")
    source: str = f.choice("Source", SOURCES, required=True)
    undoes: int | None = f.integer("Undoes")
    schema_revision: str | None = f.text("Schema revision")


@kind("Change", title=("kind", "row"), standing=Standing.SYSTEM, group="own")
@dataclass(kw_only=True, eq=False)
class Change(Record):
    """One row of one kind before and after, or a block of created rows."""

    change_set: int = f.integer("Change set", required=True)
    order: int = f.integer("Order", required=True)
    kind: str = f.text("Kind", required=True)
    row: int | None = f.record_id("Row")
    before: Any = f.json_value("Before")
    after: Any = f.json_value("After")
    first: int | None = f.record_id("First")
    count: int | None = f.integer("Count")


@kind("Import", title=("file_name",), standing=Standing.SYSTEM, group="own", icon="download")
@dataclass(kw_only=True, eq=False)
class ImportRun(Record):
    """One file that was taken in, with its plan."""

    at: datetime = f.instant("At", required=True)
    file_name: str | None = f.text("File")
    sha256: str | None = f.text("SHA-256")
    profile: int | None = f.link("Profile", "import_profile")
    plan: Any = f.json_value("Plan counts")
    refused_workbook: str | None = f.text("Refused rows")
    change_set: int | None = f.integer("Change set")


@kind("Import profile", keys=(("name",),), standing=Standing.SETTINGS, group="own", icon="bookmark")
@dataclass(kw_only=True, eq=False)
class ImportProfile(Record):
    """How a known set of headers is read."""

    name: str = f.text("Name", required=True)
    header_fingerprint: str | None = f.text("Header fingerprint")
    mapping: Any = f.json_value("Mapping")
    readings: Any = f.json_value("Readings")
    collisions: Any = f.json_value("Collisions")

"""What the deeds of a trial begin with: a small portfolio, a list to import, an older schema."""

from __future__ import annotations

import pickle
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from relmanager_desktop import paths
from relmanager_desktop.commands.beginnings import begin
from relmanager_desktop.commands.imports import apply_import
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.exports import export_workbook
from relmanager_desktop.queries.import_plans import preview_import
from relmanager_desktop.store import bulk, reserve
from relmanager_desktop.store.backups import make_backup
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PLACE, LIST, PLAN, WORKBOOK, MIGRATIONS = "p.relm", "list.csv", "plan", "out.xlsx", "migrations"
KEPT = Path(__file__).resolve().parents[1] / "data" / "portfolios" / "0001.relm"
ROWS = 60
STANDING = ("Acme", "Ajax", "Argo")
TEST_REVISION = """\
import sqlalchemy as sa
from alembic import op
revision = "9001"
down_revision = "{before}"
ROW_DELTA = {{}}
TOUCHES = frozenset({{"account", "contact"}})


def upgrade():
    for name in ("one", "two", "three"):
        with op.batch_alter_table("contact", recreate="always") as batch_op:
            batch_op.add_column(sa.Column(f"nickname_{{name}}", sa.Text(), nullable=True))
    op.execute("UPDATE account SET city = 'Ulm'")
"""


def lay_out(folder: Path) -> None:
    """Make a begun portfolio with three accounts, a backup of it, and a list with its plan."""
    _keep_no_room(folder)
    database = create_portfolio(folder / PLACE, clock=lambda: NOW)
    begin(database, "Jo", TODAY)
    make_backup(folder / PLACE, NOW)
    with database.write("Type") as session:
        rows = [(name,) for name in STANDING]
        bulk.insert_rows(session, "account", ("name",), rows, len(rows))
    _lay_out_list(database, folder)
    database.close()


def lay_out_imported(folder: Path) -> None:
    """Make what ``lay_out`` makes, with its list imported."""
    lay_out(folder)
    database = Database(folder / PLACE, clock=lambda: NOW)
    with database.write("Import list.csv", source="import") as session:
        apply_import(session, plan_in(folder))
    make_backup(folder / PLACE, NOW, "undo of an import")
    database.close()


def lay_out_exported(folder: Path) -> None:
    """Make what ``lay_out_imported`` makes, and the workbook of a day on which it held less."""
    lay_out_imported(folder)
    database = Database(folder / PLACE, clock=lambda: NOW)
    with database.read() as session:
        export_workbook(session, folder / WORKBOOK, kinds=["member"])
    database.close()


def lay_out_old(folder: Path) -> None:
    """Lay the portfolio of the first release, and migrations with one revision more."""
    _keep_no_room(folder)
    shutil.copyfile(KEPT, folder / PLACE)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(paths.MIGRATIONS, folder / MIGRATIONS, ignore=ignored)
    versions = folder / MIGRATIONS / "versions"
    newest = max(path.name.split("_")[0] for path in versions.glob("[0-9]*.py"))
    (versions / "9001_next.py").write_text(TEST_REVISION.format(before=newest))


def plan_in(folder: Path) -> ImportPlan:
    """Return the plan of the list as it was made when the portfolio was laid out."""
    plan: ImportPlan = pickle.loads((folder / PLAN).read_bytes())  # noqa: S301 - our own of just now
    return plan


def _keep_no_room(folder: Path) -> None:
    """Let an opening find its reserve of ten megabytes: each trial would write and copy it."""
    place = folder / reserve.FOLDER / reserve.NAME
    place.parent.mkdir()
    place.touch()


def _lay_out_list(database: Database, folder: Path) -> None:
    lines = ["Company,Contact,E-mail,City,Phone"]
    lines += [f"Firm {n},Person {n},p{n}@example.org,Ulm,+49 30 1234{n:03d}" for n in range(ROWS)]
    (folder / LIST).write_text("\n".join(lines), encoding="utf-8")
    with database.read() as session:
        plan = preview_import(session, folder / LIST, Wishes(), now=NOW).plan
    (folder / PLAN).write_bytes(pickle.dumps(plan))

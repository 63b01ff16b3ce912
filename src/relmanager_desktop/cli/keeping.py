"""new, check, backup, restore and doctor: keeping a portfolio in good order."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from relmanager_desktop import __version__, paths, preflight
from relmanager_desktop.cli.commands import (
    DONE,
    PORTFOLIO,
    WRONG,
    Command,
    Request,
    arg,
    author_name,
)
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.tables import table_lines
from relmanager_desktop.domain.texts import tr

LIBRARIES = (
    "pyside6-essentials",
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "openpyxl",
    "python-calamine",
    "msoffcrypto-tool",
    "XlsxWriter",
    "holidays",
    "babel",
    "rapidfuzz",
)


def new(request: Request) -> int:
    """Make a portfolio, empty or with the sample in it."""
    from relmanager_desktop.commands.beginnings import begin, begin_with_sample  # noqa: PLC0415 - quick start
    from relmanager_desktop.store.database import Origin  # noqa: PLC0415 - quick start
    from relmanager_desktop.store.portfolios import create_portfolio  # noqa: PLC0415 - quick start

    place = Path(request.given.portfolio)
    if "://" not in request.given.portfolio:
        _make_folder(place.parent)
    database = create_portfolio(request.given.portfolio, origin=Origin(author_name(), "terminal"))
    try:
        begin(database, author_name())
        accounts = (
            begin_with_sample(database, request.today, request.now) if request.given.sample else 0
        )
    finally:
        database.close()
    data = {"portfolio": request.given.portfolio, "accounts": accounts}
    request.answer(
        data,
        [
            tr(
                "Made {file} with the sample of {n} account.",
                plural="Made {file} with the sample of {n} accounts.",
                n=accounts,
                file=place.name,
            )
            if accounts
            else tr("Made {file}.", file=place.name)
        ],
    )
    return DONE


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = tr(
            "The folder {folder} cannot be made: {reason}. Choose a folder of your own.",
            folder=folder,
            reason=error.strerror or error,
        )
        raise UsageError(str(message)) from error


def check(request: Request) -> int:
    """Check a portfolio through: integrity, references, facts and search."""
    from relmanager_desktop.store.checks import check_portfolio  # noqa: PLC0415 - quick start

    with request.portfolio() as database:
        findings = check_portfolio(database, mend=request.given.mend)
    data = {
        "ok": all(finding.is_good for finding in findings),
        "checks": [{"check": f.name, "ok": f.is_good, "message": str(f.message)} for f in findings],
    }
    rows = [["ok" if f.is_good else "WRONG", f.name, str(f.message)] for f in findings]
    request.answer(data, table_lines(["", "Check", "Finding"], rows))
    return DONE if data["ok"] else WRONG


def backup(request: Request) -> int:
    """Make a checked backup now, or list those there are."""
    from relmanager_desktop.store.backups import list_backups, make_backup  # noqa: PLC0415 - quick start

    with request.portfolio() as database:
        path = database.path
        if path is None:
            raise UsageError(str(tr("A portfolio on a server is backed up there.")))
        if not request.given.list:
            made = make_backup(path, request.now, request.given.why)
            said = tr("Backed up and checked: {path}", path=made.path)
            request.answer({"backup": str(made.path)}, [said])
            return DONE
        found = list_backups(path)
    data = [{"backup": str(b.path), "number": b.number, "at": b.at, "why": b.why} for b in found]
    rows = [[b.number, b.at, b.why, b.path.name] for b in found]
    request.answer(data, table_lines(["No", "When", "Before", "File"], rows))
    return DONE


def restore(request: Request) -> int:
    """Put a backup in the portfolio's place; the present file is kept beside it."""
    from relmanager_desktop.store.restores import restore as put_back  # noqa: PLC0415 - quick start

    portfolio = Path(request.given.portfolio)
    chosen = _backup_of(portfolio, request.given.backup)
    kept = put_back(portfolio, chosen, request.now)
    data = {"portfolio": str(portfolio), "backup": str(chosen), "kept": str(kept) if kept else None}
    lines = [tr("Restored {file}.", file=chosen.name)]
    if kept is not None:
        lines.append(tr("What was there is kept as {file}.", file=kept.name))
    request.answer(data, lines)
    return DONE


def _backup_of(portfolio: Path, named: str | None) -> Path:
    """Return the backup that is meant: a path, or what `backup --list` shows; the newest of none.

    Raises:
        UsageError: If there is no such backup.
    """
    from relmanager_desktop.store.backups import list_backups  # noqa: PLC0415 - quick start

    if named is not None and Path(named).is_file():
        return Path(named)
    found = list_backups(portfolio)
    for backup in found:
        if named is None or named in {str(backup.number), backup.path.name}:
            return backup.path
    if not found:
        raise UsageError(str(tr("There is no backup of {file} yet.", file=portfolio.name)))
    message = tr(
        "There is no backup {name}. Give its number or its file as `backup {file} --list` shows "
        "them, or a path.",
        name=named,
        file=portfolio.name,
    )
    raise UsageError(str(message))


def doctor(request: Request) -> int:
    """Say what this installation is made of and what it lacks."""
    data: dict[str, Any] = {
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "sqlite": _sqlite_version(),
        "libraries": {name: _version_of(name) for name in LIBRARIES},
        "display": preflight.problem() or "ok",
        "resources": str(paths.RESOURCES),
        "migrations": str(paths.MIGRATIONS),
        "data_folder": str(paths.data_folder()),
        "missing": _missing(),
    }
    rows = [[key, value] for key, value in data.items() if isinstance(value, str)]
    rows += [[f"  {name}", version] for name, version in data["libraries"].items()]
    lines = table_lines(["What", "Found"], rows)
    request.answer(data, [*lines, *(f"MISSING: {what}" for what in data["missing"])])
    return WRONG if data["missing"] else DONE


def _sqlite_version() -> str:
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - only doctor and the store need it

    return str(driver.sqlite_version)


def _version_of(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _missing() -> list[str]:
    missing = [name for name in LIBRARIES if _version_of(name) == "missing"]
    folders = {"resources": paths.RESOURCES / "fonts", "migrations": paths.MIGRATIONS / "versions"}
    missing += [f"{name} ({path})" for name, path in folders.items() if not path.is_dir()]
    return missing


COMMANDS = (
    Command(
        "new",
        "make a portfolio",
        new,
        (PORTFOLIO, arg("--sample", action="store_true", help="with 40 invented accounts")),
    ),
    Command(
        "check",
        "check a portfolio through",
        check,
        (
            PORTFOLIO,
            arg(
                "--mend", action="store_true", help="rebuild facts and search where they are wrong"
            ),
        ),
    ),
    Command(
        "backup",
        "make a checked backup",
        backup,
        (
            PORTFOLIO,
            arg("--list", action="store_true", help="list the backups instead"),
            arg("--why", default="by hand", help="a word for its name"),
        ),
    ),
    Command(
        "restore",
        "put a backup in the portfolio's place",
        restore,
        (
            PORTFOLIO,
            arg(
                "backup", nargs="?", metavar="BACKUP", help="number, file or path; else the newest"
            ),
        ),
    ),
    Command("doctor", "what this installation is made of and what it lacks", doctor),
)

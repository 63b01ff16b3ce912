"""Engines: how a file, or a server, is spoken to, and what its errors mean to a person."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL, Connection, ExceptionContext
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from relmanager_desktop.store.anchors import Anchor
from relmanager_desktop.store.copies import address_to_read, is_read_only
from relmanager_desktop.store.faults import fault_of, missing_driver, no_server, wrong_url

# WAL with FULL is what survives a power cut; see the design's reliability figures.
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-64000",
)
FILE_DRIVERS = frozenset({"sqlite", "sqlite+pysqlite"})
# The words of the search index in their order, to be asked which there are; it holds nothing.
WORDS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word"
    " USING fts5vocab('main', 'search', 'instance')"
)
BUSY_SECONDS = 30.0
STATEMENTS = 1_000  # kept ready on each connection; a page needs some dozens
# JSON as SQLite's own functions write it, so that either may write a row.
as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def url_of(place: str | Path) -> URL:
    """Return the SQLAlchemy URL of a portfolio file, or of what already is a URL.

    Raises:
        WrongUrlError: If it is none.
    """
    text = str(place)
    if "://" in text:
        try:
            return make_url(text)
        except ArgumentError as error:
            raise wrong_url(text) from error
    return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))


def path_of(url: URL) -> Path | None:
    """Return the file behind a URL, or None where a server keeps the portfolio."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def make_engine(url: URL, anchor: Anchor | None = None) -> Engine:
    """Return an engine whose connections are prepared for this product.

    Once ``anchor`` holds a file, no connection is made to any other, and none is created.

    Raises:
        WrongUrlError: If no portfolio can be at such a URL, or what speaks to its server lacks.
        ServerError: Later, at the first connection, where the server does not answer.
    """
    if url.get_backend_name() != "sqlite":
        return _server_engine(url)
    if url.drivername not in FILE_DRIVERS:
        raise wrong_url(url.render_as_string())
    return _file_engine(url, path_of(url), anchor)


def _file_engine(url: URL, path: Path | None, anchor: Anchor | None) -> Engine:
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    # The driver seeks in vain for something that makes a value of each None: with this it finds
    # it, and a row with many blanks is written in a quarter of the time.
    driver.register_adapter(type(None), {}.get)
    engine = create_engine(
        url,
        module=driver,
        connect_args={"timeout": BUSY_SECONDS, "cached_statements": STATEMENTS},
        json_serializer=as_json,
    )

    def prepare_or_say(connection: Any, _record: object) -> None:
        try:
            prepare(connection)
        except driver.Error as error:
            connection.close()
            raise fault_of(error, path) or error from error

    if path is not None:
        event.listen(engine, "do_connect", partial(_only_what_is_there, path, anchor))
    event.listen(engine, "connect", prepare_or_say)
    event.listen(engine, "checkin", _leave_nothing_open)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", partial(_say, path))
    return engine


def _only_what_is_there(
    path: Path, anchor: Anchor | None, _dialect: object, _record: object, *call: Any
) -> None:
    """Connect to the file that is held, and to what cannot be written only to read."""
    args, options = call
    if anchor is not None:
        anchor.check()
    if is_read_only(path):
        args[0], options["uri"] = address_to_read(path), True
    elif anchor is not None and anchor.held is not None:
        args[0], options["uri"] = f"{path.absolute().as_uri()}?mode=rw", True


def _say(path: Path | None, context: ExceptionContext) -> None:
    if fault := fault_of(context.original_exception, path):
        raise fault from context.original_exception


def _server_engine(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True, json_serializer=as_json)
    except NoSuchModuleError as error:
        raise wrong_url(url.render_as_string()) from error
    except ModuleNotFoundError as error:
        raise missing_driver(url.get_backend_name(), error.name or "") from error

    def say(context: ExceptionContext) -> None:
        if context.connection is None or context.is_disconnect:
            raise no_server(url.host or "", context.original_exception)

    event.listen(engine, "handle_error", say)
    return engine


def prepare(connection: Any) -> None:
    """Set up one DBAPI connection: our own BEGIN, the pragmas, and the words of the index."""
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(WORDS)


def _leave_nothing_open(connection: Any, _record: object) -> None:
    """End what a failed COMMIT left open: SQLite keeps the transaction, SQLAlchemy forgets it."""
    if connection is not None and connection.in_transaction:
        connection.rollback()


def _begin(connection: Connection) -> None:
    is_write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")

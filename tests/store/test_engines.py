"""Engines: a file or a server by its name, and what cannot be one."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from sqlalchemy import Engine

from relmanager_desktop.store.engines import make_engine, path_of, url_of
from relmanager_desktop.store.faults import ServerError, WrongUrlError


class TestPlaces:
    def test_a_file_becomes_a_url(self, tmp_path: Path) -> None:
        place = tmp_path / "Ähre & 100 %.relm"
        assert path_of(url_of(place)) == place

    def test_a_url_stays_a_url(self) -> None:
        url = url_of("postgresql+psycopg://eva@server/portfolio")
        assert (url.get_backend_name(), path_of(url)) == ("postgresql", None)

    def test_a_name_full_of_signs_is_opened(self, tmp_path: Path) -> None:
        place = tmp_path / "a?b#c%20 d'e.relm"
        engine = make_engine(url_of(place))
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
        engine.dispose()
        assert place.exists()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://host/portfolio", "No portfolio can be at “http://host/portfolio”"),
        ("sqlite+pysqlcipher:///north.relm", "No portfolio can be at “sqlite"),
        ("://", "No portfolio can be at “://”"),
        ("mysql://host/portfolio", "This installation cannot speak to mysql"),
    ],
)
def test_a_url_that_cannot_be_opened_is_said(url: str, sentence: str) -> None:
    with pytest.raises(WrongUrlError, match=f"^{sentence}"):
        make_engine(url_of(url))


class Silent(Exception):
    """What a driver raises where nobody listens."""


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An engine on a server that does not answer."""

    def connect(**_: object) -> NoReturn:
        raise Silent("connection refused\nIs the server running?")

    names = ("Error", "OperationalError", "ProgrammingError", "InterfaceError", "InternalError")
    driver = SimpleNamespace(paramstyle="format", connect=connect, **dict.fromkeys(names, Silent))
    driver.constants = SimpleNamespace(CLIENT=SimpleNamespace(FOUND_ROWS=2))
    for name in ("pymysql", "pymysql.constants"):
        monkeypatch.setitem(sys.modules, name, driver)
    return make_engine(url_of("mysql+pymysql://eva:secret@far.example/portfolio"))


def test_a_server_that_does_not_answer_is_said_without_a_password(deaf: Engine) -> None:
    with pytest.raises(ServerError) as told, deaf.connect():
        pass
    said = str(told.value)
    assert said.startswith("The server far.example does not answer: “connection refused”.")
    assert "secret" not in said

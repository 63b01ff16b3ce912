"""Tests of loading Qt's bindings: their support is compiled once, and imports are plain again."""

from __future__ import annotations

import builtins
import marshal
import subprocess
import sys
from pathlib import Path
from types import CodeType

import pytest

from relmanager_desktop.ui.bindings import SUPPORT, support_kept_compiled

SOURCE = b"answer = 42"
LOADING = """
import builtins, sys
from pathlib import Path
from relmanager_desktop.ui.bindings import load_bindings
load_bindings(Path(sys.argv[1]))
from PySide6.QtCore import QObject
assert not {"argparse", "logging"} & set(sys.modules)
from PySide6.support.signature.lib import pyi_generator
assert not hasattr(pyi_generator, "no_such_name")
assert pyi_generator.Formatter
assert builtins.__import__.__name__ != "__feature_import__"
assert builtins.compile.__module__ == "builtins"
try:
    QObject().setObjectName(1, 2)
except TypeError as error:
    assert "setObjectName" in str(error)
"""


def compiled(cache: Path, source: bytes = SOURCE) -> CodeType:
    with support_kept_compiled(cache):
        code: CodeType = compile(source, f"{SUPPORT}answer.py", "exec")
        return code


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "new" / "code.support"


def test_support_code_is_kept_for_the_next_start(cache: Path) -> None:
    compiled(cache)
    kept = marshal.loads(cache.read_bytes())  # noqa: S302 - what was written just now
    assert list(kept.values()) == [compiled(cache)]
    assert list(cache.parent.iterdir()) == [cache]


def test_another_version_of_the_bindings_is_compiled_anew(cache: Path) -> None:
    compiled(cache)
    assert 43 in compiled(cache, b"answer = 43").co_consts


def test_other_code_is_compiled_as_ever(cache: Path) -> None:
    with support_kept_compiled(cache):
        assert compile("1 + 1", "<sum>", "eval").co_filename == "<sum>"
    assert not cache.exists()


def test_a_damaged_cache_does_no_harm(cache: Path) -> None:
    cache.parent.mkdir()
    cache.write_bytes(b"\x00 not code")
    assert 42 in compiled(cache).co_consts


def test_where_nothing_may_be_written_nothing_is(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(cache)
    assert not cache.exists()


def test_a_failed_import_gives_the_compiler_back(cache: Path) -> None:
    plain = builtins.compile
    with pytest.raises(ImportError), support_kept_compiled(cache):
        raise ImportError
    assert builtins.compile is plain


@pytest.mark.parametrize("start", ["first", "second"])
def test_the_bindings_work_and_leave_imports_as_they_were(tmp_path: Path, start: str) -> None:
    for _ in range(["first", "second"].index(start) + 1):
        done = subprocess.run(
            [sys.executable, "-c", LOADING, str(tmp_path / "code.support")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

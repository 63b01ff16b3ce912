"""Loads Qt's bindings without the three costs that they put on each start for nothing we use.

Measured with PySide6 6.11: all together are a third of a bare window's start.
"""

from __future__ import annotations

import builtins
import marshal
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from types import CodeType
from typing import Any

SUPPORT = "shibokensupport/"
# The script that writes type stubs: the bindings load it at each start, only to have it at hand.
LATER = f"{SUPPORT}signature/lib/pyi_generator.py"
STAND_IN = f"from {__name__} import run_later; __getattr__ = run_later(globals())"
Kept = dict[tuple[str, bytes], CodeType]
_later: dict[str, CodeType] = {}


def load_bindings(cache: Path | None = None) -> None:
    """Import QtCore; ``cache`` is where its support code is kept compiled, if it can be."""
    with support_kept_compiled(cache or Path(cache_from_source(__file__)).with_suffix(".support")):
        import PySide6.QtCore  # noqa: F401, PLC0415 - this is the import that is made cheap
    # PySide6 reads the source of each module imported after it, in search of a `__feature__` that
    # this program never asks for. This is the import from before that.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


@contextmanager
def support_kept_compiled(cache: Path) -> Iterator[None]:
    """Compile the bindings' own Python modules once and not at every start.

    They lie as sources inside a library, so the interpreter cannot keep their code by itself.
    """
    kept = _read(cache)
    count = len(kept)
    compile_anew = builtins.compile
    builtins.compile = _sparing(compile_anew, kept)
    try:
        yield
    finally:
        builtins.compile = compile_anew
    if len(kept) > count and not sys.dont_write_bytecode:
        _write(cache, kept)


def _sparing(compile_anew: Callable[..., Any], kept: Kept) -> Callable[..., Any]:
    """Return a `compile` that looks first among what is kept, and adds to it."""

    def compile_once(source: Any, name: Any, mode: str, *args: Any, **given: Any) -> Any:
        if not isinstance(source, bytes) or not str(name).startswith(SUPPORT):
            return compile_anew(source, name, mode, *args, **given)
        key = (str(name), source_hash(source))
        if key not in kept:
            kept[key] = compile_anew(source, name, mode, *args, **given)
        if key[0] != LATER:
            return kept[key]
        _later[LATER] = kept[key]
        return compile_anew(STAND_IN, name, mode)

    return compile_once


def run_later(names: dict[str, Any]) -> Callable[[str], Any]:
    """Return a module's `__getattr__` that runs its code when somebody first looks into it."""

    def look(name: str) -> Any:
        code = None if name.startswith("__") else _later.pop(LATER, None)
        if code is not None:
            exec(code, names)  # noqa: S102 - what the bindings would have run at the start
        if name not in names:
            raise AttributeError(f"module {names['__name__']!r} has no attribute {name!r}")
        return names[name]

    return look


def _read(cache: Path) -> Kept:
    with suppress(OSError, ValueError, EOFError, TypeError):
        kept = marshal.loads(cache.read_bytes())  # noqa: S302 - as the interpreter's own .pyc files
        if isinstance(kept, dict):
            return kept
    return {}


def _write(cache: Path, kept: Kept) -> None:
    """Write beside our own compiled modules, whole or not at all."""
    with suppress(OSError):
        cache.parent.mkdir(exist_ok=True)
        unfinished = cache.with_name(f"{cache.name}.{os.getpid()}")
        unfinished.write_bytes(marshal.dumps(kept))
        unfinished.replace(cache)

#!/usr/bin/env python3
"""The two commands, with nothing but Python 3.11: `run.py [arguments]` and `run.py test [...]`.

The first starts RelManager Desktop, and its arguments go on to `relmanager`, as in `run.py doctor`.
The second runs the tests. Both make `.venv` on first use, and again when what it holds no longer
fits.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "RelManager Desktop needs Python 3.11 or newer, and this is "
        + sys.version.split()[0]
        + ": install a newer one from python.org and start run.py with that."
    )

import hashlib
import importlib.util
import os
import subprocess
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "src"))

from relmanager_desktop import preflight  # noqa: E402 - found only by the line above

IS_WINDOWS = os.name == "nt"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
PIP = PYTHON.with_name("pip.exe" if IS_WINDOWS else "pip")
STAMP = VENV / "installed.txt"

APP, DEV = "", "[dev]"
TEST_ALL = ["-n", "auto", "--maxprocesses", "4", "--cov", "--cov-report=", "--cov-fail-under=0"]
LACKING = 3
"""The exit code where this machine lacks what is needed, as of `relmanager` itself."""

PREPARING = "Preparing .venv: once, a minute or two, some 100 MB to download."
NO_LIBRARIES = "Qt needs system libraries that are not installed."
NO_VENV = "This Python cannot make a virtual environment, for its module ensurepip is missing."
NO_NEW_VENV = "The virtual environment .venv could not be made, see above for why."
NO_INSTALL = (
    "The libraries could not be installed, see above for why. They come from the Python Package"
    " Index: once it can be reached, run the same command again."
)
NO_DISPLAY = (
    "There is no display, so here is a tour without a window: today's calls below, then a workbook"
    " and a picture of every page in the folder tour."
)


def main(arguments: list[str]) -> NoReturn:
    """Make ready what the arguments need, then become the program they ask for."""
    if arguments[:1] == ["test"]:
        run_tests(arguments[1:])
    if preflight.wants_qt(arguments):
        bring_libraries()
    bring_venv(APP)
    if not arguments and preflight.display_problem():
        say(NO_DISPLAY)
        arguments = ["tour"]
    become("relmanager_desktop", arguments)


def run_tests(arguments: list[str]) -> NoReturn:
    """Run the tests named, or all of them in parallel and note which lines they reached."""
    bring_libraries()
    bring_venv(DEV)
    os.chdir(ROOT)
    become("pytest", arguments or TEST_ALL)


def become(module: str, arguments: list[str]) -> NoReturn:
    """Run the module in the place of this process."""
    command = [str(PYTHON), "-m", module, *arguments]
    if IS_WINDOWS:  # There exec would return to the prompt while the program still runs.
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def bring_libraries() -> None:
    """See that Qt's system libraries are here."""
    packages = preflight.missing_packages()
    if packages:
        install_packages(packages, NO_LIBRARIES)


def bring_venv(extras: str) -> None:
    """See that `.venv` holds what pyproject.toml asks for with these extras."""
    if extras in ready_extras():
        return
    say(PREPARING)
    if not is_venv_sound():
        make_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--editable", str(ROOT) + extras]):
        leave(NO_INSTALL)
    STAMP.write_text("\n".join([place(), wanted(), extras]), encoding="utf-8")


def ready_extras() -> list[str]:
    """The extras for which `.venv` is ready as it stands; what develops also runs the app."""
    made_at, made_for, extras = read_stamp()
    if not is_venv_sound() or (made_at, made_for) != (place(), wanted()):
        return []
    return [APP, extras]


def is_venv_sound() -> bool:
    """Whether `.venv` can be used: it was finished, it was made here, and its Python still is."""
    return PYTHON.exists() and PIP.exists() and is_base_there() and read_stamp()[0] in ("", place())


def is_base_there() -> bool:
    """Whether the Python that `.venv` was made of is where it was; a copy of it cannot tell."""
    settings = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    homes = [line.partition("=")[2].strip() for line in settings if line.startswith("home")]
    return all(Path(home).is_dir() for home in homes)


def read_stamp() -> tuple[str, str, str]:
    """Where `.venv` was made, for which wishes, with which extras; empty if it never was ready."""
    try:
        made_at, made_for, extras = STAMP.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return "", "", ""
    return made_at, made_for, extras


def place() -> str:
    """This folder and the Python behind `.venv`: when one of them moves, `.venv` points nowhere."""
    return f"{ROOT} {PYTHON.resolve()}"


def wanted() -> str:
    """What pyproject.toml asks for, as a hash."""
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


def make_venv() -> None:
    """Make `.venv` anew; on Debian what makes it is a package of its own."""
    if not importlib.util.find_spec("ensurepip"):
        install_packages([f"python3.{sys.version_info[1]}-venv"], NO_VENV)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        leave(NO_NEW_VENV)


def install_packages(packages: list[str], reason: str) -> None:
    """Install system packages: as root on Debian ourselves, else end with the line to run."""
    line = preflight.install_line(packages)
    if not may_install():
        leave(f"{reason} On Debian or Ubuntu run:\n    sudo {line}")
    say(f"{reason} As root on Debian they are installed now: {line}")
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    for command in ("apt-get update", line):
        if subprocess.call([*command.split(), "-qq"], stdout=sys.stderr):
            leave(f"{reason} Installing them failed, see above. Run:\n    {line}")


def may_install() -> bool:
    """Whether this is root on Debian or Ubuntu."""
    return Path("/etc/debian_version").exists() and os.geteuid() == 0


def leave(sentence: str) -> NoReturn:
    """End with one sentence, for this machine lacks something."""
    say(sentence)
    sys.exit(LACKING)


def say(sentence: str) -> None:
    """Tell on standard error, for standard output belongs to the program."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

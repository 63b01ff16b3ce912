"""Whatever is damaged in a file, what can be read comes back, and nothing crashes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store import bulk
from relmanager_desktop.store.copies import open_to_read
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import PortfolioError
from relmanager_desktop.store.portfolios import open_portfolio
from relmanager_desktop.store.salvage import salvage
from relmanager_desktop.store.tables import TABLES
from tests.trials.beginnings import NOW, PLACE, lay_out_imported
from tests.trials.deeds import copy_of
from tests.trials.judges import prove
from tests.trials.sizes import DAMAGES, PATIENCE_SECONDS

PAGE = 4096
AIM = 0.99  # of the records, where there is a backup from before the last few edits
Damage = Callable[[bytearray, random.Random], None]
Rows = dict[tuple[str, int], tuple[Any, ...]]


def flip_bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 60)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut_off(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data) // 4, len(data)) :]


def wipe_pages(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = bytes(PAGE)


def scribble(data: bytearray, chance: random.Random) -> None:
    start, length = chance.randrange(len(data)), chance.randint(512, 10 * PAGE)
    data[start : start + length] = chance.randbytes(len(data[start : start + length]))


DAMAGE: tuple[Damage, ...] = (flip_bits, cut_off, wipe_pages, scribble)
LEAST = (0.98, 0.1, 0.85, 0.85)  # of each, where there is no backup
EACH = -(-DAMAGES // (2 * len(DAMAGE)))
pytestmark = pytest.mark.timeout(PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio with a backup, some edits after it, and some rows that no backup has."""
    folder = tmp_path_factory.mktemp("begun")
    lay_out_imported(folder)
    database = Database(folder / PLACE, clock=lambda: NOW)
    with database.write("Edit") as session:
        name = TABLES["account"].c.name
        bulk.update_where(session, "account", name.like("Firm 1%"), {"city": "Köln"})
    with database.write("Open") as session:
        session.add_all([Account(name=f"Late {number}") for number in range(3)])
    database.close()
    return folder


def rows_of(place: Path) -> Rows:
    """Every row of every kind by kind and key."""
    with closing(open_to_read(place)) as connection:
        return {
            (kind, row[0]): tuple(row)
            for kind in KINDS
            for row in connection.execute(f'SELECT * FROM "{kind}"')
        }


def share_back(folder: Path, damage: Damage, chance: random.Random, true: Rows) -> float:
    """Damage a portfolio, salvage it, and return how much of it came back as it was."""
    place, new = folder / PLACE, folder / "new.relm"
    data = bytearray(place.read_bytes())
    damage(data, chance)
    place.write_bytes(data)
    salvage(place, new, clock=lambda: NOW)
    assert place.read_bytes() == data
    open_portfolio(new).close()
    found = rows_of(new)
    return sum(found.get(key) == row for key, row in true.items()) / len(true)


def told(shares: list[float], how: str) -> float:
    """Print how much came back and return it."""
    share = sum(shares) / len(shares)
    print(f"{how}: {share:.2%} of the records back, at worst {min(shares):.2%}")
    return share


@pytest.mark.parametrize("damage", DAMAGE)
def test_with_a_backup_nearly_all_records_come_back(
    begun: Path, tmp_path: Path, damage: Damage
) -> None:
    true, folder = rows_of(begun / PLACE), tmp_path / "trial"
    chance = random.Random(7)
    shares = [share_back(copy_of(begun, folder), damage, chance, true) for _ in range(EACH)]
    assert told(shares, f"{damage.__name__}, with a backup") >= AIM


@pytest.mark.parametrize(("damage", "least"), [*zip(DAMAGE, LEAST, strict=True)])
def test_without_one_what_can_be_read_comes_back(
    begun: Path, tmp_path: Path, damage: Damage, least: float
) -> None:
    true, bare, folder = rows_of(begun / PLACE), tmp_path / "bare", tmp_path / "trial"
    shutil.rmtree(copy_of(begun, bare) / "backups")
    chance = random.Random(9)
    shares = [share_back(copy_of(bare, folder), damage, chance, true) for _ in range(EACH)]
    assert told(shares, f"{damage.__name__}, without a backup") >= least


def test_what_is_salvaged_checks_out_to_the_journal(begun: Path, tmp_path: Path) -> None:
    folder = copy_of(begun, tmp_path / "trial")
    share_back(folder, wipe_pages, random.Random(2), rows_of(begun / PLACE))
    prove(folder / "new.relm")


@pytest.mark.parametrize("trial", range(len(DAMAGE)))
def test_a_damaged_portfolio_opens_or_says_why_not(begun: Path, tmp_path: Path, trial: int) -> None:
    place = copy_of(begun, tmp_path / "trial") / PLACE
    data = bytearray(place.read_bytes())
    DAMAGE[trial](data, random.Random(trial))
    place.write_bytes(data)
    said = ""
    try:
        open_portfolio(place).close()
    except PortfolioError as error:
        said = str(error)
    assert not said or PLACE in said

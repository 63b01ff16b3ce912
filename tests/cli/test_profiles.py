"""profiles: what is remembered of lists, shared as files."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Terminal, Write

LIST = "Company,Region code\nAcme GmbH,N-14\n"


def test_a_mapping_is_listed_shared_and_taken_in_elsewhere(
    terminal: Terminal, write_list: Write, tmp_path: Path
) -> None:
    path = write_list("list.csv", LIST)
    terminal("import", path, "--map", "Region code=own", "--save-profile", "North")
    (row,) = terminal.json("profiles")
    assert (row["profile"], row["kinds"]) == ("North", ["account"])
    shared = tmp_path / "north.relmap"
    terminal("profiles", "--export", "North", "--out", shared)
    terminal("profiles", "--delete", "North")
    assert terminal.json("profiles") == []
    terminal("undo")
    terminal("undo")
    assert terminal.json("profiles", "--import", shared)["profile"] == "North"
    (sheet,) = terminal.json("import", path)["sheets"]
    assert sheet["mapping"][1]["field"] == "account.own:Region code"
    assert terminal.json("list", "account")[0]["custom.region_code"] == "N-14"


def test_a_file_of_a_newer_version_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "new.relmap"
    path.write_text(json.dumps({"relmanager mapping": 9}), encoding="utf-8")
    terminal("profiles", "--import", path)
    assert terminal.code == 2
    assert "newer RelManager" in terminal.err


def test_a_mapping_that_is_not_there_is_said(terminal: Terminal) -> None:
    terminal("profiles", "--delete", "North")
    assert terminal.code == 2
    assert "no import profile “North”" in terminal.err

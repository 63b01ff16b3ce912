"""The bytes of a file are the same wherever they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from relmanager_desktop.exchange.contents import Content
from relmanager_desktop.exchange.limits import Refusal


@pytest.fixture
def contents(tmp_path: Path) -> list[Content]:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Name\nAna\n")
    return [Content(path), Content(Path("Clipboard"), b"Name\nAna\n")]


def test_bytes_on_the_disk_and_in_memory_read_alike(contents: list[Content]) -> None:
    for content in contents:
        assert content.size == 9
        assert content.read_bytes() == b"Name\nAna\n"
        with content.open() as file:
            assert file.read(4) == b"Name"


def test_what_lies_in_memory_does_not_change_under_our_hands(contents: list[Content]) -> None:
    on_disk, pasted = contents
    before = on_disk.stamp
    on_disk.path.write_bytes(b"Name\nBo\n")
    assert on_disk.stamp != before
    assert pasted.stamp == ()


def test_a_folder_is_no_file_and_what_was_pasted_needs_none(
    tmp_path: Path, contents: list[Content]
) -> None:
    contents[1].refuse_no_file()
    with pytest.raises(Refusal, match="folder"):
        Content(tmp_path).refuse_no_file()


def test_what_was_pasted_is_not_shown_by_accident(contents: list[Content]) -> None:
    assert "Ana" not in repr(contents[1])

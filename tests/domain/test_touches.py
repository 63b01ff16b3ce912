"""Touches: held, direct and two-way; and why the rest does not count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.records.interactions import CHANNELS, PURPOSES
from relmanager_desktop.domain.touches import (
    CHANNEL_WORDS,
    PURPOSE_WORDS,
    LastTouch,
    is_touch,
    newest,
    usual_direction,
    why_no_touch,
)

CODES = [channel.partition("=")[0] for channel in CHANNELS]
CHANNEL = st.sampled_from(CODES)
DIRECTION = st.sampled_from(["in", "out", "both", None])


@pytest.mark.parametrize(
    ("channel", "direction", "state", "reason"),
    [
        ("call", "both", "held", None),
        ("call", None, "held", None),
        ("call", "out", "held", "it went one way: nothing came back"),
        ("event", "in", "held", "it went one way: it was not answered"),
        ("email", "in", "held", "it went one way: it was not answered"),
        ("email", "both", "held", None),
        ("email", None, "held", "it went one way: nothing came back"),
        ("email", "out", "held", "it went one way: nothing came back"),
        ("letter", "out", "held", "it went one way: nothing came back"),
        ("call", "both", "planned", "it is only planned"),
        ("call", "both", "not_held", "it was not held"),
        ("mailing", "both", "held", "it went to many and is no conversation"),
        ("survey", "in", "held", "it went to many and is no conversation"),
    ],
)
def test_only_held_direct_and_two_way_counts(
    channel: str, direction: str | None, state: str, reason: str | None
) -> None:
    found = why_no_touch(channel, direction, state)
    assert (str(found) if found else None) == reason
    assert is_touch(channel, direction, state) is (reason is None)


def test_a_talk_usually_goes_both_ways_and_what_is_written_out() -> None:
    both = {channel for channel in CODES if usual_direction(channel) == "both"}
    assert both == {"call", "video", "meeting", "visit", "chat", "event"}
    assert {usual_direction(channel) for channel in set(CODES) - both} == {"out"}


@given(CHANNEL, st.sampled_from(["planned", "held", "not_held"]))
def test_a_direction_left_open_is_the_usual_one(channel: str, state: str) -> None:
    assert is_touch(channel, None, state) == is_touch(channel, usual_direction(channel), state)


@given(CHANNEL, DIRECTION, st.sampled_from(["planned", "not_held", "cancelled"]))
def test_what_was_not_held_never_counts(channel: str, direction: str | None, state: str) -> None:
    assert not is_touch(channel, direction, state)


@given(st.sampled_from(["mailing", "survey", "post by pigeon"]), DIRECTION)
def test_mass_mail_and_unknown_channels_never_count(channel: str, direction: str | None) -> None:
    assert not is_touch(channel, direction, "held")


def test_every_channel_and_purpose_of_the_catalogue_has_a_word() -> None:
    assert set(CHANNEL_WORDS) == set(CODES)
    assert set(PURPOSE_WORDS) == {purpose.partition("=")[0] for purpose in PURPOSES}


def test_the_newest_touch_is_the_latest_and_of_one_day_the_last_written() -> None:
    first = LastTouch(date(2026, 11, 20), "call", "check_in", 1)
    second = first._replace(channel="chat", interaction=2)
    assert newest([]) is None
    assert newest([second, first]) == newest([first, second]) == second
    assert newest([second, first._replace(on=date(2026, 11, 21))]) != second

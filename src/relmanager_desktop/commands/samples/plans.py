"""Strengths, weaknesses, opportunities and threats of each plan."""

from __future__ import annotations

from relmanager_desktop.commands.samples.sample import Ref, Sample

QUADRANTS = ("strength", "weakness", "opportunity", "threat")


def make(sample: Sample) -> None:
    """Add the lines of each plan, quadrant by quadrant."""
    for told in sample.content["swot"]:
        plan = Ref("plan", told["plan"])
        for quadrant in QUADRANTS:
            for text in told[quadrant]:
                sample.add("swot_item", {"plan": plan, "quadrant": quadrant, "text": text})

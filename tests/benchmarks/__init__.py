"""Figures that the product answers for: ratios of medians, measured side by side in one run."""

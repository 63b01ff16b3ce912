"""The import of a list, step by step: look, correct, check the plan, take it in."""

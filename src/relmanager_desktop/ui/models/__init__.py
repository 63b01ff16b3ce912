"""Item models and delegates: how lists are held and painted."""

"""What is true of relationships: the record catalogue and the rules, as pure functions."""

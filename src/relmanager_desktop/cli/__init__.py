"""The same commands and queries from a terminal."""

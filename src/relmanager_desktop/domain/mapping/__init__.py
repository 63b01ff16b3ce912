"""Understanding a sheet that somebody else made: its table, its kinds, its columns, its values."""

"""Import of lists: rows of a sheet become records, are matched, and are planned before written."""

"""What an import would do, row by row, before it does it."""

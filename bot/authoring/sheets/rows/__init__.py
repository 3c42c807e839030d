"""Rows of sheets and nodes of flows: which is which, and where they differ."""

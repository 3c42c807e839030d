"""Workbooks and CSV files, to and from cells."""

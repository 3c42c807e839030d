"""Spreadsheets to flow files and back."""

"""Spreadsheets to flow files and back, for agencies that collect their services in sheets."""

"""Files of authors to trees of plain values with their places."""

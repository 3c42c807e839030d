"""Coverage told: as a table, as lines of what is missing, as a file for machines."""

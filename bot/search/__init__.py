"""From a citizen's own words to addresses of the catalogue."""

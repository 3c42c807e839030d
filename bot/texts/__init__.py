"""Languages, phrases, Arabic folding, numerals and direction marks."""

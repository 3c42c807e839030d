"""Coverage of the flows by scripts: what there is, what was seen, what is missing."""

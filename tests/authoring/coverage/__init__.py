"""Coverage of flows by scripts: what there is, what was seen, what is told."""

"""Small changes of flows, made to see which of them scripts and walks notice."""

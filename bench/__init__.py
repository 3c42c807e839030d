"""Benchmarks: what the parts cost, as ratios to a floor of the same run."""

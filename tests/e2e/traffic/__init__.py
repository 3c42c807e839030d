"""What traffic does that nobody planned: repeats, haste, old lists, changed flows, wrong clocks."""

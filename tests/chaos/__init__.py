"""Seeded chaos: every fault at once against a real process, and exact accounts afterwards."""

"""The tests, in the layout of `bot/`."""

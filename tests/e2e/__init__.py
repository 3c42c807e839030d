"""The whole bot as a real process, over real HTTP, with a real database file."""

"""The whole bot, played through its real doors by the clock of a script."""

"""The turn before the 200: full load, killed every few seconds, with poison in it."""

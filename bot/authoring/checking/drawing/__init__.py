"""Screens drawn and held to the rules: shared among processors, what is known left out."""

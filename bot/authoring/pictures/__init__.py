"""Flows as pictures: boxes and arrows, in the languages of diagram programs."""

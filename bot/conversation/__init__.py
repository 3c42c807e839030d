"""Session and inbound message to turn: pure, no clock, no chance."""

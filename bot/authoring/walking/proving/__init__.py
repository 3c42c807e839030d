"""What must hold: of each turn, and of all standings together."""

"""From the platform's JSON to values; survives every shape."""

"""Links and posters that open an address from the first message."""

"""All that is said: at every screen, and from afar."""

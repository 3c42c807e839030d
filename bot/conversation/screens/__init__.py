"""Every screen a citizen can see, drawn from the library and the phrases."""

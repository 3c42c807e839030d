"""Where a citizen can stand, in which worlds, and which standings are alike."""

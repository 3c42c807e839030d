"""What operators ask of a store in use: erase, scrub, copy."""

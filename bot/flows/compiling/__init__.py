"""From sound documents to the immutable library."""

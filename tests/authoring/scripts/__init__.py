"""Scripts of conversations: read, played, told of, written."""

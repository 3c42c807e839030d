"""Scripts of conversations: read, played, judged, told of and written."""

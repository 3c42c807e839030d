"""From a YAML file to conversations, or to every mistake in it with its place."""

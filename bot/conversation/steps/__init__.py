"""What one turn does, step by step: move, act on a choice, obey a word, show a screen."""

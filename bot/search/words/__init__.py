"""One word: where it begins, what it stands for, how else it may be spelt."""

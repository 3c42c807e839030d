"""What each code of `check` means, with examples that are its tests."""

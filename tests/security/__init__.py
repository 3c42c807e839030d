"""Each threat of docs/threats.md is met by a control that a test here proves."""

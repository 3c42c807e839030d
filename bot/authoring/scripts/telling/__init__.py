"""What came of replaying scripts, for people and for programs."""

"""A whole bot inside the test's process, whose n-th step fails."""

"""What flow authors and testers use."""

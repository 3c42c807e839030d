"""What a walk came to, for people and machines."""

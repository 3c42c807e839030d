"""What forbids nothing and is told all the same: what is hardly meant, or would show badly."""

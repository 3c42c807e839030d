"""What flow authors call: check their files, talk to them."""

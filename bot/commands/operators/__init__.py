"""What operators call: serve, and commands on a store in use."""

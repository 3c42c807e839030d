"""Whatever comes in: nothing raises, and what is promised holds. More of it by `make fuzz`."""

"""Small changes of flows, and who notices them."""

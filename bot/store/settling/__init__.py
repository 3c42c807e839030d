"""What answers and statuses do to a reply, within the transaction of the caller."""

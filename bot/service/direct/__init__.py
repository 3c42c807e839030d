"""A whole bot without a store: for scripts that replay conversations by the thousand."""

"""Scripts that nobody wrote: through every service, made from the flows themselves."""

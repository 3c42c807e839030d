"""From the outbox to the platform: in order, paced, retried by the class of each error."""

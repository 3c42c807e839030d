"""From the platform to durable turns: the door, groups of messages, statuses."""

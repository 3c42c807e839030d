"""The parts that run: the platform, the way of messages, the lives of the process."""

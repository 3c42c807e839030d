"""Asyncio: the server, admission of deliveries, the sender, upkeep."""

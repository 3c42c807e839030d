"""Commands for those who say what a conversation should be."""

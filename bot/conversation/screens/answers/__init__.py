"""Answers: their texts, the choices around them, and the message that carries both."""

"""Daleel: one WhatsApp number through which a whole government answers its citizens."""

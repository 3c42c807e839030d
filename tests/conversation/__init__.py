"""Tests of the conversation: what citizens say and what they are answered."""

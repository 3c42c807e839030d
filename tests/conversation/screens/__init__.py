"""Tests of how screens are put together."""

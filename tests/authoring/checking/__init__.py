"""Tests of what authors and testers use."""

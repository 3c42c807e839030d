"""Tests of flow files, the library and the machine."""

"""What tests of several parts share: a settable clock, made-up citizens."""

"""What a run will do, from its seed alone: who says what, and what goes wrong when."""

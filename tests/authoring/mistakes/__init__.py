"""The examples of mistakes, each proven."""

"""What citizens are shown: the release in force, and how another takes its place."""

"""What is heard before and after all else: emergencies, and messages of a kind of their own."""

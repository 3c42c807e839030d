"""What `check` does where its words are not remembered, and how they are."""

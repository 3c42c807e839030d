"""Scripts and expectations as text: edits that keep comments, and whole new scripts."""

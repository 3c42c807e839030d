"""New texts of flow files: edits that touch nothing but the value meant, and new nodes."""

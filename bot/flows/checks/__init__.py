"""What makes documents a sound catalogue: the menu tree, targets across files, placeholders."""

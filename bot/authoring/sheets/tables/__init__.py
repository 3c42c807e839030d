"""What each column of a sheet holds, and rows of cells with their places."""

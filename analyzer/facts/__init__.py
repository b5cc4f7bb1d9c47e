"""The facts of a file: its outline and its lowered declarations, a function of its bytes alone."""

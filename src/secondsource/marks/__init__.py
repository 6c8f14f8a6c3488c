"""Article to marks, one kind a module."""

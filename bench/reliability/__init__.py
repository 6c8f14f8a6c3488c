"""What must hold under hostile input; each script prints its figure."""

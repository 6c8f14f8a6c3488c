"""How a story is shown; one function an output."""

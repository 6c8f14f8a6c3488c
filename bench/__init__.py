"""Measurements on the evaluation sets; nothing of the package imports them."""

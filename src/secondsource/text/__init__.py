"""Strings to spans; knows nothing of news."""

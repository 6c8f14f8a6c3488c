"""Where work happens."""

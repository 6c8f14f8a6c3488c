"""The reader: routes, templates, static files."""

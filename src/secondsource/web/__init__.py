"""The reader: a local web server over one store."""

from secondsource.web.app import app
from secondsource.web.server import serve

__all__ = ["app", "serve"]

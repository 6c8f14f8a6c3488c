"""Time expressions and interval algebra."""

"""Publications of invented nights."""

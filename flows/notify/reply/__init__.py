"""The feedback form that comes back from an agency, read within bounds."""

"""Workbooks as other programs read them."""

"""What a page says without being run: its links, lists, titles, names and days."""

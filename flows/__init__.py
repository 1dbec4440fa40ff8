"""The upper floor: sites, files, databases and the scheduler. It imports `checks`; no rule lives here."""

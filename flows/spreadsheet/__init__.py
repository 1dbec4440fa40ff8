"""Workbooks: rows of values in, `.xlsx` out, here or in a process beside this one. Nothing of agencies or nights is known here."""

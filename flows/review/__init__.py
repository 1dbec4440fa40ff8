"""The inspector's console: the night's suspected findings with their evidence, and decisions that last.

Pages, sheet and API do the same through `flows.review.deciding`. Nothing here crawls, reads or checks a report.
"""

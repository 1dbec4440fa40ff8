"""Letters in words and as documents: what is asked follows from the findings, what it looks like from the office's paper."""

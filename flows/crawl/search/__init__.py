"""The search for one agency's report: the way in, the columns, the candidates, and what was proved."""

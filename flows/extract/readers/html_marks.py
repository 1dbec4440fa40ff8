"""The control characters with which a page's tree is marked; the page's own are taken out before it is parsed."""

from __future__ import annotations

BREAK = "\x1e"
"""Where a browser would begin a new line."""
PLACE = "\x1c"
"""On both sides of the number of the block element whose text follows."""
GRID = "\x1d"
"""Before the number of a table that was taken out, all of it between two breaks."""
ARTICLE_STARTS = "\x1e\x01\x1e"
ARTICLE_ENDS = "\x1e\x02\x1e"

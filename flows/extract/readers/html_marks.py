"""The control characters with which a page's tree is marked; the page's own are taken out before it is parsed.

Only break and joint may be white space to `str.split`; the others must outlive the folding of white space.
"""

from __future__ import annotations

BREAK = "\x1e"
"""Where a browser would begin a new line."""
JOINT = "\x1d"
"""Between two pieces of text of one cell, of which it is not known yet whether a line ends there."""
PLACE = "\x0e"
"""On both sides of the number of the block element whose text follows."""
GRID = "\x0f"
"""Before the number of a table that was taken out, all of it between two breaks."""
PICTURE = "\x03"
"""Before the number of a picture, all of it between two breaks."""
ARTICLE_STARTS = "\x1e\x01\x1e"
ARTICLE_ENDS = "\x1e\x02\x1e"

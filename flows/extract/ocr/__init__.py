"""Pictures of pages → page layouts: straighten, find the ruled lines, recognise, read every figure twice.

Optional (`pip install gouji[ocr]`): without it a scan is honestly unreadable. What was recognised is never as sure as
what was read: every glyph carries a confidence, and no rule accuses anybody on it alone.
"""

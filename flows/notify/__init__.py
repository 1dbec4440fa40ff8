"""Letters to agencies: drafted from findings, confirmed, approved by a second person, sent once, re-checked, closed.

Nothing here judges a report; nothing leaves the office but by `flows.notify.post.sending`.
"""

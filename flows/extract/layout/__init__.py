"""Positioned text and ruled lines → paragraphs and grids: the path that PDF and OFD share.

What a page holds is read by the readers; what stands where on it is found out here.
"""

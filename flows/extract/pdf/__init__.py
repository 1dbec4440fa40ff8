"""A page of a PDF as PDFium sees it → `PageLayout`: its glyphs, drawn lines and pictures, upright.

The file around the pages (encryption, limits, scans) is the reader's affair.
"""

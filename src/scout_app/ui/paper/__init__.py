"""What becomes a PDF: looked at page by page, saved, printed."""

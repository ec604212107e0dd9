"""Files that others wrote or will read: one module a format, rows in and rows out."""

"""The Sites page: find a site, in a list and on a map, and read its card."""

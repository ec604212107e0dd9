"""Tiles under the sites: of a file, of the national map service, or of any address."""

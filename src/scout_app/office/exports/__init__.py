"""Sheets of the catalogue for others to read: sites, parcels, shoots, disused sites."""

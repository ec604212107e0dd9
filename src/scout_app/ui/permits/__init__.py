"""Authorisations in the window: what is to be asked for, settled where it is read."""

"""Scout: the catalogue with which film offices keep and offer their filming places."""

__version__ = "0.1.0"

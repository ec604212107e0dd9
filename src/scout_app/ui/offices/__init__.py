"""The page of the other offices."""

"""The sites on a map drawn without a network; import `view` on first use, it is slow to load."""

"""What the officer sees: windows, pages and pictures of frozen rows; never SQL, never an entity."""

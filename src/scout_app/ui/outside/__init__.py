"""Files of others in and out: import and export from the window."""

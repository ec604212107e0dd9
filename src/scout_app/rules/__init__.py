"""What is true: pure functions; no session, clock, file, text or Qt, and `today` is an argument."""

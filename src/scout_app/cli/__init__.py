"""The same verbs as the window's, without a window: sentences for people, JSON for programs."""

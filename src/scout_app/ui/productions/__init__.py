"""The Productions page: projects, what they need, and the sites that fit, with reasons."""

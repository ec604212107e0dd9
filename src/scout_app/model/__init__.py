"""What exists: SQLAlchemy mapped classes and small frozen values; this floor opens nothing."""

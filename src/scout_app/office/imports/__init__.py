"""What others wrote comes in: a file's columns, how they are read, what became of each row."""

"""What things are called: labels, values, reasons and errors as text in the language asked for."""

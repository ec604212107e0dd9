"""A frozen Dossier → PDF; reportlab only here."""

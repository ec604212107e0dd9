"""Where it is kept: the only floor with an engine; one module per database dialect's own SQL."""

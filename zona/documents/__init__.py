"""Papers: fills templates from a plain context and gives PDF. Knows no domain model and no Django."""

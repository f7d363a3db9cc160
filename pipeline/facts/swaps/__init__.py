"""Synonyms that spinners put in: those of the tables, and how spun a text is."""

"""How well articles on HTML pages are found, kept and edited: texts poured into page templates."""

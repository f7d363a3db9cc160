"""LanguageTool: the server, its installation, and what is asked of it."""

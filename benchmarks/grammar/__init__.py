"""How fast, how quiet and how thorough the grammar stage is, beside LanguageTool alone."""

"""Words that are no misspellings, how text is cut into words, and what the grammar checker flags in clean text."""

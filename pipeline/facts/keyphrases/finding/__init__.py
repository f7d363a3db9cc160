"""From the word sequences that come back to the stuffed phrases and all their forms."""

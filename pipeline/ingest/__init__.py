"""Files to articles, and cleaned articles to bytes."""

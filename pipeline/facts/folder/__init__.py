"""What the articles of one folder tell of each other."""

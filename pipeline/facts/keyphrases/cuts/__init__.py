"""What goes with a mention, and what has to stay."""

"""Where phrases stand in a text, and what is around them."""

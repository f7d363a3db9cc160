"""Search phrases stuffed into a text: where they stand, what gives them away, and what goes with them."""

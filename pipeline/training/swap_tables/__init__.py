"""The tables and weights of the swap rules."""

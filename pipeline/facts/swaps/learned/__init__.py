"""Swaps that no table lists: what the swap model suspects, and what probably stood there."""

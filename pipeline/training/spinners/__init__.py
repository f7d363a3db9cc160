"""Simulated spinners, and the sets that they spin for the swap model."""

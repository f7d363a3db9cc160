"""The swap model: its examples, its network, how it is fitted, exported and measured."""

"""The insertion model: its examples, and how it is fitted."""

"""Markdown: its prose read and edited between the marks."""

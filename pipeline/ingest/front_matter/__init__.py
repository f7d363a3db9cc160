"""The front matter of texts: its values read and edited in whatever language it is written."""

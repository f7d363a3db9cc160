"""HTML and XHTML: pages read and edited in place."""

"""Where on a page its article stands."""

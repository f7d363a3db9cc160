"""Word files: edits as tracked changes, findings as comments."""

"""What a run tells: rows, tables and the summary."""

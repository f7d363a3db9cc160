"""How well mangled synonym swaps are found and repaired."""

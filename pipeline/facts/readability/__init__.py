"""How easily a text reads: numbers for an editor's information, which fail nothing."""

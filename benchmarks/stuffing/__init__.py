"""How well keyword stuffing is found and removed, and what it costs texts without any."""

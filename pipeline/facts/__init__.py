"""Facts about one text, each found by one module; rules read them through ``pipeline.reading``."""

"""The stuffing generator, and the counts and models by which stuffed phrases are told."""

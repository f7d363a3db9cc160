"""The engines that the rules ask: a grammar checker and a tagger, each behind a Protocol."""

"""Words, sentences and blocks: facts that know nothing of stuffing, swaps or grammar."""

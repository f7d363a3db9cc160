"""The batch on one machine: what is open, the worker processes, and the journal of what is done."""

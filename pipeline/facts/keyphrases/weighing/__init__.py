"""What speaks for and against a phrase and its mentions having been injected."""

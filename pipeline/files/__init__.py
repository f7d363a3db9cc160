"""What a user gives and gets: the files of a run, and all that is written for it."""

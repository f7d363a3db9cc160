"""How the shipped tables and models were made: scripts run by hand, never imported by the program."""

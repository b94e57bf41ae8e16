"""How right verdicts are, measured on gold that others made: `make bench-accuracy DATA=folder`."""

"""How fast claims are extracted on one core beside other extractors, in one run: `make bench-speed DATA=folder`."""

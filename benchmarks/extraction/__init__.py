"""How exactly claims are extracted, measured on public sets of gold quantities: `make bench-extraction DATA=folder`."""

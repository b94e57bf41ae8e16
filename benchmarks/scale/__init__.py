"""How cost grows with rows and with tables."""

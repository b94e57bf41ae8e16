"""What an operator sees of a server: figures for Prometheus."""

"""The service contract of Veritab; one package a version."""

"""Thirty articles by somebody who had not read the code, their claims and errors, held against tables."""

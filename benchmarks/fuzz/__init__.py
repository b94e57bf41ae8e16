"""Fuzzing: what somebody may send, broken in every way, until something gives that should not."""

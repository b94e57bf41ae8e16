"""Who calls, what they may call, and how often."""

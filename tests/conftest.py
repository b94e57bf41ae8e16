"""What holds for all tests: a property may take as long as a busy machine needs."""

from hypothesis import settings

settings.register_profile("veritab", deadline=None)
settings.load_profile("veritab")

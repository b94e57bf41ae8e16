"""Other extractors, each installed by `make bench-speed` into an environment that is not ours."""

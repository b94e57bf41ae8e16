"""The processes of `veritab serve`: a supervisor, its workers, and one that loads tables whenever that is asked for."""

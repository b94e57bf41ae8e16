"""Stage: from claims and tables to readings, every way in which the tables could be asked about a claim."""

from veritab_engine.link.linker import link
from veritab_engine.link.reading import Binding, Operation, Reading
from veritab_engine.link.scene import Scene

__all__ = ["Binding", "Operation", "Reading", "Scene", "link"]

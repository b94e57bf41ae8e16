"""Descriptors, names and sentences as the tests of the tables write them."""

from veritab_engine.document import Sentence, Span
from veritab_engine.read.tokens import tokenise

OURS = {"role", "entity", "phrases", "cues", "period", "tolerance", "aliases"}
SDMX = {"unitMeasure", "unitMult", "decimals"}

COUNTRIES = """id,alias,type
RUS,Russia,name
RUS,Russian Federation,official
RUS,Russian,demonym
RUS,Moscow,metonym
TUR,Turkey,name
TUR,Türkiye,official
USA,United States,name
USA,US,abbreviation
UNO,Unesco,abbreviation
CIV,Côte d'Ivoire,name
COD,Congo,abbreviation
COG,Congo,abbreviation
COG,Republic of the Congo,name
COD,Democratic Republic of the Congo,name
"""


def field(name, type="string", **properties):
    """A field of a descriptor; `role="time"` is fact:role, `unitMult=9` is sdmx:unitMult."""
    prefix = dict.fromkeys(OURS, "fact:") | dict.fromkeys(SDMX, "sdmx:")
    return {"name": name, "type": type, **{prefix.get(key, "") + key: value for key, value in properties.items()}}


def resource(name, *fields, kind="observations", key=(), **properties):
    """A resource whose file is called like it."""
    schema = {"fields": list(fields), "primaryKey": list(key)}
    return {"name": name, "path": f"{name}.csv", "fact:kind": kind, "schema": schema, **properties}


def country_names():
    """The resource of COUNTRIES."""
    entity = field("id", role="entity", entity="country")
    return resource("names", entity, field("alias", role="dimension"), field("type", role="dimension"), kind="aliases")


def sentence(text):
    """A text as one sentence."""
    cut = tokenise(text, 0, len(text))
    return Sentence(0, 0, Span(0, len(text)), tuple(cut.words), tuple(cut.starts), tuple(cut.ends))

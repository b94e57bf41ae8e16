"""English words brought to one form: a statement and the table it is about may inflect the same word differently."""

from __future__ import annotations

import re
from functools import lru_cache

from veritab_engine.lexicon import forms, groups, mapping, words

KEPT = 1 << 16
"""How many words the cache keeps: those of a table come back with every statement about it."""
IRREGULAR = {**forms("statement/morphology/nouns"), **forms("statement/morphology/verbs")}
WHOLE = words("statement/morphology/whole")
VOWEL = re.compile("[aeiouy]")

# What a stem before "-ed" or "-ing" tells of the infinitive.
LONE = re.compile("(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]")
"""One short syllable: had it no "e" to lose, its consonant would be doubled ("nam-ed", but "plann-ed")."""
DOUBLED = re.compile(r"([bdgmnprt])\1$")
LOST_E = re.compile(
    "(?:[vczu]|[drl]g|[ae]ng|[^aeiourlw]l|[nrp]s|[^u]rs|ui?s|eas|ys|[^aeiou][aio]s|[^aeiou]ibut|[ec]ut"
    "|(?<![aeo])at|(?<![aeiou])(?:id|ud|ad|ag|ib|um|ok|ak|ul|ur|ir|in|ar|ik)|quir|ced|cod|pil|gnor|plor|stor|etir)$"
)
"""The end of a longer stem that has lost its "e": "serv-ed", "creat-ing", "handl-ed", "determin-ed"."""


@lru_cache(maxsize=KEPT)
def lemma(word: str) -> str:
    """The form that the inflections of a word share, lower case: "wins", "won" and "winning" are "win".

    Nouns go to the singular and verbs to the infinitive. Degrees stay as they are: they ask different things.
    """
    lower = word.lower()
    if lower in IRREGULAR:
        return IRREGULAR[lower]
    if lower in WHOLE or len(lower) < 3 or not lower.isalpha():
        return lower
    if lower.endswith("s"):
        return _without_s(lower)
    for ending in ("ed", "ing"):
        stem = lower.removesuffix(ending)
        if (
            stem != lower
            and len(stem) > 1
            and VOWEL.search(stem)
            and not stem.endswith("e" if ending == "ed" else "th")
        ):
            return _infinitive(stem)
    return lower[:-3] + "man" if lower.endswith("men") and len(lower) > 5 else lower


def _without_s(lower: str) -> str:
    """The singular, or the infinitive, of a word in -s."""
    if lower.endswith(("ss", "us", "is")):
        return lower
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) and len(lower) > 4:
        return lower[:-2]
    return lemma(lower[:-1]) if lower.endswith("ings") else lower[:-1]


def _infinitive(stem: str) -> str:
    """The infinitive of the stem that stands before "-ed" or "-ing"."""
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if DOUBLED.search(stem) and len(stem) > 3:
        return stem[:-1]
    return stem + "e" if LONE.fullmatch(stem) or LOST_E.search(stem) else stem


def _akin() -> dict[str, frozenset[str]]:
    """For each word, the words of headings that mean the same for a table."""
    found: dict[str, set[str]] = {}
    for listed in groups("statement/synonyms/same").values():
        members = {lemma(word) for word in listed}
        for word in members:
            found.setdefault(word, set()).update(members - {word})
    return {word: frozenset(each) for word, each in found.items()}


AKIN = _akin()
CUES = {
    **{phrase: ("relation", name) for phrase, name in forms("statement/cues/relations").items()},
    **{phrase: ("extreme", name) for phrase, name in forms("statement/cues/extremes").items()},
    **{phrase: ("aggregate", name) for phrase, name in forms("statement/cues/aggregates").items()},
    **dict.fromkeys(words("statement/cues/none"), ("none", "")),
    **dict.fromkeys(words("statement/cues/negations"), ("not", "")),
    **{phrase: ("quantifier", name) for phrase, name in forms("statement/cues/quantifiers").items()},
    **dict.fromkeys(words("statement/cues/several"), ("several", "")),
}
LOADED = words("statement/cues/comparatives")
FILLERS = (
    words("statement/cues/fillers")
    | words("statement/plain/verbs")
    | words("statement/plain/nouns")
    | words("statement/plain/qualities")
)
ROWS = words("statement/cues/rows") | words("statement/plain/rows")
RANKS = words("statement/cues/ranks")
UNITS = words("statement/cues/units") | words("statement/plain/units")
STOP = words("statement/grammar/stop")
CARDINALS = mapping("numbers/cardinals")
ORDINALS = mapping("numbers/ordinals")
TIMES = words("statement/grammar/occasions")
COMPARED = forms("statement/cues/compared")
ALIKE = words("statement/cues/alike")
UNLIKE = words("statement/cues/unlike")
AHEAD = words("statement/cues/ahead")
BEHIND = words("statement/cues/behind")
LIGHT = words("statement/cues/light")
SETTINGS = words("statement/cues/settings")

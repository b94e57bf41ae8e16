"""Who tells a sentence: "…, the minister said", "said Xi", "according to customs figures"."""

from __future__ import annotations

from veritab_engine.extract.about.subject import Subjects
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, phrase_at
from veritab_engine.lexicon import words

SPEECH = words("phrase/speech")
CITES = "according"


def speaker(passage: Passage, subjects: Subjects) -> Range | None:
    """The noun phrase of whoever tells the sentence; None where nobody does, or only a pronoun."""
    sentence = passage.sentence
    if CITES in sentence.vocabulary:
        cited = sentence.lower.index(CITES)
        if sentence.lower[cited + 1 : cited + 2] == ("to",):
            return phrase_at(passage, cited + 2)
    for verb in _telling(passage):
        found = subjects.of(verb) or (None if subjects.stands_in(verb) else phrase_at(passage, verb + 1))
        if found is not None:
            return found
    return None


def tells_by_pronoun(passage: Passage, subjects: Subjects) -> bool:
    """True where a pronoun tells: "he said"."""
    return any(subjects.stands_in(verb) for verb in _telling(passage))


def _telling(passage: Passage) -> list[int]:
    """The verbs of speech outside the sentence's quotations, but those whose object is a figure ("added 23 points")."""
    sentence = passage.sentence
    if SPEECH.isdisjoint(sentence.vocabulary):
        return []
    counts = {quantity.outer[0] - 1 for quantity in passage.mentions.quantities}
    spoken = (i for i, word in enumerate(sentence.lower) if word in SPEECH and i not in counts)
    return [i for i in spoken if not _is_quoted(passage, i)]


def _is_quoted(passage: Passage, i: int) -> bool:
    place = passage.sentence.starts[i]
    return any(quotation.start <= place < quotation.end for quotation in passage.sentence.quotations)

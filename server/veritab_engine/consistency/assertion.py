"""Assertions: the claims of a document that can be held against others, each with its topic, time and voice."""

from __future__ import annotations

from veritab_engine.claim import Claim, Modality
from veritab_engine.consistency.measured import has_own_subject, is_outcome, measure_of, noun_behind, outcome
from veritab_engine.consistency.owner import PRONOUNS, Name, Names, owner_of
from veritab_engine.consistency.setting import is_of_other_clause, singled_out, tied_behind, time_of
from veritab_engine.consistency.topic import Assertion, Topic
from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.link.scene import Scene
from veritab_engine.value import Text

COMPARED = frozenset({"count", "money", "percent", "measure", "change", "age", "ordinal"})
"""Kinds whose claims are compared. A duration or a date is told of too many things by one word."""


def assertions(scene: Scene) -> tuple[Assertion, ...]:
    """The claims of a document that can be held against each other, in the order of the text."""
    names = Names.of(scene.prose.sentences)
    found = (_assertion(claim, scene, names) for claim in scene.claims if _is_stated(claim, scene))
    return tuple(each for each in found if each is not None)


def _is_stated(claim: Claim, scene: Scene) -> bool:
    """True for what is asserted, in a sentence that replaces no other figure."""
    if claim.kind not in COMPARED or claim.modality is not Modality.ASSERTED or isinstance(claim.value, Text):
        return False
    sentence = scene.prose.sentences[claim.sentence]
    return sentence.vocabulary.isdisjoint(words("consistency/replaced"))


def _assertion(claim: Claim, scene: Scene, names: Names) -> Assertion | None:
    sentence = scene.prose.sentences[claim.sentence]
    tokens = sentence.tokens_of(claim.span)
    led = sentence.lower[max(tokens.start - 2, 0) : tokens.start]
    if not tokens or "from" in led or is_of_other_clause(claim, sentence, tokens):
        return None
    measure = outcome(claim, sentence)
    if measure is not None:
        owner: Name | None = ()
        relation: tuple[str, ...] = ()
    else:
        measure, relation = measure_of(claim, sentence)
        owner = () if noun_behind(claim, sentence) else owner_of(claim, sentence, names)
    if not measure or owner is None or (not owner and not has_own_subject(claim, sentence, measure)):
        return None
    place = claim.about.place.text.casefold() if claim.about.place is not None else ""
    direction = claim.direction.value if claim.direction is not None else ""
    unit = None if claim.kind == "count" else claim.unit
    behind = tied_behind(claim, scene)
    if claim.kind == "ordinal" and owner and owner[0] in PRONOUNS:
        behind = _subject(claim, sentence)
    elif is_outcome(measure):
        behind |= _subject(claim, sentence) - words("consistency/persons")
    apart = singled_out(sentence, tokens) | (frozenset() if _is_free(measure, owner) else behind)
    topic = Topic(claim.kind, unit, measure, owner, relation, apart, direction, "" if is_outcome(measure) else place)
    said = _teller(claim, sentence)
    named = bool(owner) and names.whole(owner) is not None and owner[-1] in names.by_last
    voice = f'"{said}"' if claim.quoted else said
    refers_back = bool(noun_behind(claim, sentence))
    return Assertion(claim, topic, time_of(claim, scene), voice, behind, named, sentence.paragraph, refers_back)


def _teller(claim: Claim, sentence: Sentence) -> str:
    """Who tells it: nobody but the text, "" then; "?" where somebody does that the words do not make out."""
    if claim.about.speaker is not None:
        return claim.about.speaker.text.casefold()
    return "?" if not sentence.vocabulary.isdisjoint(words("phrase/saying")) else ""


def _is_free(measure: frozenset[str], owner: Name) -> bool:
    """True where further words say which event, or who, is meant, and not what part."""
    return is_outcome(measure) or (owner != () and owner[0] in PRONOUNS)


def _subject(claim: Claim, sentence: Sentence) -> frozenset[str]:
    """The last word of the claim's own subject."""
    told = claim.about.subject
    own = sentence.tokens_of(told.span) if told is not None and sentence.span.contains(told.span) else range(0)
    return frozenset({sentence.lower[own.stop - 1]}) if own else frozenset()

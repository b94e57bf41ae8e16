"""Topics: what a claim is about, as far as two sentences have to share it to speak of one thing.

A claim has a topic only where the text says both whose it is, or of what event, and what is measured. The words that
could pick out a part ("in the first half", "net", "per share") belong to the topic: two sentences share them or are
about two things.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veritab_engine.claim import Claim, Modality
from veritab_engine.consistency.owner import PRONOUNS, Name, Names, owner_of
from veritab_engine.document import Sentence, Span
from veritab_engine.extract.noun import singular
from veritab_engine.extract.phrase import FINITE
from veritab_engine.lexicon import forms, words
from veritab_engine.link.scene import SEGMENT_ENDS, Scene
from veritab_engine.value import Period, Text

COMPARED = frozenset({"count", "money", "percent", "measure", "change", "age", "ordinal"})
"""Kinds whose claims are compared. A duration or a date is told of too many things by one word."""
RESTRICTING = frozenset({"in", "from", "at", "for", "against", "during", "over", "of", "among", "on", "off", "to"})
"""Prepositions behind a value whose words may tell what part it is of."""
BREAKS = frozenset({",", ";", "and", "but", "while", "whereas"})
"""What a clause of its own may begin behind."""
JOINING = frozenset({"and", "or", "but", "while"})
"""Words that end the phrase of a preposition."""
LEADING = frozenset({"by"})
"""Prepositions before a value that make it a difference."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What has to be the same; `owner` is whose it is, and `relation` the verb, where it is more than having."""

    kind: str
    unit: str | None
    measure: frozenset[str]
    owner: Name
    relation: tuple[str, ...]
    apart: frozenset[str]
    direction: str
    place: str


@dataclass(frozen=True, slots=True)
class Time:
    """The time that a sentence tells itself, and the one that it has from those before."""

    told: str = ""
    carried: str = ""

    def may_be(self, other: Time) -> bool:
        """True where nothing says that the two times differ; a time that one alone tells is another."""
        if self.told and other.told:
            return self.told == other.told
        if self.told or other.told:
            mine, others = self.told or self.carried, other.told or other.carried
            return mine == others
        return not (self.carried and other.carried) or self.carried == other.carried


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its topic, time and voice, as it is held against others."""

    claim: Claim
    topic: Topic
    time: Time
    speaker: str
    words: frozenset[str]
    """Further words of its clause: which event an outcome is of, or who "his" is."""
    named: bool
    """True where the owner is a name, which means the same in another document."""
    paragraph: int
    refers_back: bool
    """True for "the $14.2 billion revenue", which the text has told of before."""

    @property
    def is_outcome(self) -> bool:
        """True where an outcome of an event is told: "15 dead"."""
        return _is_outcome(self.topic.measure)

    @property
    def what(self) -> str:
        """What it is told of, in the words of the text: "points of Curry"."""
        about, named = self.claim.about, self.claim.noun or " ".join(sorted(self.topic.measure)).strip("<>")
        subject = about.subject.text if about.subject is not None and self.topic.owner else ""
        measured = about.measure.text if about.measure is not None and subject and not self.claim.noun else named
        if measured in subject or not subject:
            told = subject or measured
        else:
            is_verb = not self.claim.noun and self.claim.kind in ("money", "percent") and measured.lower() in FINITE
            told = f"{subject} {measured}" if is_verb or measured.endswith("ed") else f"{measured} of {subject}"
        return " ".join(told.split())


def statements(scene: Scene) -> tuple[Statement, ...]:
    """The claims of a document that can be held against each other, in the order of the text."""
    names = Names.of(scene.prose.sentences)
    found = (_statement(claim, scene, names) for claim in scene.claims if _is_stated(claim, scene))
    return tuple(each for each in found if each is not None)


def _is_stated(claim: Claim, scene: Scene) -> bool:
    """True for what is asserted, in a sentence that replaces no other figure."""
    if claim.kind not in COMPARED or claim.modality is not Modality.ASSERTED or isinstance(claim.value, Text):
        return False
    sentence = scene.prose.sentences[claim.sentence]
    return sentence.vocabulary.isdisjoint(words("consistency/replaced"))


def _statement(claim: Claim, scene: Scene, names: Names) -> Statement | None:
    sentence = scene.prose.sentences[claim.sentence]
    tokens = sentence.tokens_of(claim.span)
    led = sentence.lower[max(tokens.start - 2, 0) : tokens.start]
    if not tokens or "from" in led or _is_of_other_clause(claim, sentence, tokens):
        return None
    measure = _outcome(claim, sentence)
    if measure is not None:
        owner: Name | None = ()
        relation: tuple[str, ...] = ()
    else:
        measure, relation = _measure(claim, sentence)
        owner = () if _noun_behind(claim, sentence) else owner_of(claim, sentence, names)
    if not measure or owner is None or (not owner and not _has_own_subject(claim, sentence, measure)):
        return None
    place = claim.about.place.text.casefold() if claim.about.place is not None else ""
    direction = claim.direction.value if claim.direction is not None else ""
    unit = None if claim.kind == "count" else claim.unit
    behind = _behind(claim, scene)
    if claim.kind == "ordinal" and owner and owner[0] in PRONOUNS:
        behind = _subject(claim, sentence)
    elif _is_outcome(measure):
        behind |= _subject(claim, sentence) - words("consistency/persons")
    apart = _apart(sentence, tokens) | (frozenset() if _is_free(measure, owner) else behind)
    topic = Topic(claim.kind, unit, measure, owner, relation, apart, direction, "" if _is_outcome(measure) else place)
    said = _teller(claim, sentence)
    named = bool(owner) and names.whole(owner) is not None and owner[-1] in names.by_last
    voice = f'"{said}"' if claim.quoted else said
    refers_back = bool(_noun_behind(claim, sentence))
    return Statement(claim, topic, _time(claim, scene), voice, behind, named, sentence.paragraph, refers_back)


def _outcome(claim: Claim, sentence: Sentence) -> frozenset[str] | None:
    """The outcome of an event that a count of people tells: "15 dead", "17 people were killed", "killing 17"."""
    noun = claim.noun.casefold()
    if claim.kind != "count" or (noun and noun not in words("consistency/persons")):
        return None
    tokens, outcomes = sentence.tokens_of(claim.span), forms("consistency/outcomes")
    last = max(sentence.tokens_of(claim.noun_span).stop if claim.noun_span else 0, tokens.stop)
    behind = [word for word in sentence.lower[last : last + 3] if word not in words("phrase/auxiliaries")][:1]
    before = sentence.lower[max(tokens.start - 3, 0) : tokens.start]  # past "at least"
    found = {outcomes[word] for word in (*behind, *before, noun) if word in outcomes}
    return frozenset(f"<{each}>" for each in found) if len(found) == 1 else None


def _teller(claim: Claim, sentence: Sentence) -> str:
    """Who tells it: nobody but the text, "" then; "?" where somebody does that the words do not make out."""
    if claim.about.speaker is not None:
        return claim.about.speaker.text.casefold()
    return "?" if not sentence.vocabulary.isdisjoint(words("phrase/saying")) else ""


def _is_free(measure: frozenset[str], owner: Name) -> bool:
    """True where further words say which event, or who, is meant, and not what part."""
    return _is_outcome(measure) or (owner != () and owner[0] in PRONOUNS)


def _subject(claim: Claim, sentence: Sentence) -> frozenset[str]:
    """The last word of the claim's own subject."""
    told = claim.about.subject
    own = sentence.tokens_of(told.span) if told is not None and sentence.span.contains(told.span) else range(0)
    return frozenset({sentence.lower[own.stop - 1]}) if own else frozenset()


def _is_outcome(measure: frozenset[str]) -> bool:
    return any(word.startswith("<") for word in measure)


def _measure(claim: Claim, sentence: Sentence) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words for what is measured, and the verb where it says more than that somebody has it."""
    tokens, measure = sentence.tokens_of(claim.span), claim.about.measure
    relation: list[str] = [word for word in sentence.lower[max(tokens.start - 2, 0) : tokens.start] if word in LEADING]
    noun = _noun_behind(claim, sentence)
    if noun or claim.kind == "ordinal":
        return noun or _counted(claim), tuple(relation)
    counted = _counted(claim) if claim.kind != "change" else frozenset()
    if measure is None or not sentence.span.contains(measure.span):
        return counted, tuple(relation)
    told = frozenset(singular(sentence.words[i]) for i in sentence.tokens_of(measure.span))
    subject = claim.about.subject
    is_verb = len(told) == 1 and (subject is None or not subject.span.contains(measure.span))
    if counted:
        verb = sentence.lower[sentence.tokens_of(measure.span).start]
        return counted, (*relation, *([verb] if is_verb and verb not in words("consistency/holding") else []))
    return told, tuple(relation)


def _counted(claim: Claim) -> frozenset[str]:
    """The words of what is counted, in the singular."""
    return frozenset(singular(word) for word in claim.noun.split() if word.lower() not in words("words/prepositions"))


def _noun_behind(claim: Claim, sentence: Sentence) -> frozenset[str]:
    """The noun that an amount stands before, with its article: "the $14.2 billion revenue"."""
    tokens = sentence.tokens_of(claim.span)
    led = sentence.lower[max(tokens.start - 1, 0) : tokens.start] in (("the",), ("its",), ("their",))
    behind = sentence.lower[tokens.stop : tokens.stop + 2]
    follows = behind[:1] and behind[0].isalpha() and not behind[0].endswith("ed")
    borders = words("words/prepositions") | words("words/function") | FINITE
    ends = len(behind) < 2 or not behind[1][0].isalpha() or behind[1] in borders | words("phrase/conjunctions")
    if claim.kind != "money" or not led or not follows or behind[0] in borders or not ends:
        return frozenset()
    return frozenset({singular(behind[0])})


def _has_own_subject(claim: Claim, sentence: Sentence, measure: frozenset[str]) -> bool:
    """True where what is measured is itself the subject: "Revenue rose to …", "the $14.2 billion revenue"."""
    if _is_outcome(measure) or _noun_behind(claim, sentence):
        return True
    subject = claim.about.subject
    if subject is None or not sentence.span.contains(subject.span) or claim.kind == "count":
        return False
    return claim.about.measure is not None and subject.span.contains(claim.about.measure.span)


def _apart(sentence: Sentence, tokens: range) -> frozenset[str]:
    """The words of the sentence that single something out."""
    told = words("consistency/apart")
    return frozenset(word for i, word in enumerate(sentence.lower) if word in told and i not in tokens)


def _behind(claim: Claim, scene: Scene) -> frozenset[str]:
    """What a preposition ties to the value behind it, and what an opening phrase sets; dates and places are apart."""
    sentence = scene.prose.sentences[claim.sentence]
    tokens, lower = sentence.tokens_of(claim.span), sentence.lower
    held = {i for span in _known(claim, scene) for i in sentence.tokens_of(span)}
    found = list(_tied(sentence, tokens, held))
    if lower[0] in RESTRICTING and "," in lower[: tokens.start]:
        found += range(lower.index(","))
    neutral = words("words/function") | words("words/prepositions") | words("words/setting") | words("words/reporting")
    told = (lower[i] for i in found if i not in held and lower[i][0].isalpha())
    return frozenset(singular(word) for word in told if word not in neutral)


def _tied(sentence: Sentence, tokens: range, held: set[int]) -> Iterator[int]:
    """The tokens of the prepositional phrases behind a value, without those that hold a value of their own."""
    lower = sentence.lower
    end = next((i for i in range(tokens.stop, len(lower)) if lower[i] in SEGMENT_ENDS), len(lower))
    starts = [i for i in range(tokens.stop, end) if lower[i] in RESTRICTING]
    for first in starts:
        last = next((i for i in range(first + 1, end) if lower[i] in RESTRICTING or lower[i] in JOINING), end)
        if not any(i in held and lower[i][0].isdigit() for i in range(first, last)):
            yield from range(first, last)


def _known(claim: Claim, scene: Scene) -> list[Span]:
    """The spans that are compared in other ways: values with their nouns, subject, place and time."""
    about = claim.about
    spans = [phrase.span for phrase in (about.subject, about.measure, about.time, about.speaker) if phrase is not None]
    for other in scene.claims_of[claim.sentence]:
        spans.append(other.span)
        if other.noun_span is not None and other is claim:
            spans.append(other.noun_span)
    return spans


def _is_of_other_clause(claim: Claim, sentence: Sentence, tokens: range) -> bool:
    """True where the only date stands behind the value in a clause of its own: "… to $71 billion; in 2024 it rose"."""
    told = claim.about.time
    behind = told is not None and sentence.span.contains(told.span) and told.span.start >= claim.span.end
    between = range(tokens.stop, sentence.tokens_of(told.span).start) if told is not None and behind else range(0)
    mark = next((i for i in between if sentence.lower[i] in BREAKS), between.stop)
    return any(sentence.lower[i] == ";" or sentence.lower[i] in FINITE for i in range(mark, between.stop))


def _time(claim: Claim, scene: Scene) -> Time:
    told = claim.about.time
    if told is None:
        return Time()
    sentence = scene.prose.sentences[claim.sentence]
    periods = (
        other.value.iso
        for index in range(max(claim.sentence - 3, 0), claim.sentence + 1)
        for other in scene.claims_of.get(index, ())
        if other.span == told.span and isinstance(other.value, Period)
    )
    iso = next(periods, told.text.casefold())
    return Time(told=iso) if sentence.span.contains(told.span) else Time(carried=iso)

"""Names that words for a column give: "Priya Nair, its chief executive", "led by Ingrid Solheim", "Aldervik-based".

Asserts that somebody's cell in a column of names holds a name: who leads a company, where it sits, which is a country's
largest partner. The value is the name as written, which is the span; the unit is the words for the column, and the noun
these words with their owner where it stands beside them. Only what the tables know of is a claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.claim import Claim, ClaimKind
from veritab_engine.document import Sentence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import Range, is_nominal
from veritab_engine.lexicon import Phrases, mapping, phrases, words
from veritab_engine.mention.mentioned import Named, NameMention
from veritab_engine.mention.modality import modality_of
from veritab_engine.value import Text

KIND: ClaimKind = ClaimKind(
    "name", summary="a name that a table gives to somebody, by words for its column", latent=True
)

BEING = phrases("told_names/being")
OVERTOOK = phrases("told_names/overtook")
BEFORE_NAMES = Phrases(mapping("told_names/before"))
BEHIND_NAMES = mapping("told_names/behind")
OWNERS = words("told_names/owners")
EITHER = " / "
"""Parts the headers that words may be of."""
ARTICLES = frozenset({"the", "a"})


def told_names(passage: Passage, named: Named) -> Iterator[Claim]:
    """Yield a claim for every name that words for a column stand beside."""
    told: set[tuple[int, str]] = set()
    for name, unit, noun in (*_by_phrases(passage, named), *_by_verbs(passage, named)):
        if (name.first, unit) not in told:
            told.add((name.first, unit))
            span = passage.sentence.span_of(name.first, name.last)
            value = Text.of(passage.prose.text[span.start : span.end])
            modality = modality_of(passage.sentence, noun[0])
            yield passage.claim(KIND, name.first, name.last, value, unit=unit, noun=noun, modality=modality)


def _by_phrases(passage: Passage, named: Named) -> Iterator[tuple[NameMention, str, Range]]:
    lower = passage.sentence.lower
    starts, ends = {name.first: name for name in named.names}, {name.last: name for name in named.names}
    for phrase in named.phrases:
        if not any(ref.column for ref in phrase.refs) or _is_qualified(passage.sentence, phrase.first):
            continue
        unit = " ".join(lower[phrase.first : phrase.last])
        first, last = phrase.first, phrase.last
        while first > 0 and (
            lower[first - 1] in OWNERS or (first in ends and lower[first : first + 1] in (("'s",), ("'",)))
        ):
            first = ends[first].first if first in ends and lower[first - 1] not in OWNERS else first - 1
        if first in ends and lower[first : first + 1] in (("'s",), ("'",)):
            first = ends[first].first
        if lower[last : last + 1] == ("of",):
            owner = starts.get(last + 1 + (lower[last + 1 : last + 2] == ("the",)))
            last = owner.last if owner is not None else last
        for name in (_behind(lower, last, starts), _before(lower, first, ends)):
            if name is not None and not (first <= name.first < last):
                yield name, unit, (first, last)


def _is_qualified(sentence: Sentence, i: int) -> bool:
    """True behind a word that makes it another's, or of another time: "former chief executive", "regional head"."""
    if i == 0 or sentence.lower[i - 1] in OWNERS:
        return False
    described = sentence.words[i - 1].islower() and is_nominal(sentence, i - 1)
    return described or sentence.lower[i - 1] in words("titles/not_in_office")


def _behind(lower: tuple[str, ...], i: int, starts: dict[int, NameMention]) -> NameMention | None:
    """The name in "chief executive Sven Aakre", "its chief executive, Sven Aakre" and "its capital is Abuja"."""
    if lower[i : i + 1] == (",",):
        i += 1
    elif (being := BEING.at(lower, i)) is not None:
        i = being[1]
    i += lower[i : i + 1] == ("the",)
    return starts.get(i)


def _before(lower: tuple[str, ...], i: int, ends: dict[int, NameMention]) -> NameMention | None:
    """The name in "Priya Nair, its chief executive", "China is its largest partner", "overtook it as its partner"."""
    if lower[i - 1 : i] == ("as",):
        other = ends.get(i - 1)
        first = other.first - (lower[other.first - 1] == "the") if other is not None else i - 1
        verb = OVERTOOK.before(lower, first)
        return ends.get(verb[1]) if verb is not None else None
    if lower[i - 1 : i] == (",",):
        return ends.get(i - 1)
    being = BEING.before(lower, i)
    return ends.get(being[1]) if being is not None else None


def _by_verbs(passage: Passage, named: Named) -> Iterator[tuple[NameMention, str, Range]]:
    """ "Led by Ingrid Solheim", "based in Aldervik", "the Aldervik-based utility"."""
    lower = passage.sentence.lower
    for name in named.names:
        first = name.first - (lower[name.first - 1 : name.first] == ("the",))
        verb = BEFORE_NAMES.before(lower, first)
        if verb is not None and not _is_qualified(passage.sentence, verb[1]):
            yield from ((name, unit, (verb[1], first)) for unit in verb[0].split(EITHER))
        behind = lower[name.last + 1 : name.last + 2]
        if lower[name.last : name.last + 1] == ("-",) and behind and behind[0] in BEHIND_NAMES:
            yield from ((name, unit, (name.last + 1, name.last + 2)) for unit in BEHIND_NAMES[behind[0]].split(EITHER))

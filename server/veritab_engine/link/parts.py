"""Parts: figures of less than the row, or of somebody beside its entity, though they stand by its words.

"20 of the party's seats", "1.2 goals a game", "home wins" and "the visitors of Fjord House's website" are true beside a
row that says otherwise. Each of these words restricts as others do.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.link.bind import Assignment
from veritab_engine.link.clause import Clause
from veritab_engine.link.neutral import restricts
from veritab_engine.link.owner import BEING, OWNING
from veritab_engine.link.reading import Operation
from veritab_engine.mention.names import NameMention
from veritab_engine.reference.index import is_grammar

ARTICLES = frozenset({"a", "an", "each", "every"})
COMPARING = frozenset({"more", "fewer", "less"})
OF_ALL = frozenset({"there", "total", "overall", "all", "altogether"})
RELATIVE = frozenset({"which", "who", "whose"})
SHARE = "share"
"""The unit of "half of", which is no level of anything."""
OCCASION = frozenset({"with", "after"})
ORDER = frozenset({"first", "last", "final", "opening"})
LONGEST_HEDGE = 2
"""So many words may stand before a figure that opens its clause: "some", "about", "a further"."""
OF_TIME = frozenset({"date", "duration", "elapsed", "age"})


def parts(
    clause: Clause, measure: range, explained: frozenset[int], assignment: Assignment, operation: Operation
) -> tuple[str, ...]:
    """The words of the sentence that make a part, a rate or another's figure of the claim, in order."""
    found = {
        *_taken_out(clause, measure),
        *_paced(clause, measure),
        *(_compared(clause) if operation is Operation.VALUE else ()),
        *_told_of_these(clause, measure, explained),
        *_grouped(clause, explained),
        *_sided(clause, measure, explained),
        *_at_a_stage(clause),
        *_antecedent(clause, explained),
        *_spent_on(clause, measure, explained),
        *_acting(clause, measure, explained),
        *(_restated_change(clause) if operation is Operation.VALUE else ()),
    }
    here = {(name.first, name.last) for name in clause.named.names}
    for mention in (binding.mention for binding in assignment.bindings):
        if mention is not None and (mention.first, mention.last) in here:  # else it stands in a sentence before
            found.update(_left_out(clause, mention))
            found.update(_goes_on(clause, mention, explained))
    return tuple(clause.sentence.words[i] for i in sorted(found))


def _taken_out(clause: Clause, measure: range) -> Iterator[int]:
    """ "15 of its wins", "11 of 18", "of the visitors, 2,400 were children"; not "53 of 200 seats"."""
    lower, behind = clause.sentence.lower, clause.tokens.stop
    before = lower[max(clause.tokens.start - 2, 0) : clause.tokens.start]
    whole = any(
        tokens.stop == clause.tokens.start - 1 for other, tokens in clause.neighbours if other.kind not in OF_TIME
    )
    if whole and before[-1:] == ("of",):
        yield clause.tokens.start - 1
    if clause.claim.unit == SHARE or before in (("of", "the"), ("of", "whom"), ("of", "which")):
        yield clause.tokens.start
    if lower[behind : behind + 1] == ("of",) and behind < measure.start:
        named = any(name.first == behind + 1 for name in clause.names)
        if named or lower[behind + 1] in words("words/determiners"):
            yield behind
    start = 0 if lower[:1] == ("of",) else clause.segment.start
    if lower[start : start + 1] == ("of",) and start < measure.start < clause.tokens.start:
        yield start


def _paced(clause: Clause, measure: range) -> Iterator[int]:
    """ "18 ships a day", "1.2 goals a game"."""
    lower = clause.sentence.lower
    for behind in {clause.tokens.stop, clause.noun_tokens.stop, measure.stop}:
        article, pace, after = (lower[i : i + 1] for i in range(behind, behind + 3))
        told = behind >= clause.tokens.stop and ARTICLES.issuperset(article) and words("parts/paces").issuperset(pace)
        if told and article and pace and words("parts/back").isdisjoint(after):
            yield behind


def _compared(clause: Clause) -> Iterator[int]:
    """ "Three more goals than", "added 20": how far two figures lie apart."""
    lower, behind = clause.sentence.lower, clause.tokens.stop
    if behind < len(lower) and lower[behind] in COMPARING:
        yield behind
    before = clause.tokens.start - 1
    if before >= 0 and lower[before] in words("parts/differences"):
        yield before


def _told_of_these(clause: Clause, measure: range, explained: frozenset[int]) -> Iterator[int]:
    """ "Two robberies in Karlstad were fatal", "25 officers were injured": some of all that there are."""
    lower = clause.sentence.lower
    if measure.start not in clause.noun_tokens or not OF_ALL.isdisjoint(lower[: clause.tokens.start]):
        return
    for i in range(measure.stop, clause.segment.stop - 1):
        if lower[i] in BEING and i + 1 not in explained and restricts(clause, i + 1):
            yield i + 1


def _grouped(clause: Clause, explained: frozenset[int]) -> Iterator[int]:
    """ "Among women", "for young men"."""
    lower = clause.sentence.lower
    for i in clause.segment:
        if lower[i] in words("parts/groups") and i not in explained:
            before = lower[max(i - 3, 0) : i]
            if not words("parts/before_groups").isdisjoint(before):
                yield i


def _sided(clause: Clause, measure: range, explained: frozenset[int]) -> Iterator[int]:
    """ "Home wins": one side of what the measure counts."""
    i = measure.start - 1
    if i >= 0 and clause.sentence.lower[i] in words("parts/sides") and i not in explained:
        yield i


def _at_a_stage(clause: Clause) -> Iterator[int]:
    """ "After 20 games,", "with half of the votes counted,", "in her first 10 games": before all is done."""
    lower = clause.sentence.lower
    opened = lower.index(",") if lower[0] in OCCASION and "," in lower[: clause.tokens.start] else 0
    told = lower[0] == "with" and any(phrase.first < opened for phrase in clause.phrases)
    if clause.tokens.start == 1 and lower[0] == "after":
        yield 0
    stretches = words("words/stretches")
    others = (pair for pair in clause.neighbours if pair[0].kind not in OF_TIME and pair[0].unit not in stretches)
    figures = (at for _, at in others)
    for tokens in (clause.tokens, *figures):
        if (tokens.start == 1 < opened and not told) or (tokens.start and lower[tokens.start - 1] in ORDER):
            yield tokens.start - 1


def _antecedent(clause: Clause, explained: frozenset[int]) -> Iterator[int]:
    """ "Lund, which had revenue of": a stranger right before the clause that tells of it."""
    first = clause.segment.start
    if clause.sentence.lower[first] in RELATIVE and first > 1:
        before = first - 2
        named = {i for name in clause.names for i in name.tokens}
        known = before in named | clause.titles | explained or not restricts(clause, before)
        if not known and clause.sentence.words[before][:1].isupper():
            yield before


def _left_out(clause: Clause, mention: NameMention) -> Iterator[int]:
    """ "Excluding coal", "other than coal", "non-coal": all but what the name means."""
    lower, i = clause.sentence.lower, mention.first - 1
    if lower[i : i + 1] in (("the",), ("-",)):
        i -= 1
    if i >= 0 and lower[i] in words("parts/leaving_out"):
        yield i


def _goes_on(clause: Clause, mention: NameMention, explained: frozenset[int]) -> Iterator[int]:
    """ "Kranz Holding", "Norland City": a name with another proper word right behind it is another one's."""
    i, told = mention.last, clause.sentence.words
    held = i in explained or i in clause.tokens or i in clause.titles
    held = held or any(i in tokens for _, tokens in clause.neighbours) or any(i in name.tokens for name in clause.names)
    if i < len(told) and told[i].istitle() and told[i].isalpha() and not held and not is_grammar(told[i].lower()):
        yield i


def _acting(clause: Clause, measure: range, explained: frozenset[int]) -> Iterator[int]:
    """ "Some 200 customers of Kranz complained", "60 employees left": those who did it are not all that there are."""
    lower, i = clause.sentence.lower, measure.stop
    if measure.start not in clause.noun_tokens or measure.start < clause.tokens.stop:
        return
    before = range(clause.segment.start, clause.tokens.start)
    if len(before) > LONGEST_HEDGE or any(name.first in before for name in clause.names):
        return
    if lower[i : i + 1] in (("of",), ("at",)):
        i = next((name.last for name in clause.names if name.first in (i + 1, i + 2)), i)
    if i < len(lower) and lower[i].isalpha() and i not in explained and lower[i] not in OWNING and restricts(clause, i):
        yield i


def _restated_change(clause: Clause) -> Iterator[int]:
    """ "Rose 9 percent, or $117 million": the change once more, in another unit."""
    before = clause.tokens.start - 1
    changed = any(other.kind == "change" and tokens.stop <= before for other, tokens in clause.neighbours)
    if before > 0 and clause.sentence.lower[before] == "or" and changed:
        yield before


def _spent_on(clause: Clause, measure: range, explained: frozenset[int]) -> Iterator[int]:
    """ "Duties on imports", "the tax bill on revenue"."""
    lower, i = clause.sentence.lower, measure.start - 1
    if lower[i : i + 1] and lower[i] in words("words/determiners"):
        i -= 1
    if i > 0 and lower[i] == "on" and i - 1 not in explained and restricts(clause, i - 1):
        yield i - 1

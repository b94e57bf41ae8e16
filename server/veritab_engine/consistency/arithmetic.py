"""Arithmetic told by the text itself: parts that do not make their total, and a change that its amounts do not give.

Only where the words say so: a total with its parts behind a colon, a dash or "made up of", and "rose 12 percent to $14
billion from $10 billion" in one clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from veritab_engine.claim import Claim, Direction, Modality
from veritab_engine.consistency.contradiction import Clash, Contradiction
from veritab_engine.document import Sentence
from veritab_engine.extract.noun import singular
from veritab_engine.lexicon import phrases, words
from veritab_engine.link.scene import Scene
from veritab_engine.value import Point, rounded

AMOUNTS = frozenset({"money", "count", "measure"})
ONE = frozenset({"a", "an", "one"})
HUNDRED = Decimal(100)
ROUNDED = Decimal(1)
"""Percentage points that a change may miss by: writers compute it from figures that they then round."""


def miscounted(scene: Scene) -> Iterator[Contradiction]:
    """The totals and changes of a text that the figures beside them do not give."""
    for index, claims in scene.claims_of.items():
        sentence = scene.prose.sentences[index]
        told = [each for each in claims if each.modality is Modality.ASSERTED and each.hedge is None]
        if len(told) < 3 or not sentence.vocabulary.isdisjoint(words("consistency/replaced")):
            continue
        yield from _parts(told, sentence)
        yield from _changes(told, sentence)


def _parts(told: Sequence[Claim], sentence: Sentence) -> Iterator[Contradiction]:
    for i, total in enumerate(told):
        if total.kind != "count" or not _is_of(total, "consistency/persons_all"):
            continue
        opened = _opened(total, sentence)
        parts = _listed(told[i + 1 :], sentence, opened) if opened is not None else None
        number = _exact(total)
        if parts is not None and number is not None and sum(parts) != number:
            written = " + ".join(f"{part:f}" for part in parts)
            yield Contradiction(total, told[i + 1], Clash.PARTS, f"{written} = {sum(parts):f}")


def _opened(total: Claim, sentence: Sentence) -> int | None:
    """Where the list of parts begins behind a total, at most a verb away; None where there is none."""
    last = sentence.tokens_of(total.noun_span or total.span).stop
    for i in range(last, min(last + 4, len(sentence.lower))):
        if sentence.lower[i] in words("consistency/openers"):
            return i + 1
        found = phrases("consistency/made_of").at(sentence.lower, i)
        if found is not None:
            return found[1]
        if sentence.lower[i] == "," and phrases("consistency/made_of").at(sentence.lower, i + 1):
            continue
        if sentence.lower[i] in words("phrase/clause_marks") | words("phrase/conjunctions"):
            return None
    return None


def _listed(claims: Sequence[Claim], sentence: Sentence, first: int) -> list[Decimal] | None:
    """The numbers of the list that begins at a token, each of a kind of people; None where it holds anything else."""
    lower = sentence.lower
    end = next((i for i in range(first, len(lower)) if lower[i] in words("consistency/closers")), len(lower))
    starts = {sentence.tokens_of(claim.span).start: claim for claim in claims}
    numbers: list[Decimal] = []
    for item in _items(lower, first, end):
        claim = starts.get(item.start)
        heads = {singular(lower[i]) for i in item}
        if heads.isdisjoint(words("consistency/persons_part")) or any(i in starts for i in item[1:]):
            return None
        number = _exact(claim) if claim is not None else Decimal(1) if lower[item.start] in ONE else None
        if number is None:
            return None
        numbers.append(number)
    return numbers if len(numbers) > 1 else None


def _items(lower: Sequence[str], first: int, end: int) -> Iterator[range]:
    """The stretches between the commas and the "and" of a list."""
    start = first
    for i in range(first, end + 1):
        if i == end or lower[i] in (",", "and"):
            if i > start:
                yield range(start, i)
            start = i + 1


def _is_of(claim: Claim, section: str) -> bool:
    head = claim.noun.split()[-1:] or [""]
    return singular(head[0]) in words(section)


def _exact(claim: Claim) -> Decimal | None:
    value = claim.value
    return value.number if isinstance(value, Point) and not value.approximate else None


def _changes(told: Sequence[Claim], sentence: Sentence) -> Iterator[Contradiction]:
    changes = [each for each in told if each.kind == "change" and each.unit == "percent" and each.direction is not None]
    now, then = (_led(told, sentence, lead) for lead in ("to", "from"))
    if len(changes) != 1 or len(now) != 1 or len(then) != 1 or now[0].unit != then[0].unit:
        return
    if not _in_one_clause((changes[0], now[0], then[0]), sentence):
        return
    change = _change(now[0], then[0])
    told_change, claim = _exact(changes[0]), changes[0]
    if change is None or told_change is None:
        return
    signed = -told_change if claim.direction is Direction.DOWN else told_change
    low, high = change
    slack = max(ROUNDED, claim.value.coarsest if isinstance(claim.value, Point) else ROUNDED)
    if not low - slack <= signed <= high + slack:
        percent = rounded((low + high) / 2, Decimal("0.1"))
        how = f"from {then[0].quote} to {now[0].quote} is {'up' if percent > 0 else 'down'} {abs(percent):f} percent"
        yield Contradiction(claim, now[0], Clash.CHANGE, " ".join(how.split()), beside=(then[0],))


def _led(told: Sequence[Claim], sentence: Sentence, lead: str) -> list[Claim]:
    """The amounts right behind a preposition."""
    led = (each for each in told if each.kind in AMOUNTS)
    return [each for each in led if sentence.lower[max(sentence.tokens_of(each.span).start - 1, 0)] == lead]


def _in_one_clause(claims: Sequence[Claim], sentence: Sentence) -> bool:
    """True where no mark or conjunction of clauses, and no further value, stands between the three."""
    held = [sentence.tokens_of(each.span) for each in claims]
    between = range(min(each.start for each in held), max(each.stop for each in held))
    breaks = words("phrase/conjunctions") | words("phrase/clause_words") | {";", ":"}
    return not any(sentence.lower[i] in breaks for i in between)


def _change(now: Claim, then: Claim) -> tuple[Decimal, Decimal] | None:
    """The least and the largest change in percent that two amounts can mean, both rounded as the finer one is."""
    if not isinstance(now.value, Point) or not isinstance(then.value, Point):
        return None
    if now.value.approximate or then.value.approximate:
        return None
    step = min(now.value.coarsest, then.value.coarsest)
    (low, high), (least, most) = (replace(each, coarsest=step).widest() for each in (now.value, then.value))
    if least <= 0:
        return None
    return (low - most) / most * HUNDRED, (high - least) / least * HUNDRED

"""Binding: which entity each column of a table is held to, from the words first and from context after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from veritab_engine.lexicon import words
from veritab_engine.link.antecedent import antecedent
from veritab_engine.link.clause import Clause
from veritab_engine.link.narrow import CARRY_WITHIN
from veritab_engine.link.reading import WEIGHT, Binding, Source
from veritab_engine.link.scope import in_scope, scoped
from veritab_engine.link.whole import asks_for_all, whole
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import Rows, Table
from veritab_engine.reference.table import PERSON, Column, EntityRef, Role, binding_columns
from veritab_engine.reference.variants import class_word

MOST_CARRIED = 2
PASSED_COST = 0.35
"""A name told before another one of its class is what "its" stands for no more, unless nothing else fits."""
NOT_POINTED = 2
"""As good as passed so often is a name to which the words that point back do not lead."""
MOST_OF_ONE = 256
"""As many rows are read at most to see whether they have a name in common."""
PAIRING = frozenset({"between", "and"})
"""Between names that belong together, these tell no roles apart."""
CUE_BONUS = 0.3
METONYM_COST = 0.2
SLIP_COST = 0.3
"""How much less a misspelt name weighs than one spelt right."""
SHORT_COST = 0.1
ANAPHORS = frozenset({"the", "this", "that", "its"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """One way to hold a table's columns, with the rows that remain (in the order of time)."""

    bindings: tuple[Binding, ...]
    rows: Rows
    weight: float

    def holds_all(self, table: Table) -> bool:
        """True where every entity column of the key is held, so that the rows are about one subject."""
        held = {binding.column for binding in self.bindings}
        key = set(table.schema.key)
        entities = [column for column in entity_columns(table) if column.role is Role.ENTITY]
        needed = [column for column in entities if column.name not in held and (not key or column.name in key)]
        return all(self._determines(table, column) for column in needed)

    def _determines(self, table: Table, column: Column) -> bool:
        """True where the names held leave one name of a coarser column: a player has one team.

        A country has one partner only by chance: cues, a class in common, or as many names tell such columns apart.
        """
        held = [table.column(binding.column) for binding in self.bindings]
        if column.cues or len(self.rows) > MOST_OF_ONE or any(other.entity == column.entity for other in held):
            return False
        count = len(table.distinct(column.name))
        finer = any(2 * count <= len(table.distinct(other.name)) for other in held)
        return finer and len({table.id_at(row, column.name) for row in self.rows}) == 1

    def tokens(self) -> frozenset[int]:
        """The tokens of the names that were used."""
        mentions = [binding.mention for binding in self.bindings if binding.mention is not None]
        return frozenset(token for mention in mentions for token in mention.tokens)


def entity_columns(table: Table) -> tuple[Column, ...]:
    """The columns that hold names and select rows."""
    return binding_columns(table.schema)


def assignments(table: Table, clause: Clause, *, described_in: range | None = None) -> tuple[Assignment, ...]:
    """All ways to hold the table's entity columns that leave rows, best first.

    What merely describes a row counts within the tokens `described_in` alone, where they are given: "his 10th trip,
    for the BRICS summit" is the 10th of all trips.
    """
    options = [_options(table, column, clause, described_in) for column in entity_columns(table)]
    scope = scoped(table, clause.scene)
    found = []
    for choice in product(*options):
        bindings = (*scope, *(binding for binding in choice if binding is not None))
        if not _distinct(bindings):
            continue
        rows = in_scope(table, table.rows({binding.column: binding.id for binding in bindings}), clause.scene)
        if rows:
            found.append(Assignment(bindings, rows, _weight(table, bindings, clause)))
    return tuple(sorted(_in_their_roles(table, found, clause), key=lambda assignment: -assignment.weight))


def _in_their_roles(table: Table, found: list[Assignment], clause: Clause) -> list[Assignment]:
    """Without those that swap names whose roles the words before them tell: "from Norland to Westria"."""
    swapped = [any(_miscued(table, binding, clause) for binding in assignment.bindings) for assignment in found]
    names = [frozenset(binding.id for binding in assignment.bindings) for assignment in found]
    told = {each for each, bad in zip(names, swapped, strict=True) if not bad}
    kept = zip(found, names, swapped, strict=True)
    return [assignment for assignment, each, bad in kept if not bad or each not in told]


def _options(table: Table, column: Column, clause: Clause, described_in: range | None) -> list[Binding | None]:
    """Whom a column may be held to, best first: names of the sentence, else carried ones; the only one there is.

    Only entities are carried or taken for granted; what merely describes a row (a city, a type) has to be said.
    """
    if column.name in clause.scene.scope:
        return [None]
    known = table.distinct(column.name)
    options: list[Binding | None] = [
        Binding(column.name, id, Source.SENTENCE, mention)
        for id, mention in clause.nearest.get(column.entity or "", {}).items()
        if id in known
    ]
    if options and any(each.owned for each in table.schema.columns):
        options.extend(each for each in _pointed(table, column, clause) if each.id not in {o.id for o in options if o})
    options = _before_totals(options, column)
    if column.role is not Role.ENTITY:
        return [*(option for option in options if _describes(option, described_in)), None]
    if not options:
        options.extend(_from_before(table, column, clause))
        options.append(Binding(column.name, next(iter(known)), Source.ONLY) if len(known) == 1 else None)
    return options


def _before_totals(options: list[Binding | None], column: Column) -> list[Binding | None]:
    """The names, without "total" and "average" where somebody is named: Germany's total population is Germany's."""
    others = [option for option in options if option is not None and option.id not in column.totals]
    return [*others] or options


def _describes(option: Binding | None, within: range | None) -> bool:
    if within is None or option is None or option.mention is None:
        return True
    return option.mention.first in within


def _from_before(table: Table, column: Column, clause: Clause) -> Iterator[Binding]:
    """Whom a sentence that names nobody goes on about: whom its words point back to, all, or those named last."""
    pointed = next(_pointed(table, column, clause), None)
    total = whole(table, column, clause) if pointed is None else None
    if total is not None:
        yield total
        return
    pronouns = words("phrase/impersonal") | words("phrase/personal")
    if asks_for_all(clause) and pronouns.isdisjoint(clause.sentence.lower):
        return
    if pointed is not None:
        yield pointed
    for carried in _carried(table, column, clause):
        if pointed is None:
            yield carried
        elif carried.id != pointed.id:
            yield replace(carried, passed=carried.passed + NOT_POINTED)


def _pointed(table: Table, column: Column, clause: Clause) -> Iterator[Binding]:
    """Whom a pronoun or a definite noun stands for, where the table has one name of the class in each row."""
    if column.entity is None or sum(other.entity == column.entity for other in entity_columns(table)) > 1:
        return
    mention = antecedent(clause, column.entity)
    if mention is not None and mention.refs[0].id in table.distinct(column.name):
        yield Binding(column.name, mention.refs[0].id, Source.POINTED, mention)


def _carried(table: Table, column: Column, clause: Clause) -> Iterator[Binding]:
    """The latest names of the column's class in earlier sentences, and the one that "the initiative" stands for.

    Nothing is carried past a name of that class that the table does not have, in the claim's own sentence or before:
    it is the one that is meant.
    """
    known = table.distinct(column.name)
    vocabularies = [table.distinct(other.name) for other in entity_columns(table) if other.entity == column.entity]
    if any(_is_unknown(name, column, vocabularies) for name in clause.names):
        return
    nearest_stranger = _nearest_stranger(clause, vocabularies) if column.entity == PERSON else CARRY_WITHIN + 1
    seen: dict[str, int] = {}
    for distance, name in clause.earlier_names():
        if distance >= nearest_stranger:
            return
        if len(seen) == MOST_CARRIED or (_is_unknown(name, column, vocabularies) and not seen):
            return
        for ref in name.refs:
            if ref.kind == column.entity and ref.id not in seen and ref.id in known:
                passed = len({nearer for nearer in seen.values() if nearer < distance})
                seen[ref.id] = distance
                yield Binding(column.name, ref.id, Source.CARRIED, anaphor(clause, ref), passed)


def _is_unknown(name: NameMention, column: Column, vocabularies: Sequence[Collection[str]]) -> bool:
    """True for a name of the column's class that no column of its table has."""
    own = [ref for ref in name.refs if ref.kind == column.entity]
    return bool(own) and not any(ref.id in ids for ref in own for ids in vocabularies)


def is_outweighed(table: Table, assignment: Assignment, clause: Clause) -> bool:
    """True where another name that the table does not have may as well be meant as one held from context alone.

    It may where it is told as near or more often: in a text on Brazil, "trade with Russia" is hardly China's, and in
    one on Azerbaijan, "trade between the two countries" is not that with Russia, which it names once. Persons are
    named beside each other all the time: who is meant is told by their titles.
    """
    context = [b for b in assignment.bindings if b.source in (Source.CARRIED, Source.ONLY)]
    others = [b for b in context if table.column(b.column).entity != PERSON]
    return any(_may_be_a_stranger(table, binding, clause) for binding in others)


def _may_be_a_stranger(table: Table, binding: Binding, clause: Clause) -> bool:
    column = table.column(binding.column)
    vocabularies = [table.distinct(other.name) for other in entity_columns(table) if other.entity == column.entity]
    told, nearest = Counter[str](), dict[str, int]()
    for distance, name in (*((0, name) for name in clause.names), *clause.earlier_names()):
        for ref in name.refs:
            if ref.kind == column.entity:
                told[ref.id] += 1
                nearest.setdefault(ref.id, distance)
    own = nearest.get(binding.id, CARRY_WITHIN + 1)
    strangers = (id for id in told if not any(id in ids for ids in vocabularies))
    return any(nearest[id] <= own or told[id] > told[binding.id] for id in strangers)


def counted_by_another(table: Table, assignment: Assignment, clause: Clause, explained: frozenset[int]) -> bool:
    """True where the figure may be another one of the same thing: another authority's, or that of a poll or a target.

    "U.S. trade with China" is told by the United States: the word before China belongs to the partner's column. And
    "Russian customs" are not the ones whose table this is. A table's own words ("poll share") are `explained`.
    """
    bound = {binding.column: binding for binding in assignment.bindings}
    if any(_miscued(table, binding, clause) for binding in assignment.bindings):
        return True
    counts, lower = words("words/other_counts"), clause.sentence.lower
    if any(word in counts and i not in explained for i, word in enumerate(lower)):
        return True
    first = next((bound[c.name].id for c in entity_columns(table) if c.name in bound), None)
    behind = words("words/authorities")
    return any(
        ref.id != first and ref.id in {binding.id for binding in assignment.bindings}
        for name in clause.names
        if not behind.isdisjoint(clause.sentence.lower[name.last : name.last + 2])
        for ref in name.refs
    )


def _miscued(table: Table, binding: Binding, clause: Clause) -> bool:
    """True where the word before a name belongs to another column of the same class."""
    if binding.mention is None or binding.mention.first == 0:
        return False
    before, own = clause.sentence.lower[binding.mention.first - 1], table.column(binding.column)
    others = (c for c in entity_columns(table) if c.entity == own.entity and c.name != own.name)
    return before not in own.cues and before not in PAIRING and any(before in column.cues for column in others)


def _nearest_stranger(clause: Clause, known: Sequence[Collection[str]]) -> int:
    """How many sentences back stands the latest titled person who is in no column of the table: "he" is that one."""
    scene, here = clause.scene, clause.claim.sentence
    for distance in range(min(here, CARRY_WITHIN) + 1):
        for claim in scene.claims_of.get(here - distance, ()):
            told = scene.clause(claim).entities if claim.kind == "role" else ()
            if claim.kind == "role" and not any(ref.id in ids for ref in told for ids in known):
                return distance
    return CARRY_WITHIN + 1


def anaphor(clause: Clause, ref: EntityRef) -> NameMention | None:
    """The words that point back to an entity by a name's last word ("the initiative"), or its class ("the port")."""
    entity = clause.scene.tables.entity(ref.kind, ref.id)
    heads = {head for alias in entity.aliases for head in _heads(alias.text.lower())} if entity else set()
    heads.add(class_word(ref.kind))
    lower = clause.sentence.lower
    for i in range(len(lower) - 1):
        if lower[i] in ANAPHORS and lower[i + 1] in heads and lower[i + 2 : i + 3] != ("of",):
            return NameMention(i, i + 2, (ref,))
    return None


def _heads(name: str) -> tuple[str, ...]:
    """The words that a name can be taken up by: "organization", and the "ministry" of "Ministry of Defence"."""
    named, of, _ = name.partition(" of ")
    return (name.split()[-1], named.split()[-1]) if of and named else (name.split()[-1],)


def _distinct(bindings: tuple[Binding, ...]) -> bool:
    """No two columns are held by the same words."""
    mentions = [binding.mention for binding in bindings if binding.mention is not None]
    return len({(mention.first, mention.last) for mention in mentions}) == len(mentions)


def _weight(table: Table, bindings: tuple[Binding, ...], clause: Clause) -> float:
    """The mean weight of the bindings' sources, more where a cue of the column stands before the name."""
    if not bindings:
        return 1.0
    weights = (WEIGHT[b.source] + _cued(table, b, clause) + _near(b, clause) - PASSED_COST * b.passed for b in bindings)
    return sum(weights) / len(bindings)


def _cued(table: Table, binding: Binding, clause: Clause) -> float:
    mention = binding.mention
    if mention is None or mention.first == 0:
        return 0.0
    before = clause.sentence.lower[mention.first - 1]
    return CUE_BONUS if before in table.column(binding.column).cues else 0.0


def _near(binding: Binding, clause: Clause) -> float:
    """A little off for words far from the claim, so that equals have an order, and some for a metonym, or a slip."""
    mention = binding.mention
    if mention is None:
        return 0.0
    doubt = METONYM_COST * mention.metonym + SLIP_COST * bool(mention.spelt) + SHORT_COST * mention.short
    return -0.002 * min(abs(mention.first - clause.tokens.start), 50) - doubt

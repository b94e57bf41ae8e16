"""A statement as the parts that operations take: values with their relations, headings and cues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from veritab_engine.lazy import lazy
from veritab_engine.statement.bind import Binding, bindings
from veritab_engine.statement.compose.claims import claimed
from veritab_engine.statement.form import Condition, Form
from veritab_engine.statement.options import TOP, Claimed
from veritab_engine.statement.senses import UNKNOWN, Cue, Label, Other, Said, Sense, Value
from veritab_engine.statement.sheet import Sheet

_ANY_ONE = frozenset({"a", "an", "any", "per"})
CUE = 1.3
"""What it costs to leave a cue unexplained."""
LIGHTEST = 0.5
"""What all fillers of a statement cost at most: a long sentence has many, and none of them says anything."""


@dataclass(frozen=True, slots=True)
class Parse:
    """One way to understand a statement: its form, and what it costs to read it so."""

    family: str
    form: Form
    cost: float
    binding: Binding
    unread: float = 0.0
    """How much of the cost is for words that are left unexplained."""


@dataclass(frozen=True)
class Clause:
    """A statement against a sheet."""

    said: Said
    sheet: Sheet
    noun: Sense | None = None
    """What was counted before, where this goes on with another number: "3 are from Canada, 2 from Sweden"."""

    @lazy
    def claimed(self) -> tuple[Claimed, ...]:
        """The values of the statement with their relations."""
        return claimed(self.said)

    @lazy
    def labels(self) -> tuple[Label, ...]:
        """The headings that the statement names."""
        return tuple(sense for sense in self.said.senses if isinstance(sense, Label))

    @lazy
    def cues(self) -> tuple[Cue, ...]:
        """The cues of the statement; "number of" behind a heading is a part of it ("the draw number of")."""
        ends = {label.end for label in self.labels}
        return tuple(
            sense
            for sense in self.said.senses
            if isinstance(sense, Cue)
            and not any(each.cue is sense and sense.start > each.value.start for each in self.claimed)
            and not (sense.name == "count" and sense.start in ends)
            and not any(each.cue is sense and each.relation == TOP for each in self.claimed)
        )

    def generic(self) -> list[Label]:
        """The headings that are but a noun for any row: "by a team", "of any player"."""
        return [
            label
            for label in self.labels
            if self.words_between(label.start - 1, label.start) & _ANY_ONE
            and not isinstance(self.after(label), Value)
            and not any(each.value.end == label.start for each in self.claimed)
        ]

    def cues_of(self, kind: str) -> tuple[Cue, ...]:
        """The cues of one kind."""
        return tuple(cue for cue in self.cues if cue.kind == kind)

    def after(self, sense: Sense) -> Sense | None:
        """The sense that follows, whatever it is."""
        return next((each for each in self.said.senses if each.start == sense.end), None)

    def senses_from(self, start: int, most: int) -> list[Sense]:
        """The next senses from a place, so many at most."""
        return [each for each in self.said.senses if each.start >= start][:most]

    def lemma(self, sense: Sense) -> str:
        """The lemma of a sense of one word; "" for one of several."""
        return self.said.words[sense.start].lemma if sense.end - sense.start == 1 else ""

    def next_named(self, sense: Sense, within: int) -> Sense | None:
        """The next heading, value or cue that begins at most so many words behind a sense."""
        for each in self.said.senses:
            counted = isinstance(each, Cue) and each.kind == "aggregate"
            if each.start >= sense.end and not isinstance(each, Other) and not counted:
                return each if each.start - sense.end <= within else None
        return None

    def words_between(self, left: int, right: int) -> set[str]:
        """The lemmas of the words from one place to before another."""
        return {word.lemma for word in self.said.words[left:right]}

    def of_column(self, value: Value, column: int) -> Condition | None:
        """The rows that have the value in a column, whole; None where none has."""
        rows = value.whole.get(column)
        if not rows:
            return None
        return Condition(column, "=", self.text_of(value), rows, value.start, value.end, True, value.number, rows)

    def text_of(self, sense: Sense) -> str:
        """The words of a sense as they stand."""
        return self.said.text[self.said.words[sense.start].start : self.said.words[sense.end - 1].end]

    def text_between(self, left: int, right: int) -> str:
        """The text between the word before one place and the word at another."""
        return self.said.text[self.said.words[left - 1].end : self.said.words[right].start]

    def unread_between(self, left: Sense, right: Sense) -> float:
        """What the words between two senses cost to leave unexplained."""
        between = (each for each in self.said.senses if left.end <= each.start < right.start)
        return sum(each.cost for each in between if isinstance(each, Other))

    def unread(self, used: Iterable[Sense]) -> float:
        """What the words cost that neither bind nor are used."""
        taken = list(used)
        cost = light = 0.0
        for sense in self.said.senses:
            if sense in taken:
                continue
            if isinstance(sense, Other):
                cost, light = (cost, light + sense.cost) if sense.cost < UNKNOWN else (cost + sense.cost, light)
            elif sense in self.cues:
                cost += CUE
        return cost + min(light, LIGHTEST)

    def bound(
        self, leave: Iterable[Sense] = (), minimum: int = 1, aim: Label | None = None, deny: bool = False
    ) -> list[Binding]:
        """The bindings of all values and headings but those left out; the value behind the one "not" may be denied."""
        left = list(leave)
        claimed = [each for each in self.claimed if each.value not in left]
        if len(claimed) < minimum:
            return [Binding((), 0.0, (), ())] if not minimum else []
        labels = [label for label in self.labels if label not in left]
        found = bindings(claimed, labels, self.said, self.sheet, aim)
        return [self._denied(each) for each in found] if deny else found

    def _denied(self, binding: Binding) -> Binding:
        """The binding with the condition that follows the only "not" denied."""
        cues = self.cues_of("not")
        behind = [each for each in binding.conditions if len(cues) == 1 and each.at >= cues[0].end]
        if not behind:
            return binding
        denied = min(behind, key=lambda each: each.at)
        conditions = (each.denied(self.sheet) if each is denied else each for each in binding.conditions)
        return replace(binding, conditions=tuple(conditions))

    @property
    def free(self) -> Binding:
        """The binding of nothing."""
        return Binding((), 0.0, (), ())

    def bound_of(self, claimed: Iterable[Claimed], labels: Iterable[Label]) -> list[Binding]:
        """The bindings of some values and headings, the cheapest few."""
        found = bindings(list(claimed), list(labels), self.said, self.sheet)
        return [each for each in found if each.cost <= found[0].cost + 0.4][:4]

    def parse_of(self, family: str, form: Form, binding: Binding, cost: float, used: Iterable[Sense]) -> Parse:
        """A parse that is bound at a cost of its own."""
        unread = self.unread([*used, *self.relations()])
        return Parse(family, form, cost + unread, binding, unread)

    def relations(self) -> list[Sense]:
        """The words that stand before values, or behind them, as their relations; "only" adds nothing to an amount."""
        starts = {
            each.start
            for each in self.claimed
            if each.value.number is not None
            and not each.value.ordinal
            and not isinstance(self.after(each.value), Value)
        }
        only = (cue for cue in self.cues_of("quantifier") if cue.name == "only" and cue.end in starts)
        return [*(each.cue for each in self.claimed if each.cue is not None), *only]

    def parse(self, family: str, form: Form, binding: Binding, used: Iterable[Sense], cost: float = 0.0) -> Parse:
        """A parse by a binding, with the senses that its operation explains."""
        unread = self.unread([*used, *self.relations()])
        return Parse(family, form, binding.cost + unread + cost, binding, unread)

"""What it costs to bind values otherwise than the words of the clause say."""

from __future__ import annotations

from collections.abc import Sequence

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.options import Claimed, Option
from veritab_engine.statement.senses import Label, Said, Value
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import STOP

LOOSE = 1.4
NOUN = 0.3
STRAY = 0.45
CROSSED = 0.4
AGAINST = 1.0
"""What it costs to bind a value elsewhere than to the heading that it is said to be of ("the venue is …")."""
_NOUNS = lexicon("statement/cues/rows") | STOP
_RELATIVE = lexicon("statement/plain/relative")
_DOING = lexicon("statement/plain/doing")
_SAYING = lexicon("statement/grammar/saying")


def against(
    chosen: tuple[Option, ...], claimed: Sequence[Claimed], labels: Sequence[Label], said: Said, sheet: Sheet
) -> float:
    """What it costs that values are bound elsewhere than to the heading that is said to be them."""
    cost = _off_subject(chosen, claimed, labels, said)
    for each, option in zip(claimed, chosen, strict=True):
        start = each.start
        for label in labels:
            tight = label.end <= start and {word.lemma for word in said.words[label.end : start]} <= _SAYING
            if any(
                before.value.end <= label.start and {"be"} <= said_between(said, before.value, label) <= _SAYING
                for before in claimed
                if before is not each
            ):
                continue
            if any(
                before.value.end == label.start and bound.column in label.columns and before is not each
                for before, bound in zip(claimed, chosen, strict=True)
            ):
                continue
            gap = {word.lemma for word in said.words[each.value.end : label.start]}
            named = {"be", "the"} <= gap <= _SAYING or (gap <= {"as", "the", "a"} and "as" in gap)
            following = said.words[label.end].lemma if label.end < len(said.words) else "be"
            named = named or (gap == {"be"} and bool(label.whole) and following in ("be", "when"))
            tight = tight or (label.start > each.value.end and named)
            does = label.start == each.value.end and (lacks_by(label, said, sheet) or _is_done(label, said))
            if "of" in said_words(said, label.end, start) and any(other.column in label.columns for other in chosen):
                continue
            if (does or (tight and not lacks_by(label, said, sheet))) and option.column not in label.columns:
                cost += AGAINST
    return cost


def said_words(said: Said, start: int, end: int) -> set[str]:
    """The lemmas from one word to before another."""
    return {word.lemma for word in said.words[start:end]}


def said_between(said: Said, left: Value, right: Label) -> set[str]:
    """The lemmas between a value and a heading behind it."""
    return {word.lemma for word in said.words[left.end : right.start]}


def _off_subject(chosen: tuple[Option, ...], claimed: Sequence[Claimed], labels: Sequence[Label], said: Said) -> float:
    """ "The voice of x is y": what it costs that y is of another column than the heading that begins the sentence."""
    if not labels or not claimed:
        return 0.0
    subject = min(labels, key=lambda each: each.start)
    last = max(range(len(claimed)), key=lambda index: claimed[index].value.start)
    start = claimed[last].start
    opens = {word.lemma for word in said.words[: subject.start]} <= {"the", "a"}
    if not opens or subject.end >= start or said.words[start - 1].lemma != "be":
        return 0.0
    if any(label.end <= start <= label.end + 3 for label in labels if label is not subject):
        return 0.0
    return 0.0 if chosen[last].column in subject.columns else AGAINST


def crossed(chosen: tuple[Option, ...], labels: Sequence[Label], sheet: Sheet) -> float:
    """What it costs to give one side's value to the other: a "home team" with an "away team score"."""
    columns = {option.column for option in chosen}
    named = {column for label in labels for column in label.whole}
    words = {column: set(sheet.columns[column].words) for column in columns}
    for column in columns - named:
        owners = [each.index for each in sheet.columns if set(each.words) < words[column] and len(each.words) > 1]
        if owners and not columns & set(owners):
            sides = [
                each
                for each in columns - named
                if each != column and len(words[each]) == len(sheet.columns[owners[0]].words)
            ]
            if any(len(words[each] & set(sheet.columns[owners[0]].words)) == len(words[each]) - 1 for each in sides):
                return CROSSED
    return 0.0


def beside(label: Label, chosen: tuple[Option, ...], sheet: Sheet) -> float:
    """What it costs to leave a heading without a value and to have one of its sibling: "english" beside "japanese"."""
    if label.spare is not None:
        return 0.0
    words = {word for column in label.columns for word in sheet.columns[column].words} - STOP
    told = {option.column for option in chosen if option.condition.number is None}
    siblings = (each for each in told - set(label.columns) if words & set(sheet.columns[each].words))
    return AGAINST if next(siblings, None) is not None else 0.0


def lacks_by(label: Label, said: Said, sheet: Sheet) -> bool:
    """True for "wrote the pilot" of a heading "written by": what follows is not who did it."""
    if _acts(label, said, sheet):
        return True
    headed = any(sheet.columns[column].words[-1:] == ("by",) for column in label.columns)
    following = said.words[label.end].lemma if label.end < len(said.words) else ""
    return headed and said.words[label.end - 1].lemma != "by" and following not in ("by", "be")


def _acts(label: Label, said: Said, sheet: Sheet) -> bool:
    """True for a verb that stands for who does it: "visited" for a heading "visitor"."""
    following = said.words[label.end].lemma if label.end < len(said.words) else ""
    if label.end - label.start > 1 or following == "by":
        return False
    word, verb = said.words[label.start].text, said.words[label.start].lemma
    headings = (each for column in label.columns for each in sheet.columns[column].text.lower().split())
    agents = [each for each in headings if each.endswith(("er", "or", "ers", "ors")) and each[:3] == verb[:3]]
    return bool(agents) and not word.endswith(("er", "or", "ers", "ors")) and word not in agents


def alone(label: Label, said: Said, sheet: Sheet) -> float:
    """What a heading costs that no value is bound to: little where it may be but a noun for the rows."""
    if label.spare is not None:
        return label.spare
    before = [word.lemma for word in said.words[max(0, label.start - 2) : label.start]]
    if before[-1:] == ["and"] and (lacks_by(label, said, sheet) or label.end == len(said.words)):
        return LOOSE
    if before[-1:] == ["be"] or (before[:1] == ["be"] and before[-1:] in (["the"], ["a"])):
        return LOOSE
    if {word.lemma for word in said.words[label.start : label.end]} <= _NOUNS or _is_compound(label, said):
        return NOUN
    following = said.words[label.end].lemma if label.end < len(said.words) else ""
    if following in _RELATIVE and {word.lemma for word in said.words[: label.start]} <= STOP:
        return NOUN
    if any(sheet.columns[column].numeric for column in label.whole or label.part):
        return LOOSE
    return STRAY


def _is_compound(label: Label, said: Said) -> bool:
    """True for a heading side by side with another: "a third round pick", "games drawn"."""
    return any(
        isinstance(sense, Label) and sense.spare is None and (sense.end == label.start or sense.start == label.end)
        for sense in said.senses
    )


def _is_done(label: Label, said: Said) -> bool:
    """True for a verb whose subject is what the heading has: "the 49ers host" of a heading "host"."""
    following = said.words[label.end].lemma if label.end < len(said.words) else ""
    return label.end - label.start == 1 and said.words[label.start].lemma in _DOING and following not in ("by", "be")

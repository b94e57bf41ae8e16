"""Surnames and other short forms: whom a document has introduced by a full name, and is called for short from there on.

"Olaf Scholz … Scholz said": once he was named in full, the surname alone is he, whether or not a table lists it and
however many others bear it. Angela Scholz, whom no table knows, takes the surname from him. "The Shanghai Cooperation
Organization (SCO)" makes SCO known in the same way.
"""

from __future__ import annotations

from dataclasses import replace

from veritab_engine.document import Sentence
from veritab_engine.lexicon import forms, mapping, words
from veritab_engine.mention.mentioned import NameMention
from veritab_engine.mention.shared import is_shared
from veritab_engine.reference import NameHit, ReferenceTables, stem
from veritab_engine.reference.index import fold
from veritab_engine.reference.short import is_ordinary
from veritab_engine.reference.table import EntityRef
from veritab_engine.reference.variants import names_persons

TITLES = frozenset(word for form in (*forms("titles/offices"), *forms("titles/plurals")) for word in form.split())
CALENDAR = frozenset((*mapping("calendar/months"), *mapping("calendar/weekdays")))
NO_FORENAMES = (
    TITLES
    | CALENDAR
    | words("names/honorifics")
    | words("titles/qualifiers")
    | words("titles/not_in_office")
    | words("words/function")
    | words("words/prepositions")
    | words("phrase/adverbs")
    | words("phrase/conjunctions")
    | words("phrase/verbs")
)
"""With a capital before a surname, and no part of the name: "President Putin", "But Putin"."""
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "his", "her", "its", "their"})
IN_A_PLACE = DETERMINERS | {"in", "near", "of", "outside", "from", "-"}
MOST_HEADS = 2000
"""Among more names than this, the first word of one is likely to be somebody else's too."""
SUFFIXES = words("names/suffixes")
SHORTEST = 2
LONGEST_ACRONYM = 7
TITLED = 0.6
"""The share of a headline's words that begin with a capital: there a capital tells nothing."""
LONG_WORD = 4
ENDS = frozenset({".", "!", "?", "\N{RIGHT DOUBLE QUOTATION MARK}", '"'})


class Cast:
    """Whom one document has named so far; asked and told in the order of the text."""

    def __init__(self, tables: ReferenceTables) -> None:
        """Begin a document: nobody is named yet."""
        self.tables = tables
        self.short_forms: dict[str, dict[EntityRef, None]] = {}
        self.heads: dict[str, dict[EntityRef, None]] = {}
        self.met: set[EntityRef] = set()
        self.alone: set[str] = set()
        self.strangers: set[str] = set()

    def is_person(self, ref: EntityRef) -> bool:
        """True for an entity whose class is one of persons."""
        return names_persons(ref.kind)

    def meant(self, sentence: Sentence, name: NameMention) -> NameMention:
        """The name with those alone whom the document can mean by it; with none where a stranger bears it.

        Words in lower case, such as those for kinds of events, are nobody's own.
        """
        if not sentence.words[name.first][:1].isupper():
            return name
        if name.last - name.first == 1:
            name = self._surname(sentence, name)
        refs = tuple([ref for ref in name.refs if ref in self.met or not self._is_met(ref.kind, name)])
        shared = is_shared(sentence, name.first, name.last) and self.met.isdisjoint(refs)
        return replace(name, refs=refs, shared=shared)

    def _is_met(self, kind: str, name: NameMention) -> bool:
        """True where one of the class that bears the name was named before in a way of his own."""
        return any(ref.kind == kind and ref in self.met for ref in name.refs)

    def _surname(self, sentence: Sentence, name: NameMention) -> NameMention:
        """A name of one word, which may be the surname of somebody in full, known or strange, or of one introduced."""
        persons = [ref for ref in name.refs if self.is_person(ref)]
        word = fold(sentence.words[name.first])
        if not persons:
            return name
        others = tuple([ref for ref in name.refs if not self.is_person(ref)])
        start = self._forenames(sentence, name.first)
        if start < name.first or self._goes_on(sentence, name):
            known = tuple([ref for ref in persons if self._is_called(ref, sentence.words[start])])
            if start < name.first and len(known) == 1:
                return NameMention(start, name.last, known)
            if word not in self.alone and word not in self.short_forms:
                self.strangers.add(word)
            return replace(name, refs=others)
        if word in self.strangers:
            return replace(name, refs=others)
        self.alone.add(word)
        introduced = self.short_forms.get(word)
        return replace(name, refs=(*others, *introduced)) if introduced else name

    def is_of_another(self, sentence: Sentence, first: int, hit: NameHit) -> bool:
        """True for a part of a known name that stands in a longer one here: "the Atlanta Hawks", "the Hawks Academy".

        Whoever bears that is meant by the word alone too, from there on.
        """
        told, lower = sentence.words, sentence.lower
        alone = fold(told[first]) if hit.last - first == 1 else ""
        behind = told[hit.last : hit.last + 2]
        goes_on = bool(behind) and (_is_proper(sentence, hit.last) or behind[0] == "-")
        goes_on = goes_on or (behind[:1] == ("of",) and behind[1:] != () and behind[1][:1].isupper())
        people = any(self.is_person(ref) for ref in hit.refs)
        begins = first > 0 and not people and (_is_proper(sentence, first - 1) or lower[first - 1] == "-")
        if (goes_on or begins) and alone:
            self.strangers.add(alone)
        owns = behind[:1] in (("'s",), ("'",), ("’",)) and not self.is_measured(sentence, hit.last + 1)
        opens = first == 0 and bool(alone) and is_ordinary(told[0])
        return goes_on or begins or owns or opens or alone in self.strangers

    def is_measured(self, sentence: Sentence, i: int) -> bool:
        """True where a token, or the next, begins words for a column: what they are of is told before them."""
        stems = tuple(stem(word) for word in sentence.lower)
        return any(self.tables.phrases.at(stems, at) for at in range(i, min(i + 2, len(stems))))

    def _forenames(self, sentence: Sentence, surname: int) -> int:
        """Where the name starts that ends with the surname; the surname itself where nothing stands before it."""
        if _is_headline(sentence):
            return surname
        first = surname
        while first > 0:
            if first > 1 and sentence.words[first - 1] == "." and _is_initial(sentence.words[first - 2]):
                first -= 2
            elif self._is_forename(sentence, first - 1):
                first -= 1
            else:
                break
        return first

    def _is_forename(self, sentence: Sentence, i: int) -> bool:
        word, lower = sentence.words[i], sentence.lower[i]
        if not word[:1].isupper() or not word.isalpha() or lower in NO_FORENAMES:
            return False
        if (len(word) > 1 and word.isupper()) or (i == 0 and lower.endswith(("ly", "ing", "ed"))):
            return False
        return self.tables.names.longest(sentence, i) is None

    def _goes_on(self, sentence: Sentence, name: NameMention) -> bool:
        """True for a family name that stands first, with the given one of a stranger behind it: "Xi Mingze"."""
        if sentence.lower[name.first] not in words("names/family_first") or name.last >= len(sentence.words):
            return False
        return not _is_headline(sentence) and self._is_forename(sentence, name.last)

    def _is_called(self, ref: EntityRef, forename: str) -> bool:
        """True where a full name of the person begins with the forename, or with its initial."""
        entity = self.tables.entity(ref.kind, ref.id)
        firsts = {fold(alias.text.split()[0]) for alias in entity.aliases if " " in alias.text} if entity else set()
        told = fold(forename)
        return told in firsts or (len(told) == 1 and any(first.startswith(told) for first in firsts))

    def introduce(self, sentence: Sentence, name: NameMention) -> None:
        """Remember a name that is somebody's own, and what it makes known for short."""
        if name.shared or not sentence.words[name.first][:1].isupper():
            return
        for ref in name.refs:
            if any(other.kind == ref.kind and other != ref for other in name.refs):
                continue
            in_full = name.last - name.first > 1
            if in_full or not self.is_person(ref):
                self.met.add(ref)
            if in_full and self.is_person(ref):
                for word in _surnames(sentence, name):
                    self.short_forms.setdefault(word, {})[ref] = None
            head = self._head(sentence, name, ref) if in_full else ""
            if head:
                self.heads.setdefault(head, {})[ref] = None
            acronym = _acronym(sentence, name.last)
            if in_full and acronym:
                self.short_forms.setdefault(fold(acronym), {})[ref] = None

    def _head(self, sentence: Sentence, name: NameMention, ref: EntityRef) -> str:
        """The first word of a name that no other of its class begins with: "Aldervik" of "Aldervik International".

        Only where nothing but its tables tells of the class, and the word means nothing by itself.
        """
        told = sentence.words[name.first]
        if self.is_person(ref) or self.tables.entities.knows(ref.kind) or len(told) < LONG_WORD or is_ordinary(told):
            return ""
        if fold(told) in words("names/places") or fold(ref.id).split(" ")[0] != fold(told):
            return ""
        alike = 0
        for each in self.tables.columns_of(ref.kind):
            known = self.tables.tables[each.table].distinct(each.column or "")
            if len(known) > MOST_HEADS:
                return ""
            alike += sum(fold(id).split(" ")[0] == fold(told) for id in known)
        return fold(told) if alike == 1 else ""

    def _by_head(self, sentence: Sentence, i: int) -> NameMention | None:
        """One introduced in full whom the first word of the name stands for, where it is neither a place nor longer."""
        bearers = self.heads.get(fold(sentence.words[i])) if sentence.words[i][:1].isupper() else None
        before = sentence.lower[i - 1] if i else ""
        longer = i + 1 < len(sentence.words) and (sentence.words[i + 1] == "-" or _is_proper(sentence, i + 1))
        if not bearers or len(bearers) != 1 or longer or before in IN_A_PLACE or (i and _is_proper(sentence, i - 1)):
            return None
        return NameMention(i, i + 1, tuple(bearers), short=True)

    def short(self, sentence: Sentence, i: int) -> NameMention | None:
        """A short form that no table lists, of somebody whom the document introduced."""
        word = sentence.words[i]
        bearers = self.short_forms.get(fold(word)) if word[:1].isupper() else None
        if not bearers:
            return self._by_head(sentence, i)
        if sentence.lower[i] in CALENDAR or fold(word) in self.strangers:
            return None
        before = sentence.lower[i - 1] if i else ""
        if before in DETERMINERS and not word.isupper():
            return None
        name = NameMention(i, i + 1, tuple(bearers))
        of_another = self._forenames(sentence, i) < i or self._goes_on(sentence, name)
        return None if of_another and not word.isupper() else name


def _is_proper(sentence: Sentence, i: int) -> bool:
    """True for a word with a capital that is no title, no month and no word of grammar."""
    word = sentence.words[i]
    return word[:1].isupper() and word.isalpha() and sentence.lower[i] not in NO_FORENAMES


def _surnames(sentence: Sentence, name: NameMention) -> list[str]:
    """The words that a person is called by: the last one, and the first where family names stand first."""
    told = [word for word in sentence.words[name.first : name.last] if word[0].isalpha()]
    while told and told[-1].lower().strip(".") in SUFFIXES:
        told.pop()
    first = told[:1] if told and told[0].lower() in words("names/family_first") else []
    return [fold(word) for word in (*first, *told[-1:]) if len(word) >= SHORTEST and word[0].isupper()]


def _acronym(sentence: Sentence, last: int) -> str:
    """The acronym in brackets behind a name; empty where there is none."""
    behind = sentence.words[last : last + 3]
    if len(behind) < 3 or behind[0] != "(" or behind[2] not in (")", ",", ";"):
        return ""
    return behind[1] if behind[1].isupper() and 1 < len(behind[1]) <= LONGEST_ACRONYM and behind[1].isalpha() else ""


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _is_headline(sentence: Sentence) -> bool:
    """True where most words have a capital, and no full stop ends them."""
    if sentence.words[-1] in ENDS:
        return False
    long = [word for word in sentence.words if len(word) >= LONG_WORD and word.isalpha()]
    return sum(word[0].isupper() for word in long) >= TITLED * max(len(long), 1) and len(long) > LONG_WORD

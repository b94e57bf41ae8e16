"""Whom a text is about where the tables do not know: somebody else's figure is no error of this table."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.neutral import is_neutral
from veritab_engine.link.scene import Scene

OPENING = frozenset({'"', "\N{LEFT DOUBLE QUOTATION MARK}", "'", "(", ":", "\N{EM DASH}"})


def names_a_stranger(clause: Clause, *, anywhere: bool) -> bool:
    """True where the text so far has a name that no table knows: "Microsoft … Revenue was …".

    It is looked for in the paragraph alone, where not `anywhere`.
    """
    scene, here = clause.scene, clause.claim.sentence
    paragraph = clause.sentence.paragraph
    while here >= 0 and (anywhere or scene.prose.sentences[here].paragraph == paragraph):
        if next(strangers(scene, here), None) is not None:
            return True
        here -= 1
    return False


def strangers(scene: Scene, index: int) -> Iterator[int]:
    """The tokens of a sentence with a capital that are no name, measure or value of the tables or the lexicon."""
    sentence, named = scene.prose.sentences[index], scene.named[index]
    held = {token for tokens in scene.tokens_of.get(index, ()) for token in tokens}
    held |= {token for name in named.names for token in name.tokens}
    held |= {token for phrase in named.phrases for token in phrase.tokens}
    for i, word in enumerate(sentence.words):
        if i in held or not word[:1].isupper() or is_neutral(sentence.lower[i]):
            continue
        opens = i == 0 or sentence.words[i - 1] in OPENING
        if not opens or (sentence.lower[i + 1 : i + 2] and sentence.lower[i + 1] in words("words/reporting")):
            yield i

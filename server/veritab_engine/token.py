"""The one way text is cut into tokens, so that names of tables and words of a text meet as the same sequences."""

from __future__ import annotations

import re

from veritab_engine.lexicon import words

# Combining marks and the soft hyphen: `\w` leaves them out, words do not.
_MARKS = "\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}[\w{_MARKS}]*"
INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff"
"""Format characters that are no tokens: zero-width spaces and joiners, direction marks, byte-order marks."""

# South African rand: "R200 million", which no road and no car is.
_RAND = r"R(?=[0-9][0-9.,]{0,12}+\s?(?:bn|[mb]illion|trillion)\b)"
# What is left of "£8.1bn" and "¥28,030" in plain ASCII, as Unidecode writes them: "PS8.1bn", "Y=28,030"; no PS5.
_ASCII = r"Y=|PS(?=[0-9]{1,3}(?:,[0-9]{3}|\.[0-9]|\s?(?:bn|[mb]illion|trillion|m)\b))"
_CLITIC = r"(?:[sS]|ll|ve|re|d|m)(?!\w)"
# Currency codes that stick to the digits behind them are tokens of their own.
_STUCK = "|".join([*sorted(words("currencies/stuck")), r"(?<=\$)US?", _RAND, _ASCII])
# One sign parts the thousands of a number throughout: 1'053'000 and 1 053 000 with a space that does not break.
_APART = "|".join(
    rf"[0-9]{{1,3}}(?:{gap}[0-9]{{3}}){{1,10}}(?!\d)(?:\.[0-9]+)?" for gap in "'’\u00a0\u2007\u2008\u2009\u200a\u202f"
)
_RULE = "|".join(rf"{re.escape(sign)}{{4,}}" for sign in "-=*.~#_+—–•·|/\\")

# Every repetition that can be given back is bounded, so that no input takes more than linear time. There is no group,
# so that `findall` gives the tokens themselves; the first line is the commonest token, found without the others.
_TOKEN = rf"""
      [a-zA-Z]+(?=[\s,)])
    | (?:https?://|www\.)[^\s<>"]+                                              # an address, whole
    | {_LETTER}\.(?:{_LETTER}\.)+(?:{_LETTER}(?!\w))?                           # U.S., a.m.
    | (?:{_STUCK})(?=[0-9])                                                      # EUR5bn, $US113, RM23.50
    | {_WORD}(?:['’](?!{_CLITIC}){_WORD})*                                       # trade, don't, O'Brien
    | ['’]{_CLITIC}                                                             # the genitive, they'll, it'd
    | [0-9]{{1,3}}(?:,[0-9]{{2,3}}){{0,9}},[0-9]{{3}}(?!\d)(?:\.[0-9]+)?            # 1,053.5 and 5,00,000
    | {_APART}
    | [0-9]+(?:\.[0-9]+)*                                                       # 15, 244.8, 1.2.3
    | (?<![\w.])\.[0-9]+                                                        # .25
    | (?<!-)--(?!-)                                                             # a dash, as typed
    | {_RULE}                                                                   # a rule of one sign: ------
    | [^\s{INVISIBLE}]
    """

TOKEN = re.compile(_TOKEN, re.VERBOSE)
PIECE = re.compile(rf"[\s{INVISIBLE}]*+(?:{_TOKEN}|\Z)", re.VERBOSE)
"""A token with what is blank before it, or the blank end: one behind the other, the pieces are the text."""


def words_of(text: str) -> tuple[str, ...]:
    """The tokens of `text` as strings."""
    return tuple(TOKEN.findall(text))

"""The one way text is cut into tokens, so that names of tables and words of a text meet as the same sequences."""

from __future__ import annotations

import re

from veritab_engine.lexicon import words

# Combining marks and the soft hyphen: `\w` leaves them out, words do not.
_MARKS = "\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}[\w{_MARKS}]*"
# Invisible format characters are no tokens: zero-width spaces and joiners, direction marks, byte-order marks.
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff"

# Currency codes that stick to the digits behind them are tokens of their own.
_STUCK = "|".join([*sorted(words("currencies/stuck")), r"(?<=\$)US?"])

# Every repetition that can be given back is bounded, so that no input takes more than linear time.
TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"]+                                              # an address, whole
    | {_LETTER}\.(?:{_LETTER}\.)+(?:{_LETTER}(?!\w))?                           # U.S., a.m.
    | (?:{_STUCK})(?=[0-9])                                                      # EUR5bn, $US113, RM23.50
    | {_WORD}(?:['’](?![sS](?!\w)){_WORD})*                                      # trade, don't, O'Brien
    | ['’][sS](?!\w)                                                             # the genitive
    | [0-9]{{1,3}}(?:,[0-9]{{2,3}}){{0,9}},[0-9]{{3}}(?!\d)(?:\.[0-9]+)?            # 1,053.5 and 5,00,000
    | [0-9]{{1,3}}(?P<gap>['’\u00a0\u2007-\u200a\u202f])[0-9]{{3}}(?:(?P=gap)[0-9]{{3}}){{0,9}}(?!\d)(?:\.[0-9]+)?
    | [0-9]+(?:\.[0-9]+)*                                                       # 15, 244.8, 1.2.3
    | (?<![\w.])\.[0-9]+                                                        # .25
    | (?P<sign>[^\w\s{_INVISIBLE}])(?P=sign){{3,}}                               # a rule of one sign: ------
    | [^\s{_INVISIBLE}]
    """,
    re.VERBOSE,
)


def words_of(text: str) -> tuple[str, ...]:
    """The tokens of `text` as strings."""
    return tuple(match[0] for match in TOKEN.finditer(text))

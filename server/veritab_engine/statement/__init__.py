"""Statements: whole sentences about one table, every word of which has to be explained.

Where a claim asks of a table what its value is, a statement has no value of its own, and asks a table as it stands,
without a descriptor: its headings and cells are all the vocabulary there is. The stages:

    sheet     the table as it stands       headings and cells with their words, numbers and dates
    link      sentence → senses            what each span of words can mean against the sheet
    compose   senses → parses              logical forms, each with the words that it explains
    truth     form → holds or not          computed on the sheet, with the rows that say so
    verdict   parses → statement           one verdict, or silence
    stated    document → statements        the sentences that a table decides
"""

from __future__ import annotations

from veritab_engine.claim import ClaimKind

KIND = ClaimKind("statement", "a whole sentence about a table that came without a descriptor")

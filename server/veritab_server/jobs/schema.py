"""The tables of a store.

A document has a row in `veritab_documents` as long as its job is kept; its text is in `veritab_texts` until its result
is in `veritab_results`, whose key lets no document have two. What a lease holds is told by its documents.
"""

from __future__ import annotations

VERSION = 1
"""Rises when the tables change."""

TABLE_OF_VERSION = "CREATE TABLE IF NOT EXISTS veritab_version (version INTEGER NOT NULL)"

MAKE = (
    """CREATE TABLE veritab_jobs (
        number NUMBERED,
        id TEXT NOT NULL UNIQUE,
        owner TEXT NOT NULL,
        display_name TEXT NOT NULL,
        snapshot TEXT NOT NULL,
        request_id TEXT,
        digest BYTES NOT NULL,
        tables BYTES NOT NULL,
        state TEXT NOT NULL,
        documents INTEGER NOT NULL,
        checked INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        size BIGINT NOT NULL,
        created SECONDS NOT NULL,
        served SECONDS NOT NULL,
        started SECONDS,
        ended SECONDS,
        expires SECONDS,
        UNIQUE (owner, request_id)
    )""",
    """CREATE TABLE veritab_documents (
        job TEXT NOT NULL,
        position INTEGER NOT NULL,
        digest BYTES NOT NULL,
        size BIGINT NOT NULL,
        tries INTEGER NOT NULL,
        done BOOLEAN NOT NULL,
        lease TEXT,
        PRIMARY KEY (job, position)
    )""",
    "CREATE INDEX veritab_waiting ON veritab_documents (job, position) WHERE NOT done",
    """CREATE TABLE veritab_texts (
        job TEXT NOT NULL,
        position INTEGER NOT NULL,
        request BYTES NOT NULL,
        PRIMARY KEY (job, position)
    )""",
    """CREATE TABLE veritab_results (
        job TEXT NOT NULL,
        position INTEGER NOT NULL,
        message BYTES NOT NULL,
        PRIMARY KEY (job, position)
    )""",
    """CREATE TABLE veritab_leases (
        id TEXT PRIMARY KEY,
        job TEXT NOT NULL,
        holder TEXT NOT NULL,
        until SECONDS NOT NULL
    )""",
)
"""BYTES, SECONDS and NUMBERED are a dialect's own words."""

OF_JOB = ("veritab_documents", "veritab_texts", "veritab_results", "veritab_leases")
"""The tables that have rows of jobs, by their id as `job`."""

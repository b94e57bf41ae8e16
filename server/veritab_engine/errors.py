"""Everything that can be wrong with input or configuration. A finding about a text is data, never one of these.

VeritabError
├── DocumentError         a text that cannot be read
├── TableError            a table, descriptor or data package that cannot be loaded
└── SettingError          an option or setting that makes no sense
"""

from __future__ import annotations


class VeritabError(Exception):
    """The input or the configuration is broken; the message says what, where and how to mend it.

    `reason` is the name under which the service publishes the error.
    """

    reason = "INVALID_INPUT"


class DocumentError(VeritabError):
    """A text that cannot be read: binary, too large, not UTF-8."""

    reason = "INVALID_DOCUMENT"


class TableError(VeritabError):
    """A table, descriptor or data package that cannot be loaded."""

    reason = "INVALID_TABLE"


class SettingError(VeritabError):
    """An option or a setting that makes no sense."""

    reason = "INVALID_SETTING"

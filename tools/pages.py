"""Make the pages that the code and the tables tell: batch-schema, claims, findings, lint, profile, reference-data and
settings under docs, and the OpenAPI document of the gateway.

A claim kind's page is the docstring of its module, with forms out of its corpus; a finding's is its rule of the
catalogue; a rule of lint has its docstring and the first table of its corpus, with what lint says of it. `make pages`
writes them, and a test fails while they are not what this gives.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import yaml
from tools.batch_page import batch_page
from tools.lint_corpus import CORPORA as LINTED
from tools.lint_corpus import Example, examples, place
from tools.openapi import openapi
from tools.profile import profile_page
from tools.reference_page import reference_page
from tools.settings_page import settings_page

from veritab_engine.extract import predicate
from veritab_engine.extract.kinds import MODULES
from veritab_engine.finding import Verdict
from veritab_engine.reference.lint.catalogue import ERRORS, NOTES, WARNINGS
from veritab_engine.report import CATALOGUE, Rule

ROOT = Path(__file__).parent.parent
CORPORA = ROOT / "tests" / "corpora"
EXAMPLES = 3
"""How many forms of a claim kind are shown, each of another value."""

CLAIMS = """\
# Claims

What Veritab finds in a text, whether or not a table covers it. Made from the modules of `veritab_engine.extract` and
from the corpora that test them; `make pages` makes it anew. In the examples, brackets mark the claim's span, and its
value and unit stand behind: numbers at full scale (`244.8e9`), dates as ISO 8601 has them, as of 8 May 2025.
"""

FINDINGS = """\
# Findings

Every claim gets one finding, whatever its verdict. Made from `veritab_engine.report.catalogue`; `make pages` makes it
anew. In the sentences, `{quote}` is the claim's own words, `{expected}` what the table has, `{what}` the operation and
the rows in words, `{found}` the particulars of a diagnosis. Codes are kept: a finding may be added, none is renumbered.

A finding also has a likelihood, which says how well the claim's words are bound to the table's rows and nothing about
how far the figure is off:

| likelihood | means |
|---|---|
| `VERY_LIKELY` | whom, what and when are told by the claim's own sentence, or nearly so |
| `LIKELY` | a part of that was carried from an earlier sentence, or taken from the document's date |
| `POSSIBLE` | most of it was; every claim that is not covered stands here too |
| `UNLIKELY` | every `AMBIGUOUS` finding: the words leave open what is meant |

The score, from 0 to 1, ranks the findings of one report; it is no probability. The confidence of a finding that is
supported or in conflict is one: how likely its verdict is to be right ([how that is measured](accuracy.md#confidence)).
"""

VERDICTS: Mapping[Verdict, str] = {
    Verdict.CONFLICT: "One reading of the claim is clearly the best, and the table's rows contradict it.",
    Verdict.SUPPORTED: "The best reading agrees with the table's rows.",
    Verdict.AMBIGUOUS: "A table speaks of it, but agrees in one reading only, or cannot refute.",
    Verdict.NOT_COVERED: "No table says anything of it, for the reason given. It is not thereby false or true.",
}


LINT = """\
# What lint looks for

`veritab tables lint PATH…` looks for everything that is wrong with tables and their descriptors, where loading stops at
the first fault. Made from `veritab_engine.reference.lint` and the corpora that test it; `make pages` makes it anew.
Codes are kept: a rule may be added, none is renumbered. Rows count as an editor shows them: the row of column names is
row 1. No more than five problems of one rule in one column are told; the last says how many more there are.

```python
from veritab_engine import ReferenceTables, lint, quality

lint("trade", beside=ReferenceTables.shipped())  # files, folders and packages; the names that ship are known
quality(ReferenceTables.load("trade"), "bilateral-trade")  # a table that is loaded, without its file
```
"""

SEVERITIES = {
    "Errors": ("The table cannot be loaded. Loading raises the first of them.", ERRORS),
    "Warnings": ("The table loads, and cannot be trusted. As errors do, they make the exit status 1.", WARNINGS),
    "Notes": ("Worth a look; it may be meant. As text they are printed with `--all`.", NOTES),
}


def claims_page() -> str:
    """The page of claim kinds, in the order of their names."""
    kinds = sorted((*MODULES, predicate), key=lambda module: module.KIND.name)
    contents = "\n".join(f"* [{kind.KIND.name}](#{kind.KIND.name}): {kind.KIND.summary}" for kind in kinds)
    return "\n".join((CLAIMS, contents, *map(_kind, kinds))) + "\n"


def findings_page() -> str:
    """The page of findings: a section a verdict, a table row a rule."""
    return (
        "\n".join((FINDINGS, *(_verdict(verdict, meaning) for verdict, meaning in VERDICTS.items()))).rstrip("\n")
        + "\n"
    )


def lint_page() -> str:
    """The page of the rules of lint: a section a severity."""
    sections = (
        "\n".join((f"## {title}\n", meaning, "", *map(_lint_rule, modules)))
        for title, (meaning, modules) in SEVERITIES.items()
    )
    return "\n".join((LINT, *sections)).rstrip("\n") + "\n"


PAGES = {
    ROOT / "docs" / "batch-schema.md": batch_page,
    ROOT / "docs" / "claims.md": claims_page,
    ROOT / "docs" / "findings.md": findings_page,
    ROOT / "docs" / "lint.md": lint_page,
    ROOT / "docs" / "profile.md": profile_page,
    ROOT / "docs" / "reference-data.md": reference_page,
    ROOT / "docs" / "settings.md": settings_page,
    ROOT / "deploy" / "gateway" / "openapi.json": openapi,
}


def _kind(module: ModuleType) -> str:
    lines = (f"    {form}  →  {value}" for value, form in _forms(CORPORA / f"{module.KIND.name}.yaml"))
    return "\n".join((f"\n## {module.KIND.name}\n", (module.__doc__ or "").strip(), "", *lines))


def _forms(corpus: Path) -> Iterator[tuple[str, str]]:
    """The first form of each of the first values, with its value; nothing where only tables have words for a kind."""
    if not corpus.exists():
        return
    rows = yaml.safe_load(corpus.read_text("utf-8"))["accept"]
    told = {row["value"]: row for row in reversed(rows) if "value" in row and "[" in row["forms"][0]}
    for row in list(reversed(told.values()))[:EXAMPLES]:
        unit = f" {row['unit']}" if row.get("unit") else ""
        yield f"{row['value']}{unit}", row["forms"][0]


def _verdict(verdict: Verdict, meaning: str) -> str:
    rules = (rule for rule in CATALOGUE if rule.verdict is verdict)
    return "\n".join((f"## {verdict}\n", meaning, "", *map(_rule, rules)))


def _rule(rule: Rule) -> str:
    template = re.sub(r"\s+", " ", rule.template)
    return f"### {rule.code} {rule.title}\n\n> {template}\n\n{rule.why}\n"


def _lint_rule(module: ModuleType) -> str:
    name = module.__name__.rpartition(".")[2]
    example = next(examples(LINTED / f"{name}.yaml"))
    told = (module.__doc__ or "").strip()
    return "\n".join((f"### {module.RULE.code} {module.RULE.title}\n", told, "", *_example(example)))


def _example(example: Example) -> Iterator[str]:
    """The descriptor, the file, and what lint says of them."""
    if "table" in example.row:
        yield f"```yaml\n{example.row['table']}```\n"
    yield f"```csv\n{example.row['csv']}```\n"
    with TemporaryDirectory() as folder:
        for problem in example.problems(Path(folder)):
            if problem.code == example.rule:
                where = ":".join(filter(None, (problem.file.name, place(problem).lstrip(":"))))
                yield f"> `{problem.code} {where}`  {problem.message}\n"


if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), "utf-8")

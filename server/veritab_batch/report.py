"""The report of a batch: its summary as a page that stands alone, without scripts or anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

SHOWN = 25
"""So many are shown of what is most frequent; the summary has more."""
NAMES = {"CONFLICT": "in conflict", "SUPPORTED": "supported", "AMBIGUOUS": "ambiguous", "NOT_COVERED": "not covered"}
"""The verdicts in the order of the page, and what they are called on it."""
SECTIONS = {
    "conflicts": "What documents most often have wrong",
    "tables": "Tables",
    "disagreements": "Measures that documents tell differently",
    "uncovered": "Which table to add next",
    "findings": "All findings",
    "errors": "Set aside",
}

Record = Mapping[str, Any]


def report_page(summary: Record) -> str:
    """The page, in HTML."""
    style = files("veritab_batch").joinpath("page.css").read_text("utf-8")
    links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title in SECTIONS.items())
    body = "\n".join(
        (
            *_head(summary),
            f'<nav aria-label="Sections"><ul>{links}</ul></nav>',
            *_figures(summary),
            *_section("conflicts", _conflicts(summary["conflicts"])),
            *_section("tables", _tables(summary["tables"])),
            *_section("disagreements", _disagreements(summary["disagreements"])),
            *_section("uncovered", _uncovered(summary["uncovered"])),
            *_section("findings", _findings(summary["findings"])),
            *_section("errors", _errors(summary["documents"], summary["unmatched_scope"])),
        )
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Veritab: {_documents(summary['documents']['total'])}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _head(summary: Record) -> Iterator[str]:
    inputs = summary["inputs"]
    named = ", ".join(f"<code>{escape(each)}</code>" for each in inputs[:3])
    more = f" and {_number(len(inputs) - 3)} more" if len(inputs) > 3 else ""
    yield "<h1>What the tables say of these documents</h1>"
    yield f'<p class="soft">{named}{more}; snapshot <code>{escape(summary["snapshot"])}</code> of the tables.</p>'


def _figures(summary: Record) -> Iterator[str]:
    documents, findings = summary["documents"], summary["findings"]
    figures = {
        "documents": documents["total"],
        "with a conflict": documents["verdicts"]["CONFLICT"],
        "claims": findings["total"],
        "claims in conflict": findings["verdicts"]["CONFLICT"],
        "told differently": summary["disagreements"]["total"],
        "set aside": documents["set_aside"],
    }
    told = "".join(f"<div><dt>{name}</dt><dd>{_number(count)}</dd></div>" for name, count in figures.items())
    yield f'<dl class="figures">{told}</dl>'
    yield from _bar("Claims by verdict", findings["verdicts"])


def _bar(title: str, verdicts: Mapping[str, int]) -> Iterator[str]:
    total = sum(verdicts.values())
    if not total:
        return
    counts = [(name, verdicts[name], f"{100 * verdicts[name] / total:.1f} %") for name in NAMES]
    drawn = "".join(f'<span class="{name}" style="flex:{count}"></span>' for name, count, _ in counts if count)
    yield f'<div class="bar" aria-hidden="true">{drawn}</div>'
    told = (f'<li class="{name}">{_number(count)} {NAMES[name]} ({share})</li>' for name, count, share in counts)
    yield f'<ul class="key" aria-label="{title}">{"".join(told)}</ul>'


def _section(name: str, content: Iterable[str]) -> Iterator[str]:
    yield f'<section aria-labelledby="{name}">\n<h2 id="{name}">{SECTIONS[name]}</h2>'
    yield from content
    yield "</section>"


def _conflicts(told: Record) -> Iterator[str]:
    yield "<p>Facts of the tables that most documents contradict, each with the row that says so and one document.</p>"
    rows = (
        (
            _number(each["documents"]),
            f"<strong>{escape(each['expected'])}</strong><br><code>{escape(each['table'])}</code>: "
            f"{escape(each['expression'])}{''.join(map(_cells, each['rows']))}",
            f"{escape(each['example']['message'])}<br>{_document(each['example'])}",
        )
        for each in told["first"][:SHOWN]
    )
    yield from _table(
        ("documents n", "what the table has", "what a document says"), rows, "No document contradicts a row."
    )
    yield from _bound(told["lost"])


def _cells(row: Record) -> str:
    cells = ", ".join(f"{escape(name)} {escape(value)}" for name, value in row["cells"].items())
    return f'<div class="cells">row {row["number"] + 1}: {cells}</div>'


def _tables(tables: Sequence[Record]) -> Iterator[str]:
    yield "<p>What each table decides. One that conflicts with many documents may be wrong, or out of date, itself.</p>"
    rows = (
        (
            f"<code>{escape(each['table'])}</code>",
            *(_number(each[name]) for name in ("CONFLICT", "SUPPORTED", "AMBIGUOUS")),
            _number(each["documents_in_conflict"]),
            _share(each["CONFLICT"], each["CONFLICT"] + each["SUPPORTED"]),
        )
        for each in tables[:SHOWN]
    )
    names = (
        "table",
        "in conflict n",
        "supported n",
        "ambiguous n",
        "documents in conflict n",
        "conflicts of decided n",
    )
    yield from _table(names, rows, "No table has anything to say of these documents.")


def _disagreements(told: Record) -> Iterator[str]:
    yield "<p>One measure of one subject and time, to which documents give values that cannot all hold.</p>"
    rows = (
        (escape(each["what"]), escape(each["when"]), f'<ul class="values">{"".join(map(_value, each["values"]))}</ul>')
        for each in told["first"][:SHOWN]
    )
    yield from _table(("measure", "time", "values"), rows, "No measure is told differently.")
    yield from _more(told["total"])


def _value(value: Record) -> str:
    many = _documents(value["documents"])
    return f"<li><strong>{escape(value['quote'])}</strong> in {many}, first in {_document(value)}</li>"


def _uncovered(told: Record) -> Iterator[str]:
    yield "<p>What documents tell most often and no table has. A table of the first lines would decide most.</p>"
    rows = (
        (
            _number(each["documents"]),
            _number(each["count"]),
            f"<strong>{escape(each['measure'])}</strong>",
            escape(", ".join(name.rpartition(".")[2] for name in each["subjects"])),
            escape(" ".join(filter(None, (each["kind"], each["unit"])))),
            f"{_subject(each['example'])}<br>{_document(each['example'])}",
        )
        for each in told["first"][:SHOWN]
    )
    names = ("documents n", "claims n", "measure", "of each", "kind and unit", "such as")
    yield from _table(names, rows, "Every claim that says what it measures is covered.")
    yield from _bound(told["lost"])


def _subject(example: Record) -> str:
    subject = f" ({escape(example['subject'])})" if example["subject"] else ""
    return f"“{escape(example['quote'])}”{subject}"


def _findings(told: Record) -> Iterator[str]:
    rows = ((f"<code>{escape(c['code'])}</code>", escape(c["title"]), _number(c["count"])) for c in told["codes"])
    yield from _table(("code", "finding", "findings n"), rows, "There are no claims.")
    kinds = ((escape(kind["kind"]), *(_number(kind[name]) for name in NAMES)) for kind in told["kinds"])
    yield from _table(("kind of claim", *(f"{name} n" for name in NAMES.values())), kinds, "")


def _errors(documents: Record, unmatched: Mapping[str, int]) -> Iterator[str]:
    yield "<p>Documents that could not be checked, by reason. They lie in <code>_errors</code>, to be given again.</p>"
    rows = ((f"<code>{escape(reason)}</code>", _number(count)) for reason, count in documents["errors"].items())
    yield from _table(("reason", "documents n"), rows, "No document was set aside.")
    for column, count in unmatched.items():
        said = (
            f"no table has a row for their scope’s <code>{escape(column)}</code>, so none with this column was asked."
        )
        yield f"<p>Of {_documents(count)}, {said}</p>"


def _table(names: Sequence[str], rows: Iterable[Sequence[str]], empty: str) -> Iterator[str]:
    """A table; a name that ends in " n" is of numbers, and the first cell of a row is its head."""
    told = list(rows)
    if not told:
        if empty:
            yield f'<p class="soft">{empty}</p>'
        return
    heads = (
        f'<th scope="col" class="n">{n[:-2]}</th>' if n.endswith(" n") else f'<th scope="col">{n}</th>' for n in names
    )
    yield f'<div class="scroll" tabindex="0" role="group" aria-label="{names[0].removesuffix(" n")}, a table">'
    yield f"<table><thead><tr>{''.join(heads)}</tr></thead><tbody>"
    for row in told:
        yield f"<tr>{''.join(_cell(name, cell, i) for i, (name, cell) in enumerate(zip(names, row, strict=True)))}</tr>"
    yield "</tbody></table></div>"


def _cell(name: str, cell: str, place: int) -> str:
    kind = ' class="n"' if name.endswith(" n") else ""
    return f'<th scope="row"{kind}>{cell}</th>' if place == 0 else f"<td{kind}>{cell}</td>"


def _more(total: int) -> Iterator[str]:
    if total > SHOWN:
        yield f'<p class="soft">These are {SHOWN} of {_number(total)}; <code>summary.json</code> has more.</p>'


def _bound(lost: int) -> Iterator[str]:
    if lost:
        yield f'<p class="soft">There are so many that a count may be too low, by no more than {_number(lost)}.</p>'


def _document(told: Record) -> str:
    return f'<span class="soft">{escape(told["document"])}</span>'


def _documents(count: int) -> str:
    return f"{_number(count)} {'document' if count == 1 else 'documents'}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""


def _number(count: int) -> str:
    return f"{count:,}"

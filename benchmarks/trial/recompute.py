"""Whether what the articles claim follows from the tables: each claim's `check`, evaluated over the rows.

A check is an expression of Python over a few names: `v(row, column)` is the cell of the only row that has all the cells
of `row` ("Germany|2024"), `col(column)` a column's cells, `rows(table)` all rows; a table's file goes before, where the
article has several. `r(x, n)` rounds half up to n decimals and `weekday(day)` is the name of a weekday.
"""

import ast
import csv
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.trial.corpus import SHIPPED, TABLES, Article, Claim

REFERENCE = Path(__file__).parents[2] / "reference_data"
Row = dict[str, str]


def holds(article: Article, claim: Claim) -> bool:
    """Whether a claim's check is true; it must have one."""
    single = [Path(table).with_suffix(".csv").name for table in article.tables if table != SHIPPED]

    def rows(*table: str) -> list[Row]:
        return _rows(table[0] if table else single[0])

    def col(*names: str) -> list[Any]:
        *table, column = names
        return [_value(row[column]) for row in rows(*table) if row.get(column)]

    def v(*names: str) -> Any:
        *table, cells, column = names
        found = [row for row in rows(*table) if set(cells.split("|")) <= set(row.values())]
        if len(found) != 1:
            raise LookupError(f"{claim.id}: {len(found)} rows of {cells!r}")
        return _value(found[0][column])

    known = {
        "rows": rows,
        "col": col,
        "v": v,
        "r": _rounded,
        "weekday": _weekday,
        "quarters": _QUARTERS,
        "Decimal": Decimal,
    }
    tree = ast.fix_missing_locations(_Exact().visit(ast.parse(claim.check, mode="eval")))
    return bool(eval(compile(tree, claim.id, "eval"), known))


_QUARTERS = [f"Q{quarter} {year}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)]


class _Exact(ast.NodeTransformer):
    """Makes 5.4 the decimal that it looks like."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, float):
            return node
        return ast.Call(ast.Name("Decimal", ast.Load()), [ast.Constant(str(node.value))], [])


@cache
def _rows(table: str) -> list[Row]:
    path = REFERENCE / table if "/" in table else TABLES / table
    text = path.read_text(encoding="utf-8").splitlines()
    lines = list(csv.reader(text, delimiter=";" if ";" in text[0] else ","))
    width = max(len(line) for line in lines)
    header, *rest = [line for line in lines if len(line) == width]
    return [dict(zip(header, line, strict=True)) for line in rest]


def _value(cell: str) -> Decimal | str:
    plain = cell.strip("()").replace(",", "") if not _decimal_comma(cell) else cell.replace(",", ".")
    try:
        return -Decimal(plain) if cell.startswith("(") else Decimal(plain)
    except InvalidOperation:
        return cell


def _decimal_comma(cell: str) -> bool:
    whole, comma, rest = cell.partition(",")
    return bool(comma) and whole.isdigit() and rest.isdigit() and len(rest) != 3


def _rounded(value: Decimal, places: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _weekday(day: str) -> str:
    return date.fromisoformat(day).strftime("%A")

"""Formulas of derived indicators: keys, numbers, ``+ - * /`` and brackets; nothing else is evaluated."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import cache

_LONGEST = 500


class FormulaWrong(ValueError):
    """Not a formula that can be computed."""


@cache
def _tree(formula: str) -> ast.expr:
    if len(formula) > _LONGEST:
        raise FormulaWrong(formula)
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaWrong(formula) from error
    for node in ast.walk(tree):
        allowed = ast.BinOp | ast.Name | ast.Constant | ast.Add | ast.Sub | ast.Mult | ast.Div | ast.Load
        if not isinstance(node, allowed):
            raise FormulaWrong(formula)
        if isinstance(node, ast.Constant) and (isinstance(node.value, bool) or not isinstance(node.value, int | float)):
            raise FormulaWrong(formula)
    return tree


def keys_of(formula: str) -> list[str]:
    """The indicators that a formula needs, each once.

    Raises FormulaWrong.
    """
    return list(dict.fromkeys(node.id for node in ast.walk(_tree(formula)) if isinstance(node, ast.Name)))


def compute(formula: str, numbers: Mapping[str, Decimal]) -> Decimal | None:
    """The result, or None where it divides by zero. All keys must be there.

    Raises FormulaWrong, and KeyError for a missing key.
    """
    try:
        return _evaluate(_tree(formula), numbers)
    except (DivisionByZero, InvalidOperation, ZeroDivisionError):
        return None


def _evaluate(node: ast.expr, numbers: Mapping[str, Decimal]) -> Decimal:
    if isinstance(node, ast.Name):
        return numbers[node.id]
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    assert isinstance(node, ast.BinOp)  # noqa: S101 — `_tree` lets nothing else through
    left, right = _evaluate(node.left, numbers), _evaluate(node.right, numbers)
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    return left * right if isinstance(node.op, ast.Mult) else left / right

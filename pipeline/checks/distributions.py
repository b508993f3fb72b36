"""Tail probabilities of the distributions that test statistics follow (Press et al., Numerical Recipes, ch. 6)."""

from __future__ import annotations

import math
from typing import Final

_TERMS: Final = 500
_SMALL: Final = 1e-300
_EXACT: Final = 1e-13


def p_of_z(z: float) -> float:
    """Two-sided p of a standard normal value."""
    return math.erfc(abs(z) / math.sqrt(2))


def p_of_t(t: float, df: float) -> float:
    """Two-sided p of Student's t."""
    return _incomplete_beta(df / 2, 0.5, df / (df + t * t))


def p_of_f(f: float, df1: float, df2: float) -> float:
    """Upper-tail p of F."""
    return 1.0 if f <= 0 else _incomplete_beta(df2 / 2, df1 / 2, df2 / (df2 + df1 * f))


def p_of_chi2(x: float, df: float) -> float:
    """Upper-tail p of chi-square."""
    return 1.0 if x <= 0 else _upper_gamma(df / 2, x / 2)


def p_of_r(r: float, df: float) -> float:
    """Two-sided p of a correlation with df = n - 2."""
    return 0.0 if abs(r) >= 1 else p_of_t(r * math.sqrt(df / (1 - r * r)), df)


def _incomplete_beta(a: float, b: float, x: float) -> float:
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    logs = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    if x < (a + 1) / (a + b + 2):
        return math.exp(logs) * _beta_fraction(a, b, x) / a
    return 1 - math.exp(logs) * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _clear(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        step = 1.0
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / _clear(1 + term * d), _clear(1 + term / c)
            step = d * c
            value *= step
        if abs(step - 1) < _EXACT:
            break
    return value


def _clear(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL


def _upper_gamma(a: float, x: float) -> float:
    scale = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, _TERMS):
            term *= x / (a + n)
            total += term
            if term < total * _EXACT:
                break
        return 1 - total * scale
    b, c = x + 1 - a, 1 / _SMALL
    d = 1 / b
    value = d
    for n in range(1, _TERMS):
        term = -n * (n - a)
        b += 2
        d, c = 1 / _clear(term * d + b), _clear(b + term / c)
        value *= d * c
        if abs(d * c - 1) < _EXACT:
            break
    return value * scale

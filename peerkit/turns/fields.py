"""Finite fields, and tables of differences made of them: what designs without a repeat are calculated with.

The elements of a field of order p^e are the numbers from 0 to p^e - 1, whose digits to the base p are the coefficients
of a polynomial over the integers modulo p.
"""

from functools import cache
from math import prod
from typing import NamedTuple

OperationTable = list[list[int]]


class FiniteField(NamedTuple):
    """`plus[a][b]` is the sum of two elements, and `powers` are all others than 0, each the one before times x."""

    plus: OperationTable
    powers: list[int]

    @property
    def order(self) -> int:
        """How many elements it has."""
        return len(self.plus)

    def power(self, exponent: int) -> int:
        """The primitive element to this power."""
        return self.powers[exponent % len(self.powers)]


class Differences(NamedTuple):
    """A difference matrix: in any two `rows`, what is to be added to one entry to get the other is never twice as much.

    Entries are elements of a group, `plus` its addition; a row has as many entries as the group has elements.
    """

    plus: OperationTable
    rows: OperationTable


LONGER = {
    (6, 2): """
        0 1  2  3 4 5  6  7  8 9 10 11
        0 2  1  5 8 11 3  10 9 7 6  4
        0 3  9 11 7 2  10 5  1 8 4  6
        0 5  4  9 3 1  11 8  6 2 7  10
        0 6 11  7 5 8  2  4 10 3 1  9
    """,
}
"""Rows, beside one of zeros, of matrices with more of them than a product of fields gives, by the cyclic groups whose
product they are over. Twelve: found by a solver on 30 November 2026; that there is one is due to Johnson, Dulmage and
Mendelsohn, Canadian Journal of Mathematics 13 (1961).
"""


@cache
def prime_powers(number: int) -> tuple[tuple[int, int], ...]:
    """The primes in a number, each with how often it is in it."""
    found = []
    prime = 2
    while number > 1:
        times = 0
        while number % prime == 0:
            number //= prime
            times += 1
        if times:
            found.append((prime, times))
        prime += 1
    return tuple(found)


@cache
def field(order: int) -> FiniteField | None:
    """The field of this order; None where it is no power of a prime."""
    if len(prime_powers(order)) != 1:
        return None
    [(prime, degree)] = prime_powers(order)
    return FiniteField(addition((prime,) * degree), _powers(prime, degree))


@cache
def addition(moduli: tuple[int, ...]) -> OperationTable:
    """The sums of elements of a product of cyclic groups: digit by digit, each modulo its own number."""
    plus = [[0]]
    for modulus in reversed(moduli):
        step = len(plus)
        plus = [
            [(one + other) % modulus * step + entry for other in range(modulus) for entry in row]
            for one in range(modulus)
            for row in plus
        ]
    return plus


def _powers(prime: int, degree: int) -> list[int]:
    """1, x, x^2, ... modulo the first polynomial for which all elements but 0 are among them."""
    order, top = prime**degree, prime ** (degree - 1)

    def times_x(element: int, instead: int) -> int:
        """`instead` is what x^degree is, one degree down."""
        high, moved = element // top, element % top * prime
        return sum((moved // at + high * (instead // at)) % prime * at for at in (prime**d for d in range(degree)))

    for instead in range(1, order):
        powers = [1]
        while len(powers) < order and (following := times_x(powers[-1], instead)) != 1:
            powers.append(following)
        if len(powers) == order - 1:
            return powers
    raise AssertionError


@cache
def differences(order: int) -> Differences:
    """The difference matrix with the most rows that is made here for a group of this order.

    A field gives as many rows as it has elements: the entries of row u are u times each element. Two matrices give one
    for the pairs of their entries, with as many rows as the shorter has (MacNeish, Annals of Mathematics 23, 1922).
    """
    for cyclic, text in LONGER.items():
        if prod(cyclic) == order:
            rows = [[int(entry) for entry in line.split()] for line in text.split("\n") if line.strip()]
            return Differences(addition(cyclic), [[0] * order, *rows])
    moduli: tuple[int, ...] = ()
    rows = [[0]] * order
    for prime, degree in prime_powers(order):
        part = field(prime**degree)
        assert part
        own = [[0] * part.order]
        own += [[0] + [part.power(i + j) for j in range(part.order - 1)] for i in range(part.order - 1)]
        rows = [
            [one * part.order + other for one in row for other in more] for row, more in zip(rows, own, strict=False)
        ]
        moduli += (prime,) * degree
    return Differences(addition(moduli), rows)

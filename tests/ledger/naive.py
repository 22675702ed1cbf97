"""RFC 6962, section 2.1, written down a second time, as the text says it: slow, recursive, sharing nothing with Zona.

D is a list of leaves (bytes); D[k1:k2] means what Python means by it.
"""

from hashlib import sha256


def mth(d: list[bytes]) -> bytes:
    """MTH(D[n]), 2.1: the Merkle Tree Hash."""
    n = len(d)
    if n == 0:
        return sha256().digest()
    if n == 1:
        return sha256(b"\x00" + d[0]).digest()
    k = largest_power_of_two_below(n)
    return sha256(b"\x01" + mth(d[:k]) + mth(d[k:])).digest()


def path(m: int, d: list[bytes]) -> list[bytes]:
    """PATH(m, D[n]), 2.1.1: the audit path for the (m+1)th leaf."""
    n = len(d)
    if n == 1:
        return []
    k = largest_power_of_two_below(n)
    if m < k:
        return [*path(m, d[:k]), mth(d[k:])]
    return [*path(m - k, d[k:]), mth(d[:k])]


def proof(m: int, d: list[bytes]) -> list[bytes]:
    """PROOF(m, D[n]), 2.1.2: that D[n] extends D[m], for 0 < m <= n."""
    return subproof(m, d, True)


def subproof(m: int, d: list[bytes], b: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b), 2.1.2."""
    n = len(d)
    if m == n:
        return [] if b else [mth(d)]
    k = largest_power_of_two_below(n)
    if m <= k:
        return [*subproof(m, d[:k], b), mth(d[k:])]
    return [*subproof(m - k, d[k:], False), mth(d[:k])]


def largest_power_of_two_below(n: int) -> int:
    """The k of the text: k < n <= 2k."""
    k = 1
    while 2 * k < n:
        k *= 2
    return k

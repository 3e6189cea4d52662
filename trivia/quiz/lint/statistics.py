"""The two tests that the pack rules rest on, exact where they can be; nothing but `math`."""

from math import asin, erfc, exp, fsum, gamma, lgamma, log, log1p, sqrt


def binomial_tail(successes: int, trials: int, chance: float) -> float:
    """Return the probability of at least so many successes: P(X >= k) for X ~ Bin(n, p).

    The sum of the terms C(n, i) p^i (1-p)^(n-i) for i = k … n (Abramowitz and Stegun, Handbook of
    Mathematical Functions, 1964, 26.1.20); the first from `lgamma`, each next from the one before by
    the factor (n-i)/(i+1) · p/(1-p).

    Where the trials have different chances, their mean may stand for `chance`: for k >= np + 1 the
    tail is then at least as large as the true one (W. Hoeffding, On the Distribution of the Number of
    Successes in Independent Trials, Annals of Mathematical Statistics 27, 1956, theorem 4), so that a
    test errs on the side of silence.
    """
    if successes <= 0:
        return 1.0
    if successes > trials or chance <= 0:
        return 0.0
    if chance >= 1:
        return 1.0
    first = lgamma(trials + 1) - lgamma(successes + 1) - lgamma(trials - successes + 1)
    first += successes * log(chance) + (trials - successes) * log1p(-chance)
    odds = chance / (1 - chance)
    # In units of the first term, which itself may be too small for a float.
    term, terms = 1.0, [1.0]
    for i in range(successes, trials):
        term *= (trials - i) / (i + 1) * odds
        terms.append(term)
        if term < 1e-18 * terms[0] and i > trials * chance:
            break
    total = log(fsum(terms)) + first
    return min(1.0, exp(total)) if total < 0 else 1.0


def fair_coin(heads: int, tosses: int) -> float:
    """Return the two-sided exact p-value of a fair coin: twice the smaller tail, at most 1.

    At p = 1/2 the distribution is symmetric, so that doubling is exact (W. J. Conover, Practical
    Nonparametric Statistics, 3rd edition 1999, 3.1).
    """
    return min(1.0, 2 * binomial_tail(max(heads, tosses - heads), tosses, 0.5))


def chi_square_tail(statistic: float, freedom: int) -> float:
    """Return Q(x | v), the probability of at least this chi-square with v degrees of freedom.

    The finite sums for whole v (Abramowitz and Stegun 26.4.4 for odd v, 26.4.5 for even v).
    """
    if statistic <= 0 or freedom <= 0:
        return 1.0
    half = statistic / 2
    if freedom % 2:
        terms = [half ** (k - 0.5) / gamma(k + 0.5) for k in range(1, (freedom + 1) // 2)]
        return min(1.0, erfc(sqrt(half)) + exp(-half) * fsum(terms))
    terms = [half**k / gamma(k + 1) for k in range(freedom // 2)]
    return min(1.0, exp(-half) * fsum(terms))


def chi_square(observed: list[int]) -> float:
    """Return Pearson's statistic against equal shares: the sum of (O - E)² / E (Pearson 1900)."""
    expected = sum(observed) / len(observed)
    return fsum((count - expected) ** 2 for count in observed) / expected if expected else 0.0


def effect_of_shares(share: float, chance: float) -> float:
    """Return Cohen's h, the difference of two shares on the arcsine scale.

    h = 2·asin(√share) - 2·asin(√chance); 0.2 is a small effect (J. Cohen, Statistical Power Analysis
    for the Behavioral Sciences, 2nd edition 1988, 6.2).
    """
    return 2 * asin(sqrt(share)) - 2 * asin(sqrt(chance))


def effect_of_counts(statistic: float, count: int) -> float:
    """Return Cohen's w = √(χ² / N); 0.1 is a small effect (Cohen 1988, 7.2)."""
    return sqrt(statistic / count) if count else 0.0

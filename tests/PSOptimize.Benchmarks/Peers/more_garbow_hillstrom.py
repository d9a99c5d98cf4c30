"""SciPy's BFGS and L-BFGS-B on the problems of More, Garbow and Hillstrom 1981, from their starts times 1, 10 and 100.

Gradients are exact: the complex step of the residuals. Everything else is SciPy's default, but for the limits on iterations and
evaluations, which are lifted to 10,000. Writes one line per problem, start and method: the lowest value, the evaluations of value and gradient, and
SciPy's own verdict.

    python3 more_garbow_hillstrom.py > more_garbow_hillstrom.csv        (made with SciPy 1.10)
"""
import sys
import warnings
import numpy as np
from scipy.optimize import minimize

warnings.filterwarnings("ignore")
DATA = {
    "Bard": [.14, .18, .22, .25, .29, .32, .35, .39, .37, .58, .73, .96, 1.34, 2.10, 4.39],
    "Gaussian": [.0009, .0044, .0175, .0540, .1295, .2420, .3521, .3989, .3521, .2420, .1295, .0540, .0175, .0044, .0009],
    "Meyer": [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872],
    "KowalikY": [.1957, .1947, .1735, .1600, .0844, .0627, .0456, .0342, .0323, .0235, .0246],
    "KowalikU": [4, 2, 1, .5, .25, .167, .125, .1, .0833, .0714, .0625],
    "Osborne1": [.844, .908, .932, .936, .925, .908, .881, .850, .818, .784, .751, .718, .685, .658, .628, .603, .580, .558, .538, .522,
                 .506, .490, .478, .467, .457, .448, .438, .431, .424, .420, .414, .411, .406],
    "Osborne2": [1.366, 1.191, 1.112, 1.013, .991, .885, .831, .847, .786, .725, .746, .679, .608, .655, .616, .606, .602, .626, .651,
                 .724, .649, .649, .694, .644, .624, .661, .612, .558, .533, .495, .500, .423, .395, .375, .372, .391, .396, .405, .428,
                 .429, .523, .562, .607, .653, .672, .708, .633, .668, .645, .632, .591, .559, .597, .625, .739, .710, .729, .720, .636,
                 .581, .428, .292, .162, .098, .054],
}


def array(items):
    return np.array(list(items))


def magnitude(z):
    return z if np.real(z) >= 0 else -z


def helical(x):
    angle = np.arctan(x[1] / x[0]) / (2 * np.pi) + (0.5 if np.real(x[0]) < 0 else 0)
    return array([10 * (x[2] - 10 * angle), 10 * (np.sqrt(x[0] ** 2 + x[1] ** 2) - 1), x[2]])


def bard(x):
    return array(y - (x[0] + u / ((16 - u) * x[1] + min(u, 16 - u) * x[2])) for u, y in enumerate(DATA["Bard"], 1))


def gulf(x):
    t = np.arange(1, 100) / 100
    return array(np.exp(-magnitude(25 + (-50 * np.log(s)) ** (2 / 3) - x[1]) ** x[2] / x[0]) - s for s in t)


def osborne2(x):
    t = np.arange(65) / 10
    return (np.array(DATA["Osborne2"]) - x[0] * np.exp(-t * x[4]) - x[1] * np.exp(-(t - x[8]) ** 2 * x[5])
            - x[2] * np.exp(-(t - x[9]) ** 2 * x[6]) - x[3] * np.exp(-(t - x[10]) ** 2 * x[7]))


def watson(x):
    n, result = len(x), []
    for i in range(1, 30):
        t = i / 29
        result.append(sum(j * x[j] * t ** (j - 1) for j in range(1, n)) - sum(x[j] * t ** j for j in range(n)) ** 2 - 1)
    return array(result + [x[0], x[1] - x[0] ** 2 - 1])


def penalty2(x):
    n, a = len(x), np.sqrt(1e-5)
    result = [x[0] - 0.2]
    for i in range(2, n + 1):
        result.append(a * (np.exp(x[i - 1] / 10) + np.exp(x[i - 2] / 10) - np.exp(i / 10) - np.exp((i - 1) / 10)))
    for i in range(n + 1, 2 * n):
        result.append(a * (np.exp(x[i - n] / 10) - np.exp(-0.1)))
    return array(result + [sum((n - j) * x[j] ** 2 for j in range(n)) - 1])


def boundary_value(x):
    n = len(x)
    h = 1 / (n + 1)
    padded = np.concatenate([[0], x, [0]])
    return array(2 * padded[i] - padded[i - 1] - padded[i + 1] + h * h * (padded[i] + i * h + 1) ** 3 / 2 for i in range(1, n + 1))


def integral_equation(x):
    n = len(x)
    h = 1 / (n + 1)
    t = np.arange(1, n + 1) * h
    cubes = (x + t + 1) ** 3
    return array(x[i] + h * ((1 - t[i]) * np.dot(t[:i + 1], cubes[:i + 1]) + t[i] * np.dot(1 - t[i + 1:], cubes[i + 1:])) / 2
                 for i in range(n))


def broyden_tridiagonal(x):
    padded = np.concatenate([[0], x, [0]])
    return array((3 - 2 * padded[i]) * padded[i] - padded[i - 1] - 2 * padded[i + 1] + 1 for i in range(1, len(x) + 1))


def broyden_banded(x):
    n = len(x)
    return array(x[i] * (2 + 5 * x[i] ** 2) + 1 - sum(x[j] * (1 + x[j]) for j in range(max(0, i - 5), min(n, i + 2)) if j != i)
                 for i in range(n))


def rank_one(x):
    return array(i * sum((j + 1) * x[j] for j in range(len(x))) - 1 for i in range(1, 21))


def rank_one_zeros(x):
    inner = sum((j + 1) * x[j] for j in range(1, len(x) - 1))
    return array([0 * inner - 1] + [i * inner - 1 for i in range(1, 19)] + [0 * inner - 1])


def chebyquad(x):
    n = len(x)
    before, now, result = np.ones_like(x), 2 * x - 1, []
    for i in range(1, n + 1):
        result.append(np.sum(now) / n + (1 / (i * i - 1) if i % 2 == 0 else 0))
        before, now = now, 2 * (2 * x - 1) * now - before
    return array(result)


def grid(n):
    return np.arange(1, n + 1) / (n + 1)


PROBLEMS = {
    "Rosenbrock": ([-1.2, 1], lambda x: array([10 * (x[1] - x[0] ** 2), 1 - x[0]])),
    "FreudensteinRoth": ([.5, -2], lambda x: array([-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1],
                                                    -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]])),
    "PowellBadlyScaled": ([0, 1], lambda x: array([1e4 * x[0] * x[1] - 1, np.exp(-x[0]) + np.exp(-x[1]) - 1.0001])),
    "BrownBadlyScaled": ([1, 1], lambda x: array([x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2])),
    "Beale": ([1, 1], lambda x: array(y - x[0] * (1 - x[1] ** i) for i, y in enumerate([1.5, 2.25, 2.625], 1))),
    "JennrichSampson": ([.3, .4], lambda x: array(2 + 2 * i - (np.exp(i * x[0]) + np.exp(i * x[1])) for i in range(1, 11))),
    "HelicalValley": ([-1, 0, 0], helical),
    "Bard": ([1, 1, 1], bard),
    "Gaussian": ([.4, 1, 0], lambda x: array(x[0] * np.exp(-x[1] * ((8 - i) / 2 - x[2]) ** 2 / 2) - y
                                             for i, y in enumerate(DATA["Gaussian"], 1))),
    "Meyer": ([.02, 4000, 250], lambda x: array(x[0] * np.exp(x[1] / (45 + 5 * i + x[2])) - y for i, y in enumerate(DATA["Meyer"], 1))),
    "Gulf": ([5, 2.5, .15], gulf),
    "BoxExponential": ([0, 10, 20], lambda x: array(np.exp(-t * x[0]) - np.exp(-t * x[1]) - x[2] * (np.exp(-t) - np.exp(-10 * t))
                                                    for t in np.arange(1, 11) / 10)),
    "PowellSingular": ([3, -1, 0, 1], lambda x: array([x[0] + 10 * x[1], np.sqrt(5) * (x[2] - x[3]), (x[1] - 2 * x[2]) ** 2,
                                                       np.sqrt(10) * (x[0] - x[3]) ** 2])),
    "Wood": ([-3, -1, -3, -1], lambda x: array([10 * (x[1] - x[0] ** 2), 1 - x[0], np.sqrt(90) * (x[3] - x[2] ** 2), 1 - x[2],
                                                np.sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / np.sqrt(10)])),
    "KowalikOsborne": ([.25, .39, .415, .39], lambda x: array(y - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3])
                                                              for u, y in zip(DATA["KowalikU"], DATA["KowalikY"]))),
    "BrownDennis": ([25, 5, -5, -1], lambda x: array((x[0] + t * x[1] - np.exp(t)) ** 2 + (x[2] + x[3] * np.sin(t) - np.cos(t)) ** 2
                                                     for t in np.arange(1, 21) / 5)),
    "Osborne1": ([.5, 1.5, -1, .01, .02], lambda x: array(y - (x[0] + x[1] * np.exp(-10 * i * x[3]) + x[2] * np.exp(-10 * i * x[4]))
                                                          for i, y in enumerate(DATA["Osborne1"]))),
    "BiggsExponential": ([1, 2, 1, 1, 1, 1], lambda x: array(
        x[2] * np.exp(-t * x[0]) - x[3] * np.exp(-t * x[1]) + x[5] * np.exp(-t * x[4]) - np.exp(-t) + 5 * np.exp(-10 * t)
        - 3 * np.exp(-4 * t) for t in np.arange(1, 14) / 10)),
    "Osborne2": ([1.3, .65, .65, .7, .6, 3, 5, 7, 2, 4.5, 5.5], osborne2),
    "Watson": (np.zeros(9), watson),
    "ExtendedRosenbrock": ([-1.2, 1] * 5, lambda x: np.concatenate([10 * (x[1::2] - x[::2] ** 2), 1 - x[::2]])),
    "ExtendedPowellSingular": ([3, -1, 0, 1] * 3, lambda x: np.concatenate(
        [x[::4] + 10 * x[1::4], np.sqrt(5) * (x[2::4] - x[3::4]), (x[1::4] - 2 * x[2::4]) ** 2, np.sqrt(10) * (x[::4] - x[3::4]) ** 2])),
    "Penalty1": (np.arange(1, 11), lambda x: np.concatenate([np.sqrt(1e-5) * (x - 1), [np.sum(x * x) - .25]])),
    "Penalty2": (np.full(10, .5), penalty2),
    "VariablyDimensioned": (1 - np.arange(1, 11) / 10, lambda x: np.concatenate(
        [x - 1, [np.dot(np.arange(1, 11), x - 1), np.dot(np.arange(1, 11), x - 1) ** 2]])),
    "Trigonometric": (np.full(10, .1), lambda x: len(x) - np.sum(np.cos(x)) + np.arange(1, 11) * (1 - np.cos(x)) - np.sin(x)),
    "BrownAlmostLinear": (np.full(10, .5), lambda x: np.concatenate([x[:-1] + np.sum(x) - (len(x) + 1), [np.prod(x) - 1]])),
    "DiscreteBoundaryValue": (grid(10) * (grid(10) - 1), boundary_value),
    "DiscreteIntegralEquation": (grid(10) * (grid(10) - 1), integral_equation),
    "BroydenTridiagonal": (-np.ones(10), broyden_tridiagonal),
    "BroydenBanded": (-np.ones(10), broyden_banded),
    "LinearFullRank": (np.ones(10), lambda x: np.concatenate([x - np.sum(x) / 10 - 1, np.full(10, -1) - np.sum(x) / 10])),
    "LinearRankOne": (np.ones(10), rank_one),
    "LinearRankOneWithZeros": (np.ones(10), rank_one_zeros),
    "Chebyquad": (grid(8), chebyquad),
}


def value_and_gradient(residuals):
    def function(x):
        r = np.real(residuals(x.astype(complex)))
        gradient = np.zeros(len(x))
        for i in range(len(x)):
            z = x.astype(complex)
            z[i] += 1e-100j
            gradient[i] = 2 * np.dot(r, np.imag(residuals(z)) / 1e-100)
        return float(np.dot(r, r)), gradient
    return function


def main():
    print("problem,start,method,value,evaluations,success")
    for name, (start, residuals) in PROBLEMS.items():
        function = value_and_gradient(residuals)
        for factor in (1, 10, 100):
            for method, options in (("BFGS", {"maxiter": 10000}), ("L-BFGS-B", {"maxiter": 10000, "maxfun": 10000})):
                best, count = [np.inf], [0]

                def counted(x):
                    count[0] += 1
                    value, gradient = function(x)
                    if np.isfinite(value):
                        best[0] = min(best[0], value)
                    return value, gradient
                try:
                    success = minimize(counted, factor * np.array(start, float), jac=True, method=method, options=options).success
                except Exception as error:
                    print(name, factor, method, error, file=sys.stderr)
                    success = False
                print(f"{name},{factor},{method},{best[0]!r},{count[0]},{success}", flush=True)


if __name__ == "__main__":
    main()

"""SciPy's global methods, with their defaults, on functions of many minima.

Each method gets values alone and the customary domain as bounds (basinhopping, which takes none, starts in it); run k has the seed k and,
where a start is needed, begins at a point drawn uniformly from the domain. direct has no chance in it and runs once. Writes one line per
problem, method and seed: the lowest value and the evaluations of it.

    python3 global_minima.py > global_minima.csv        (made with SciPy 1.10)
"""
import sys
import warnings
import numpy as np
from scipy.optimize import basinhopping, differential_evolution, direct, dual_annealing

warnings.filterwarnings("ignore")
RUNS = 20
HEIGHTS = np.array([1, 1.2, 3, 3.2])
WIDTHS3 = np.array([[3, 10, 30], [.1, 10, 35], [3, 10, 30], [.1, 10, 35]])
PLACES3 = np.array([[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]]) / 10000
WIDTHS6 = np.array([[10, 3, 17, 3.5, 1.7, 8], [.05, 10, 17, .1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, .05, 10, .1, 14]])
PLACES6 = np.array([[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
                    [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]]) / 10000
WELLS = np.array([[4, 4, 4, 4], [1, 1, 1, 1], [8, 8, 8, 8], [6, 6, 6, 6], [3, 7, 3, 7], [2, 9, 2, 9], [5, 5, 3, 3], [8, 1, 8, 1],
                  [6, 2, 6, 2], [7, 3.6, 7, 3.6]])
SIZES = np.array([.1, .2, .2, .4, .4, .6, .3, .7, .5, .5])


def branin(x):
    return (x[1] - 5.1 / (4 * np.pi ** 2) * x[0] ** 2 + 5 / np.pi * x[0] - 6) ** 2 + 10 * (1 - 1 / (8 * np.pi)) * np.cos(x[0]) + 10


def goldstein_price(x):
    s, t = x[0] + x[1], 2 * x[0] - 3 * x[1]
    return (1 + (s + 1) ** 2 * (19 - 14 * s + 3 * s * s)) * (30 + t * t * (18 - 16 * t + 3 * t * t))


def camel(x):
    a, b = x[0] ** 2, x[1] ** 2
    return (4 - 2.1 * a + a * a / 3) * a + x[0] * x[1] + (4 * b - 4) * b


def hartmann(widths, places):
    return lambda x: -np.sum(HEIGHTS * np.exp(-np.sum(widths * (x - places) ** 2, axis=1)))


def shekel(m):
    return lambda x: -np.sum(1 / (np.sum((x - WELLS[:m]) ** 2, axis=1) + SIZES[:m]))


def rastrigin(x):
    return np.sum(x * x + 10 * (1 - np.cos(2 * np.pi * x)))


def ackley(x):
    n = len(x)
    return 20 - 20 * np.exp(-0.2 * np.sqrt(np.sum(x * x) / n)) + np.e - np.exp(np.sum(np.cos(2 * np.pi * x)) / n)


def griewank(x):
    return np.sum(x * x) / 4000 + 1 - np.prod(np.cos(x / np.sqrt(np.arange(1, len(x) + 1))))


def levy(x):
    d = (x - 1) / 4
    inner = np.sum(d[:-1] ** 2 * (1 + 10 * np.sin(np.pi * (d[:-1] + 1) + 1) ** 2))
    return np.sin(np.pi * d[0]) ** 2 + inner + d[-1] ** 2 * (1 + np.sin(2 * np.pi * d[-1]) ** 2)


def styblinski_tang(x):
    return 0.5 * np.sum(x ** 4 - 16 * x ** 2 + 5 * x)


PROBLEMS = {
    "Branin": (branin, [(-5, 10), (0, 15)]),
    "GoldsteinPrice": (goldstein_price, [(-2, 2)] * 2),
    "SixHumpCamel": (camel, [(-3, 3), (-2, 2)]),
    "Hartmann3": (hartmann(WIDTHS3, PLACES3), [(0, 1)] * 3),
    "Hartmann6": (hartmann(WIDTHS6, PLACES6), [(0, 1)] * 6),
    "Shekel 5": (shekel(5), [(0, 10)] * 4),
    "Shekel 7": (shekel(7), [(0, 10)] * 4),
    "Shekel 10": (shekel(10), [(0, 10)] * 4),
    "StyblinskiTang 5": (styblinski_tang, [(-5, 5)] * 5),
    "Rastrigin 2": (rastrigin, [(-5.12, 5.12)] * 2),
    "Rastrigin 5": (rastrigin, [(-5.12, 5.12)] * 5),
    "Ackley 2": (ackley, [(-32.768, 32.768)] * 2),
    "Ackley 5": (ackley, [(-32.768, 32.768)] * 5),
    "Griewank 2": (griewank, [(-600, 600)] * 2),
    "Levy 2": (levy, [(-10, 10)] * 2),
    "Levy 5": (levy, [(-10, 10)] * 5),
}

METHODS = {
    "dual_annealing": lambda f, box, start, seed: dual_annealing(f, box, seed=seed, x0=start),
    "basinhopping": lambda f, box, start, seed: basinhopping(f, start, seed=seed),
    "differential_evolution": lambda f, box, start, seed: differential_evolution(f, box, seed=seed),
    "direct": lambda f, box, start, seed: direct(f, box),
}

print("problem,method,seed,value,evaluations")
for name, (function, box) in PROBLEMS.items():
    for method, run in METHODS.items():
        for seed in range(1, 2 if method == "direct" else RUNS + 1):
            count = 0

            def counted(x):
                global count
                count += 1
                return function(x)

            lower, upper = np.array(box, float).T
            start = np.random.default_rng(seed).uniform(lower, upper)
            result = run(counted, box, start, seed)
            print(f"{name},{method},{seed},{float(result.fun)!r},{count}")
    sys.stdout.flush()

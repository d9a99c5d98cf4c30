using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Tests.Everything;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.FirstOrder;

/// <summary>The methods that have no golden trajectory, against the equations of their papers on plain arrays.</summary>
public class PaperTests
{
    /// <summary>Step t at x with value f and gradient g: changes x, the point where the next gradient is wanted.</summary>
    private delegate void Paper(int t, double f, double[] x, double[] g);

    private sealed record Case(Method Method, Func<double[], Paper> Paper)
    {
        /// <summary>The problems that it is compared on, with their starts.</summary>
        public IEnumerable<(Objective Objective, Vector Start)> Problems { get; init; } =
            from problem in (TestProblem[])[TestProblems.Rosenbrock(dimension: 5), TestProblems.Quadratic(Spectrum, rotated: true)]
            select (problem.Objective, problem.Start + 0.3 * Key.FromSeed(3).Normals(problem.Dimension));

        private static Vector Spectrum => [1, 3, 7, 20, 50, 90];
    }

    private const double Rate = 0.01;

    /// <summary>A function that knows its Hessian.</summary>
    private static readonly Objective Curved = new LeastSquares(4);

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["ADOPT"] = new(new ADOPT { LearningRate = Rate, Beta2 = 0.99 }, start =>
        {
            var (m, v) = (new double[start.Length], new double[start.Length]);
            return (t, _, x, g) => Each(x, i =>
            {
                if (t == 1) v[i] = g[i] * g[i];
                m[i] = 0.9 * m[i] + 0.1 * Math.Clamp(g[i] / Math.Max(Math.Sqrt(v[i]), 1e-6), -Math.Pow(t, 0.25), Math.Pow(t, 0.25));
                x[i] -= Rate * m[i];
                v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
            });
        }),
        ["AdEMAMix"] = new(new AdEMAMix { LearningRate = Rate, Beta3 = 0.99, Alpha = 2, WeightDecay = 0.1 }, start => AdEMAMix(start, 0)),
        ["AdEMAMix-warmUp"] = new(new AdEMAMix { LearningRate = Rate, Beta3 = 0.99, Alpha = 2, WeightDecay = 0.1, WarmUp = 20 }, start =>
            AdEMAMix(start, 20)),
        ["NovoGrad"] = new(new NovoGrad { LearningRate = Rate, WeightDecay = 0.1 }, start =>
        {
            var (m, v) = (new double[start.Length], 0.0);
            return (t, _, x, g) =>
            {
                v = t == 1 ? Norm(g) * Norm(g) : 0.98 * v + 0.02 * Norm(g) * Norm(g);
                Each(x, i => m[i] = 0.95 * m[i] + (g[i] / (Math.Sqrt(v) + 1e-8) + 0.1 * x[i]));
                Each(x, i => x[i] -= Rate * m[i]);
            };
        }),
        ["MADGRAD"] = new(new MADGRAD { LearningRate = 0.1, Momentum = 0.8 }, start =>
        {
            var (s, v) = (new double[start.Length], new double[start.Length]);
            return (t, _, x, g) => Each(x, i =>
            {
                var weight = 0.1 * Math.Sqrt(t);
                s[i] += weight * g[i];
                v[i] += weight * g[i] * g[i];
                x[i] = 0.8 * x[i] + 0.2 * (start[i] - s[i] / (Math.Cbrt(v[i]) + 1e-6));
            });
        }),
        ["Sophia"] = new(new Sophia { LearningRate = 0.05, WeightDecay = 0.1, Gamma = 0.5, HessianEvery = 4 }, start =>
        {
            var (m, h) = (new double[start.Length], new double[start.Length]);
            return (t, _, x, g) =>
            {
                if (t % 4 == 1)
                {
                    var u = new Key().Fold(t).Fold(-1).Normals(x.Length);
                    var product = Curved.Evaluate(new Query(x, Information.HessianProduct, u)).HessianProduct;
                    Each(x, i => h[i] = 0.99 * h[i] + 0.01 * u[i] * product[i]);
                }
                Each(x, i =>
                {
                    m[i] = 0.96 * m[i] + 0.04 * g[i];
                    x[i] -= 0.05 * 0.1 * x[i] + 0.05 * Math.Clamp(m[i] / Math.Max(0.5 * h[i], 1e-12), -1, 1);
                });
            };
        })
        { Problems = [(Curved, Vector.Create(1, -2, 3, 0.5))] },
        ["HeavyBall"] = new(new HeavyBall { LearningRate = 1e-3, Momentum = 0.8 }, start =>
        {
            var last = (double[])start.Clone();
            return (_, _, x, g) => Each(x, i => (x[i], last[i]) = (x[i] - 1e-3 * g[i] + 0.8 * (x[i] - last[i]), x[i]));
        }),
        ["AveragedGradient"] = new(new AveragedGradient { LearningRate = 1e-3, Beta = 0.8 }, start =>
        {
            var m = new double[start.Length];
            return (_, _, x, g) => Each(x, i => x[i] -= 1e-3 * (m[i] = 0.8 * m[i] + 0.2 * g[i]));
        }),
        ["AveragedGradient-corrected"] = new(new AveragedGradient { LearningRate = 1e-3, Beta = 0.8, BiasCorrection = true }, start =>
        {
            var m = new double[start.Length];
            return (t, _, x, g) => Each(x, i => x[i] -= 1e-3 * (m[i] = 0.8 * m[i] + 0.2 * g[i]) / (1 - Math.Pow(0.8, t)));
        }),
        ["AveragedGradient-window"] = new(new AveragedGradient { LearningRate = 1e-3, Window = 3 }, _ => Window(1, 1, 1)),
        ["AveragedGradient-weights"] = new(
            new AveragedGradient { LearningRate = 1e-3, Window = 3, Weights = [4, 2, 1] }, _ => Window(4, 2, 1)),
        ["Adam-plain"] = new(new Adam { LearningRate = Rate, BiasCorrection = false, EpsilonInside = true, Epsilon = 1e-4 }, start =>
        {
            var (m, v) = (new double[start.Length], new double[start.Length]);
            return (_, _, x, g) => Each(x, i =>
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                x[i] -= Rate * m[i] / Math.Sqrt(v[i] + 1e-4);
            });
        }),
        ["Adam-epsilonInside"] = new(new Adam { LearningRate = Rate, EpsilonInside = true, Epsilon = 1e-4 }, start =>
            Moments(start, (t, m, v, _) => m / (1 - Math.Pow(0.9, t)) / Math.Sqrt(v / (1 - Math.Pow(0.999, t)) + 1e-4))),
        ["AdaBelief"] = new(new AdaBelief { LearningRate = Rate, Epsilon = 1e-8 }, start =>
        {
            var (m, s) = (new double[start.Length], new double[start.Length]);
            return (t, _, x, g) => Each(x, i =>
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                s[i] = 0.999 * s[i] + 0.001 * (g[i] - m[i]) * (g[i] - m[i]) + 1e-8;
                x[i] -= Rate * m[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(s[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
            });
        }),
        ["Yogi"] = new(new Yogi { LearningRate = Rate }, start =>
        {
            var m = new double[start.Length];
            var v = start.Select(_ => 1e-6).ToArray();
            return (_, _, x, g) => Each(x, i =>
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] -= 0.001 * Math.Sign(v[i] - g[i] * g[i]) * g[i] * g[i];
                x[i] -= Rate * m[i] / (Math.Sqrt(v[i]) + 1e-3);
            });
        }),
        ["Lion"] = new(new Lion { LearningRate = Rate, WeightDecay = 0.1 }, start =>
        {
            var m = new double[start.Length];
            return (_, _, x, g) => Each(x, i =>
            {
                x[i] -= Rate * (Math.Sign(0.9 * m[i] + 0.1 * g[i]) + 0.1 * x[i]);
                m[i] = 0.99 * m[i] + 0.01 * g[i];
            });
        }),
        ["SignDescent"] = new(new SignDescent { LearningRate = Rate }, _ => (_, _, x, g) => Each(x, i => x[i] -= Rate * Math.Sign(g[i]))),
        ["Signum"] = new(new Signum { LearningRate = Rate }, start =>
        {
            var m = new double[start.Length];
            return (_, _, x, g) => Each(x, i => x[i] -= Rate * Math.Sign(m[i] = 0.9 * m[i] + 0.1 * g[i]));
        }),
        ["QHM"] = new(new QHM { LearningRate = 1e-3, Beta = 0.9, Share = 0.6 }, start =>
        {
            var m = new double[start.Length];
            return (_, _, x, g) => Each(x, i =>
            {
                m[i] = 0.9 * m[i] + (1 - 0.9) * g[i];
                x[i] -= 1e-3 * ((1 - 0.6) * g[i] + 0.6 * m[i]);
            });
        }),
        ["Adan"] = new(new Adan { LearningRate = Rate, WeightDecay = 0.2 }, start =>
        {
            var (m, v, n, last) = (new double[start.Length], new double[start.Length], new double[start.Length], new double[start.Length]);
            // The paper's β: the share of what is new.
            var (b1, b2, b3) = (0.02, 0.08, 0.01);
            return (t, _, x, g) => Each(x, i =>
            {
                var change = t == 1 ? 0 : g[i] - last[i];
                m[i] = (1 - b1) * m[i] + b1 * g[i];
                v[i] = (1 - b2) * v[i] + b2 * change;
                n[i] = (1 - b3) * n[i] + b3 * Math.Pow(g[i] + (1 - b2) * change, 2);
                var step = Rate / (Math.Sqrt(n[i] / (1 - Math.Pow(1 - b3, t))) + 1e-8);
                x[i] = (x[i] - step * (m[i] / (1 - Math.Pow(1 - b1, t)) + (1 - b2) * v[i] / (1 - Math.Pow(1 - b2, t)))) / (1 + 0.2 * Rate);
                last[i] = g[i];
            });
        }),
        ["LARS"] = new(new LARS { LearningRate = 0.5, TrustCoefficient = 0.01, Momentum = 0.7, WeightDecay = 0.1 }, start =>
        {
            var v = new double[start.Length];
            return (_, _, x, g) =>
            {
                var local = 0.01 * Norm(x) / (Norm(g) + 0.1 * Norm(x));
                Each(x, i => v[i] = 0.7 * v[i] + 0.5 * local * (g[i] + 0.1 * x[i]));
                Each(x, i => x[i] -= v[i]);
            };
        }),
        ["LAMB"] = new(new LAMB { LearningRate = Rate, WeightDecay = 0.1 }, start =>
        {
            var (m, v, r) = (new double[start.Length], new double[start.Length], new double[start.Length]);
            return (t, _, x, g) =>
            {
                Each(x, i =>
                {
                    m[i] = 0.9 * m[i] + 0.1 * g[i];
                    v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                    r[i] = m[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-6) + 0.1 * x[i];
                });
                var ratio = Norm(x) / Norm(r);
                Each(x, i => x[i] -= Rate * ratio * r[i]);
            };
        }),
        ["DoG"] = new(new DoG { InitialDistance = 1e-3 }, start =>
        {
            var (distance, squares) = (1e-3 * (1 + Norm(start)), 0.0);
            return (_, _, x, g) =>
            {
                distance = Math.Max(distance, Norm([.. x.Zip(start, (a, b) => a - b)]));
                squares += Norm(g) * Norm(g);
                Each(x, i => x[i] -= distance / Math.Sqrt(squares) * g[i]);
            };
        }),
        ["Prodigy"] = new(new Prodigy { InitialDistance = 1e-3 }, start =>
        {
            var (m, v, s) = (new double[start.Length], new double[start.Length], new double[start.Length]);
            var (d, r, root) = (1e-3, 0.0, Math.Sqrt(0.999));
            return (_, _, x, g) =>
            {
                var inner = x.Select((_, i) => g[i] * (start[i] - x[i])).Sum();
                r = root * r + (1 - root) * d * d * inner;
                Each(x, i =>
                {
                    s[i] = root * s[i] + (1 - root) * d * d * g[i];
                    m[i] = 0.9 * m[i] + 0.1 * d * g[i];
                    v[i] = 0.999 * v[i] + 0.001 * d * d * g[i] * g[i];
                    x[i] -= d * m[i] / (Math.Sqrt(v[i]) + d * 1e-8);
                });
                d = Math.Max(d, r / s.Sum(Math.Abs));
            };
        }),
        ["ScheduleFree"] = new(new ScheduleFree { LearningRate = 1e-3, WeightDecay = 0.1 }, start => ScheduleFree(start, adaptive: false)),
        ["ScheduleFree-adaptive"] = new(
            new ScheduleFree { LearningRate = 1e-3, WeightDecay = 0.1, Adaptive = true }, start => ScheduleFree(start, adaptive: true)),
        ["AveragedSGD"] = new(new AveragedSGD { LearningRate = 1e-3 }, _ => (_, _, x, g) => Each(x, i => x[i] -= 1e-3 * g[i])),
        ["PolyakStep"] = new(new PolyakStep { LearningRate = 0.5, LowestValue = -1, MaxRate = 4e-3 }, _ => (_, f, x, g) =>
        {
            var rate = 0.5 * Math.Min((f + 1) / (Norm(g) * Norm(g)), 4e-3);
            Each(x, i => x[i] -= rate * g[i]);
        }),
        ["Rprop-backtracking"] = new(new Rprop { LearningRate = 0.1, Backtracking = true }, start =>
        {
            var (last, move) = (new double[start.Length], new double[start.Length]);
            var size = start.Select(_ => 0.1).ToArray();
            return (_, _, x, g) => Each(x, i =>
            {
                if (last[i] * g[i] < 0)
                {
                    size[i] = Math.Max(size[i] * 0.5, 1e-6);
                    x[i] -= move[i];
                    (last[i], move[i]) = (0, -move[i]);
                    return;
                }
                if (last[i] * g[i] > 0) size[i] = Math.Min(size[i] * 1.2, 50);
                move[i] = -Math.Sign(g[i]) * size[i];
                x[i] += move[i];
                last[i] = g[i];
            });
        }),
        ["AdaGradFull"] = new(new AdaGradFull { LearningRate = 0.1, Epsilon = 1e-3 }, start =>
        {
            var n = start.Length;
            var sum = new double[n, n];
            return (_, _, x, g) =>
            {
                for (var i = 0; i < n; i++)
                    for (var j = 0; j < n; j++)
                        sum[i, j] += g[i] * g[j];
                var scaled = SolveRootPlus(sum, 1e-3, g);
                Each(x, i => x[i] -= 0.1 * scaled[i]);
            };
        }),
    };

    public static TheoryData<string> All => [.. Cases.Keys];

    [Fact]
    public void Every_first_order_method_is_compared_with_its_paper_or_with_PyTorch()
    {
        var compared = Cases.Keys.Concat(TorchTests.Tolerances.Keys).Select(name => name.Split('-')[0]).ToHashSet();
        var missing = Method.Catalogue.All.Where(entry => entry.Default is FirstOrderMethod && !compared.Contains(entry.Name)).ToList();
        Assert.True(missing.Count == 0, $"Add the equations of the paper to {nameof(PaperTests)} for {string.Join(", ", missing)}.");
    }

    [Theory, MemberData(nameof(All))]
    public void Every_step_is_that_of_the_paper(string name)
    {
        var (method, paper) = (Cases[name].Method, Cases[name].Paper);
        foreach (var (objective, start) in Cases[name].Problems)
        {
            var x = start.ToArray();
            var step = paper(start.ToArray());
            var t = 0;
            foreach (var state in Optimizer.Steps(objective, method, start).Take(60))
            {
                var apart = (state.Point - Vector.Create(x)).Norm() / Norm(x);
                // The eigenvalues of the root of a sum that spans few directions lose half their digits.
                Assert.True(apart <= (name == "AdaGradFull" ? 1e-6 : 1e-11), $"{name} on {objective.Name}, step {t}: {apart:E1} apart");
                var evaluation = objective.ValueAndGradient(x);
                step(++t, evaluation.Value, x, evaluation.Gradient.ToArray());
            }
        }
    }

    [Fact]
    public void Averaged_methods_answer_with_the_average()
    {
        var problem = TestProblems.Quadratic([1, 3, 7]);
        var averaged = new AveragedSGD { LearningRate = 0.05, AverageFrom = 4 };
        var states = Optimizer.Steps(problem.Objective, averaged, problem.Start).Take(11).ToList();
        var mean = states.Skip(4).Aggregate(Vector.Zero(3), (sum, state) => sum + state.Point) / 7;
        Assert.True((averaged.Answer(states[^1]) - mean).Norm() < 1e-14);
        Assert.Equal(states[3].Point, averaged.Answer(states[3]));

        // Schedule-free with a constant rate: the answer is the mean of z₁, …, z_T, and y lies between it and the last z.
        var free = new ScheduleFree { LearningRate = 0.05, Beta1 = 0.8 };
        var z = problem.Start;
        var zs = new List<Vector>();
        foreach (var state in Optimizer.Steps(problem.Objective, free, problem.Start).Take(21))
        {
            var average = zs.Count == 0 ? problem.Start : zs.Aggregate((a, b) => a + b) / zs.Count;
            Assert.True((free.Answer(state) - average).Norm() < 1e-13);
            Assert.True((state.Point - (0.2 * z + 0.8 * average)).Norm() < 1e-13);
            z -= 0.05 * problem.Objective.ValueAndGradient(state.Point).Gradient;
            zs.Add(z);
        }
    }

    private static Paper AdEMAMix(double[] start, int warmUp)
    {
        var (m, s, v) = (new double[start.Length], new double[start.Length], new double[start.Length]);
        return (t, _, x, g) =>
        {
            var share = warmUp == 0 ? 1 : Math.Min(1, t / (double)warmUp);
            var (fast, slow) = (Math.Log(0.9), Math.Log(0.99));
            var beta3 = Math.Min(Math.Exp(fast * slow / ((1 - share) * slow + share * fast)), 0.99);
            Each(x, i =>
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                s[i] = beta3 * s[i] + (1 - beta3) * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                var direction = m[i] / (1 - Math.Pow(0.9, t)) + 2 * share * s[i];
                x[i] -= Rate * (direction / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8) + 0.1 * x[i]);
            });
        };
    }

    private static Paper Window(params double[] weights)
    {
        var seen = new List<double[]>();
        return (_, _, x, g) =>
        {
            seen.Insert(0, (double[])g.Clone());
            var used = Math.Min(seen.Count, weights.Length);
            Each(x, i => x[i] -= 1e-3 * Enumerable.Range(0, used).Sum(age => weights[age] * seen[age][i]) / weights.Take(used).Sum());
        };
    }

    private static Paper Moments(double[] start, Func<int, double, double, double, double> direction)
    {
        var (m, v) = (new double[start.Length], new double[start.Length]);
        return (t, _, x, g) => Each(x, i =>
        {
            m[i] = 0.9 * m[i] + 0.1 * g[i];
            v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
            x[i] -= Rate * direction(t, m[i], v[i], g[i]);
        });
    }

    private static Paper ScheduleFree(double[] start, bool adaptive)
    {
        var (z, average, v) = ((double[])start.Clone(), (double[])start.Clone(), new double[start.Length]);
        return (t, _, y, g) => Each(y, i =>
        {
            v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
            var scaled = adaptive ? g[i] / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8) : g[i];
            z[i] -= 1e-3 * (scaled + 0.1 * y[i]);
            average[i] = (1 - 1.0 / t) * average[i] + z[i] / t;
            y[i] = 0.1 * z[i] + 0.9 * average[i];
        });
    }

    /// <summary><c>(A^(1/2) + δI)⁻¹b</c> by Jacobi rotations.</summary>
    private static double[] SolveRootPlus(double[,] matrix, double delta, double[] b)
    {
        var n = b.Length;
        var a = (double[,])matrix.Clone();
        var q = new double[n, n];
        for (var i = 0; i < n; i++) q[i, i] = 1;
        for (var sweep = 0; sweep < 60; sweep++)
            for (var p = 0; p < n; p++)
                for (var r = p + 1; r < n; r++)
                {
                    if (a[p, r] == 0) continue;
                    var theta = (a[r, r] - a[p, p]) / (2 * a[p, r]);
                    var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                    var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
                    var sine = tangent * cosine;
                    for (var k = 0; k < n; k++) (a[k, p], a[k, r]) = (cosine * a[k, p] - sine * a[k, r], sine * a[k, p] + cosine * a[k, r]);
                    for (var k = 0; k < n; k++) (a[p, k], a[r, k]) = (cosine * a[p, k] - sine * a[r, k], sine * a[p, k] + cosine * a[r, k]);
                    for (var k = 0; k < n; k++) (q[k, p], q[k, r]) = (cosine * q[k, p] - sine * q[k, r], sine * q[k, p] + cosine * q[k, r]);
                }
        var result = new double[n];
        for (var j = 0; j < n; j++)
        {
            var inner = 0.0;
            for (var k = 0; k < n; k++) inner += q[k, j] * b[k];
            var scaled = inner / (Math.Sqrt(Math.Max(a[j, j], 0)) + delta);
            for (var k = 0; k < n; k++) result[k] += q[k, j] * scaled;
        }
        return result;
    }

    private static void Each(double[] x, Action<int> action)
    {
        for (var i = 0; i < x.Length; i++) action(i);
    }

    private static double Norm(double[] x) => Math.Sqrt(x.Sum(element => element * element));
}

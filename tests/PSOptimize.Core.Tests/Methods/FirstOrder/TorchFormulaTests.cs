using PSOptimize.Differentiation;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.FirstOrder;

/// <summary>
/// PyTorch 1.13's optimizers from the formulas of its documentation, on plain numbers, over random hyperparameters and random functions.
/// </summary>
public class TorchFormulaTests
{
    private const int Steps = 50;

    /// <summary>
    /// One coordinate of an optimizer, which remembers what it must: from step t (from 1), coordinate and gradient the new coordinate.
    /// </summary>
    private delegate double Coordinate(int t, double x, double g);

    private sealed record Setting(FirstOrderMethod Method, Func<Coordinate> Torch, bool Decoupled = false);

    private static readonly Dictionary<string, Func<Draws, Setting>> Optimizers = new()
    {
        ["SGD"] = draw =>
        {
            var (lr, momentum, dampening) = (draw.Scale(1e-4, 0.1), draw.OrZero(0, 0.99), draw.OrZero(0, 1));
            var nesterov = momentum > 0 && dampening == 0 && draw.Coin;
            FirstOrderMethod method = nesterov ? new Nesterov { Momentum = momentum }
                : momentum == 0 && draw.Coin ? new GradientDescent()
                : new MomentumDescent { Momentum = momentum, Dampening = dampening };
            return new(method with { LearningRate = lr }, () =>
            {
                var buffer = 0.0;
                return (t, x, g) =>
                {
                    if (momentum == 0) return x - lr * g;
                    buffer = t == 1 ? g : momentum * buffer + (1 - dampening) * g;
                    return x - lr * (nesterov ? g + momentum * buffer : buffer);
                };
            });
        },
        ["Adam"] = draw =>
        {
            var (lr, b1, b2, eps, amsgrad) = (draw.Scale(1e-4, 0.1), draw.Memory(), draw.Memory(), draw.Scale(1e-10, 1e-2), draw.Coin);
            FirstOrderMethod method = amsgrad
                ? new AMSGrad { Beta1 = b1, Beta2 = b2, Epsilon = eps }
                : new Adam { Beta1 = b1, Beta2 = b2, Epsilon = eps };
            return new(method with { LearningRate = lr }, () => Adam(lr, b1, b2, eps, amsgrad));
        },
        ["AdamW"] = draw =>
        {
            var (lr, b1, b2, eps, amsgrad) = (draw.Scale(1e-4, 0.1), draw.Memory(), draw.Memory(), draw.Scale(1e-10, 1e-2), draw.Coin);
            return new(new AdamW { LearningRate = lr, Beta1 = b1, Beta2 = b2, Epsilon = eps, AmsGrad = amsgrad },
                () => Adam(lr, b1, b2, eps, amsgrad), Decoupled: true);
        },
        ["NAdam"] = draw =>
        {
            var (lr, b1, b2, eps, decay) =
                (draw.Scale(1e-4, 0.1), draw.Memory(), draw.Memory(), draw.Scale(1e-10, 1e-2), draw.OrZero(0, 0.1));
            return new(new NAdam { LearningRate = lr, Beta1 = b1, Beta2 = b2, Epsilon = eps, MomentumDecay = decay }, () =>
            {
                var (m, v, product) = (0.0, 0.0, 1.0);
                return (t, x, g) =>
                {
                    var mu = b1 * (1 - 0.5 * Math.Pow(0.96, t * decay));
                    var next = b1 * (1 - 0.5 * Math.Pow(0.96, (t + 1) * decay));
                    product *= mu;
                    m = b1 * m + (1 - b1) * g;
                    v = b2 * v + (1 - b2) * g * g;
                    var root = Math.Sqrt(v / (1 - Math.Pow(b2, t))) + eps;
                    // The recorded trajectories say that 1.13 multiplies by μ once more.
                    return x - lr * (1 - mu) / (1 - product) * g / root - lr * next / (1 - product * mu * next) * m / root;
                };
            });
        },
        ["RAdam"] = draw =>
        {
            var (lr, b1, b2, eps) = (draw.Scale(1e-4, 0.1), draw.Memory(), draw.Memory(), draw.Scale(1e-10, 1e-2));
            return new(new RAdam { LearningRate = lr, Beta1 = b1, Beta2 = b2, Epsilon = eps }, () =>
            {
                var (m, v) = (0.0, 0.0);
                return (t, x, g) =>
                {
                    m = b1 * m + (1 - b1) * g;
                    v = b2 * v + (1 - b2) * g * g;
                    var corrected = m / (1 - Math.Pow(b1, t));
                    var limit = 2 / (1 - b2) - 1;
                    var rho = limit - 2 * t * Math.Pow(b2, t) / (1 - Math.Pow(b2, t));
                    if (rho <= 5) return x - lr * corrected;
                    var rectified = Math.Sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
                    return x - lr * corrected * rectified * Math.Sqrt(1 - Math.Pow(b2, t)) / (Math.Sqrt(v) + eps);
                };
            });
        },
        ["Adamax"] = draw =>
        {
            var (lr, b1, b2, eps) = (draw.Scale(1e-4, 0.1), draw.Memory(), draw.Memory(), draw.Scale(1e-10, 1e-2));
            return new(new AdaMax { LearningRate = lr, Beta1 = b1, Beta2 = b2, Epsilon = eps }, () =>
            {
                var (m, u) = (0.0, 0.0);
                return (t, x, g) =>
                {
                    m = b1 * m + (1 - b1) * g;
                    u = Math.Max(b2 * u, Math.Abs(g) + eps);
                    return x - lr / (1 - Math.Pow(b1, t)) * m / u;
                };
            });
        },
        ["Adagrad"] = draw =>
        {
            var (lr, decay, initial, eps) = (draw.Scale(1e-3, 1), draw.OrZero(0, 0.5), draw.OrZero(0, 2), draw.Scale(1e-12, 1e-2));
            return new(new AdaGrad { LearningRate = lr, LearningRateDecay = decay, InitialAccumulator = initial, Epsilon = eps }, () =>
            {
                var sum = initial;
                return (t, x, g) => x - lr / (1 + (t - 1) * decay) * g / (Math.Sqrt(sum += g * g) + eps);
            });
        },
        ["Adadelta"] = draw =>
        {
            var (lr, rho, eps) = (draw.Scale(0.01, 2), draw.Memory(), draw.Scale(1e-9, 1e-2));
            return new(new Adadelta { LearningRate = lr, Decay = rho, Epsilon = eps }, () =>
            {
                var (square, steps) = (0.0, 0.0);
                return (t, x, g) =>
                {
                    square = rho * square + (1 - rho) * g * g;
                    var delta = Math.Sqrt(steps + eps) / Math.Sqrt(square + eps) * g;
                    steps = rho * steps + (1 - rho) * delta * delta;
                    return x - lr * delta;
                };
            });
        },
        ["RMSprop"] = draw =>
        {
            var (lr, alpha, eps, centered, momentum) =
                (draw.Scale(1e-4, 0.1), draw.Between(0.05, 0.99), draw.Scale(1e-8, 1e-2), draw.Coin, draw.OrZero(0, 0.99));
            return new(new RMSProp { LearningRate = lr, Decay = alpha, Epsilon = eps, Centered = centered, Momentum = momentum }, () =>
            {
                var (square, mean, buffer) = (0.0, 0.0, 0.0);
                return (t, x, g) =>
                {
                    square = alpha * square + (1 - alpha) * g * g;
                    mean = centered ? alpha * mean + (1 - alpha) * g : 0;
                    buffer = momentum * buffer + g / (Math.Sqrt(square - mean * mean) + eps);
                    return x - lr * buffer;
                };
            });
        },
        ["Rprop"] = draw =>
        {
            var (lr, minus, plus, least, most) =
                (draw.Scale(1e-4, 0.1), draw.Between(0.1, 0.9), draw.Between(1.01, 2), draw.Scale(1e-8, 1e-4), draw.Between(0.1, 5));
            return new(new Rprop { LearningRate = lr, EtaMinus = minus, EtaPlus = plus, MinStep = least, MaxStep = most }, () =>
            {
                var (last, size) = (0.0, lr);
                return (t, x, g) =>
                {
                    var sign = Math.Sign(g * last);
                    size = Math.Clamp(size * (sign > 0 ? plus : sign < 0 ? minus : 1), least, most);
                    last = sign < 0 ? 0 : g;
                    return x - Math.Sign(last) * size;
                };
            });
        },
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Every_step_is_that_of_the_formulas(string name) => Property.Holds(key =>
    {
        var draw = new Draws(key);
        var setting = Optimizers[name](draw);
        // PyTorch's Rprop has no weight decay.
        var decay = name == "Rprop" ? 0 : draw.OrZero(0, 0.2);
        var method = setting.Method with { WeightDecay = decay };
        var rate = method.LearningRate.At(1);
        var (objective, start) = Function(key.Fold(1), draw.Coin);
        var coordinates = Enumerable.Range(0, start.Count).Select(_ => setting.Torch()).ToArray();
        Follow(objective, method, start, (t, i, x, g) => setting.Decoupled
            ? coordinates[i](t, x * (1 - rate * decay), g)
            : coordinates[i](t, x, g + decay * x));
    });

    [Fact]
    public void Averaged_descent_is_that_of_the_formulas_and_so_is_its_average() => Property.Holds(key =>
    {
        var draw = new Draws(key);
        var (lr, lambda, alpha, first) = (draw.Scale(1e-3, 0.1), draw.OrZero(1e-4, 0.2), draw.Between(0.3, 1), (int)draw.Between(0, 20));
        // PyTorch averages from the point of step t₀ + 2 on.
        var method = new AveragedSGD { LearningRate = lr, Shrinkage = lambda, Power = alpha, AverageFrom = first + 2 };
        var (objective, start) = Function(key.Fold(1), maximize: false);
        var average = new double[start.Count];
        var state = Follow(objective, method, start, (t, i, x, g) =>
        {
            var eta = lr / Math.Pow(1 + lambda * lr * (t - 1), alpha);
            x = x * (1 - lambda * eta) - eta * g;
            average[i] += (x - average[i]) / Math.Max(1, t - 1 - first);
            return x;
        });
        Assert.True((method.Answer(state) - Vector.Create(average)).Norm() <= 1e-12 * Vector.Create(average).Norm());
    });

    /// <summary>Both from the same start, with the gradient where the method stands: errors cannot feed on themselves.</summary>
    private static State Follow(Objective objective, FirstOrderMethod method, Vector start, Func<int, int, double, double, double> torch)
    {
        var state = method.Start(start, Key.FromSeed(1));
        var (x, way) = (start.ToArray(), start.Map(Math.Abs).ToArray());
        for (var t = 1; t <= Steps; t++)
        {
            var told = objective.Answer(method.Ask(state))[0];
            if (!told.Gradient.IsFinite() || told.Gradient.Norm() > 1e100) break;
            if (objective.Maximize) told = told.Negated();
            state = method.Tell(state, told);
            for (var i = 0; i < x.Length; i++)
            {
                var next = torch(t, i, x[i], told.Gradient[i]);
                way[i] += Math.Abs(next - x[i]);
                x[i] = next;
                // Relative to the way that the coordinate has come: it may be just passing through 0.
                Assert.True(Math.Abs(state.Point[i] - x[i]) <= 1e-12 * way[i],
                    $"{method}, coordinate {i} at step {t}: expected {x[i]:R}, got {state.Point[i]:R}");
            }
        }
        return state;
    }

    private static (Objective Objective, Vector Start) Function(Key key, bool maximize)
    {
        var n = 2 + key.Integer(10);
        var problem = key.Integer(5, 1) switch
        {
            0 => TestProblems.Quadratic(key.Fold(1).Uniforms(n).Map(u => Math.Pow(10, 3 * u - 1)), rotated: true),
            1 => TestProblems.Rosenbrock(dimension: n),
            2 => TestProblems.Levy(n),
            3 => TestProblems.Rastrigin(n),
            _ => TestProblems.StyblinskiTang(n),
        };
        return (new Noisy(problem).WithMaximize(maximize), key.Fold(2).PointIn(problem.Lower, problem.Upper));
    }

    /// <summary>A test problem whose slopes change with every step, so that no variance of them is lost in rounding.</summary>
    private sealed class Noisy(TestProblem problem) : Objective(problem.Name)
    {
        public override DifferentiationKind Differentiation => DifferentiationKind.Given;

        protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
        {
            problem.Objective.Evaluate(query, draw, answer);
            var gradient = answer.Gradient;
            var factors = draw.Key.Fold(draw.Step).Normals(query.Point.Count);
            for (var i = 0; i < gradient.Length; i++) gradient[i] *= factors[i];
        }
    }

    private static Coordinate Adam(double lr, double b1, double b2, double eps, bool amsgrad)
    {
        var (m, v, largest) = (0.0, 0.0, 0.0);
        return (t, x, g) =>
        {
            m = b1 * m + (1 - b1) * g;
            v = b2 * v + (1 - b2) * g * g;
            largest = amsgrad ? Math.Max(largest, v) : v;
            return x - lr / (1 - Math.Pow(b1, t)) * m / (Math.Sqrt(largest) / Math.Sqrt(1 - Math.Pow(b2, t)) + eps);
        };
    }

    /// <summary>Hyperparameters, one draw after the other.</summary>
    private sealed class Draws(Key key)
    {
        private int _next;

        public bool Coin => Between(0, 1) < 0.5;

        public double Between(double low, double high) => key.Between(low, high, _next++);

        public double Scale(double low, double high) => Math.Exp(Between(Math.Log(low), Math.Log(high)));

        public double OrZero(double low, double high) => Coin ? 0 : Between(low, high);

        /// <summary>The memory of a moving average, from none to a thousand steps.</summary>
        public double Memory() => Coin ? Between(0, 0.99) : 1 - Scale(1e-3, 0.5);
    }
}

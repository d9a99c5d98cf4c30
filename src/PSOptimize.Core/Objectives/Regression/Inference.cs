using System.Globalization;
using MathNet.Numerics.Distributions;
using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// What the rows say about the parameters of a fit: their covariance, degrees of freedom, and why there is none.
/// </summary>
/// <remarks>
/// All of it comes from two things with one row per data row: A, with <c>AᵀA</c> the expected curvature of the loss, and scores u, with
/// <c>Aᵀu</c> its gradient. Squares: the Jacobian J over σ and the residuals r. Other losses of residuals: J and ψ(r), with the covariance
/// of Huber 1981, "Robust statistics", eq. 7.6.5, <c>k² (Σψ²/(N − p))/(mean ψ′)² (JᵀJ)⁻¹</c> and <c>k = 1 + p/N var ψ′/(mean ψ′)²</c>.
/// Classes: the root of the likelihood's curvature, <c>diag q − qqᵀ</c> of the probabilities q of a row, and the residuals of Pearson.
/// <para>
/// A point is taken for a minimum if a Gauss–Newton step would move it by less than a thousandth of the standard errors: the relative
/// offset of Bates and Watts 1981, "A relative offset orthogonality convergence criterion for nonlinear least squares".
/// </para>
/// </remarks>
internal sealed class Inference
{
    private const double LargestOffset = 0.001;
    private const double Rounding = 1e-12;
    private const double Operations = 1e10;

    private readonly RegressionObjective _objective;
    private readonly Vector _point;
    private readonly FitOptions _options;
    private readonly int[] _free = [];
    private readonly string[] _held;
    private readonly Factorization? _factors;
    private readonly Vector _isWeight;
    private readonly bool _relative;

    public Inference(RegressionObjective objective, Vector point, FitOptions options)
    {
        (_objective, _point, _options) = (objective, point, options);
        _held = new string[point.Count];
        _isWeight = objective.Model.Penalized;
        _relative = objective.Options.Sigma is null || options.RelativeSigma;
        var rows = objective.Data.RowCount;
        DegreesOfFreedom = rows - point.Count;
        Quantile = Offset = Factor = double.NaN;
        Reason = WhyNone();
        if (Reason.Length > 0) return;

        var (columns, scores) = Curvature();
        if (columns.Any(column => !column.All(double.IsFinite)) || !scores.All(double.IsFinite))
        {
            Reason = "the model is not finite there";
            return;
        }
        var bounds = (options.Problem?.Within as Box)?.ForDimension(point.Count);
        for (var i = 0; i < point.Count; i++) _held[i] = bounds is null ? "" : WhyHeld(point[i], bounds.Lower[i], bounds.Upper[i]);
        while (true)
        {
            // The first class of a softmax is held, since only differences of classes count.
            _free = [.. Enumerable.Range(0, point.Count).Where(i => _held[i].Length == 0 && (!Contrasts || !IsOfFirstClass(i)))];
            _factors = new Factorization([.. InOrder(_free).Select(i => columns[i].ToArray())], Dependent);
            _free = InOrder(_free);
            DegreesOfFreedom = rows - _factors.Rank;
            Factor = FactorOf(scores);
            if (bounds is null || !HoldNearBounds(bounds)) break;
        }
        Reason = WhyNotAtMinimum(columns, scores, bounds);
        if (Reason.Length == 0 && double.IsNaN(Factor))
            Reason = $"{rows} rows leave no degree of freedom to {_factors.Rank} parameters";
        Quantile = double.IsNaN(Factor) ? double.NaN : QuantileOf(options.Confidence);
    }

    /// <summary>Why the fit has no standard errors at all; empty if it has.</summary>
    public string Reason { get; }

    /// <summary>The rows minus the number of parameters that they determine.</summary>
    public int DegreesOfFreedom { get; private set; }

    /// <summary>The number of parameters that the rows determine.</summary>
    public int Rank => _objective.Data.RowCount - DegreesOfFreedom;

    /// <summary>How far the point is from the minimum in standard errors, as a root mean square; NaN if that is not known.</summary>
    public double Offset { get; private set; }

    /// <summary>How many standard errors a confidence interval reaches to each side.</summary>
    public double Quantile { get; }

    /// <summary>What <c>(AᵀA)⁻¹</c> is multiplied with to be the covariance.</summary>
    private double Factor { get; set; }

    /// <summary>Whether the spread is estimated, so that ratios are t-distributed.</summary>
    private bool IsStudent => _objective.Loss is SquaredLoss && _relative;

    private bool Contrasts => _objective.Loss is CategoricalCrossEntropyLoss;

    // Differences leave noise in a Jacobian, which must not pass for information.
    private bool IsExact => _objective.Model.Differentiation is DifferentiationKind.Exact or DifferentiationKind.Given;

    private double Dependent => IsExact ? 1e-13 : 1e-7;

    private double Noise => IsExact ? 1e-6 : 1e-3;

    /// <summary>The standard deviation of a new row's target, with σ = 1; NaN if the loss does not tell.</summary>
    public double Spread => _objective.Loss is not SquaredLoss || Reason.Length > 0 ? double.NaN : Math.Sqrt(Factor);

    /// <summary>The covariance; null if the fit has no standard errors.</summary>
    public Uncertainty? Uncertainty => _factors is null || Reason.Length > 0 ? null
        : new Uncertainty(_free, _factors, Factor, Noise, Spread, Quantile);

    /// <summary>The standard error of a linear form of the parameters; NaN if the rows do not determine it.</summary>
    /// <param name="form">One number per parameter of the point.</param>
    public double ErrorOf(ReadOnlySpan<double> form) => Uncertainty?.ErrorOf(form) ?? double.NaN;

    /// <summary>The covariance of linear forms of the parameters; NaN for those that the rows do not determine.</summary>
    public Matrix CovarianceOf(IReadOnlyList<Vector> forms)
    {
        var whitened = forms.Select(form => Whitened(form.AsSpan())).ToList();
        var count = forms.Count;
        return Matrix.Of(count, count, Vector.Init(count * count, i => (whitened[i / count], whitened[i % count]) is ({ } left, { } right)
            ? left.Zip(right, (x, y) => x * y).Sum() : double.NaN));
    }

    /// <summary>Why a linear form of the parameters has no standard error; empty if it has.</summary>
    /// <param name="form">One number per parameter of the point.</param>
    /// <param name="index">The parameter that it stands for.</param>
    public string WhyNone(Vector form, int index) => Reason.Length > 0 ? Reason
        : _held[index].Length > 0 ? _held[index]
        : Whitened(form.AsSpan()) is null ? "the rows do not determine it"
        : "";

    /// <summary>The probability of a ratio at least as far from 0.</summary>
    public double ProbabilityOf(double ratio) => double.IsNaN(ratio) ? double.NaN
        : 2 * (IsStudent ? StudentT.CDF(0, 1, DegreesOfFreedom, -Math.Abs(ratio)) : Normal.CDF(0, 1, -Math.Abs(ratio)));

    private double QuantileOf(double confidence) => IsStudent
        ? -StudentT.InvCDF(0, 1, DegreesOfFreedom, (1 - confidence) / 2)
        : -Normal.InvCDF(0, 1, (1 - confidence) / 2);

    private double[]? Whitened(ReadOnlySpan<double> form) => Uncertainty?.Whitened(form);

    private string WhyNone()
    {
        var problem = _options.Problem;
        var (model, loss) = (_objective.Model, _objective.Loss);
        if (!model.IsIdentifiable) return "hidden units can be exchanged";
        if (_objective.Options.L1 > 0 || _objective.Options.L2 > 0 || problem?.Penalty is not null) return "penalised, hence biased";
        if (problem is { Equations.Count: > 0 } or { Inequalities.Count: > 0 }) return "constraints bind the parameters";
        if (problem?.Within is not (null or Box)) return "a set binds the parameters";
        if (Contrasts && problem?.Within is not null) return "bounds bind the classes";
        if (problem is { Objective.Maximize: true }) return "the loss was maximised";
        if (loss is ResidualLoss and not SquaredLoss && _objective.Options.Weight is not null) return "weights of a robust loss";
        if (loss is AbsoluteLoss) return "the absolute loss has no curvature";
        if (!loss.Classifies && model.Outputs > 1) return "the model has several outputs";
        if ((double)_objective.Data.RowCount * model.Outputs * _point.Count * _point.Count > Operations)
            return "too many rows and parameters for a covariance";
        return loss.Classifies && Margins(_point).Min(row => row.Min()) > 0 ? Separable : "";
    }

    private const string Separable = "the classes can be separated: no finite optimum";

    /// <summary>The columns of A, one per parameter, and the scores u.</summary>
    private (double[][] Columns, double[] Scores) Curvature()
    {
        var (rows, sample) = (_objective.Data.RowCount, _objective.Fitted);
        var outputs = _objective.Outputs(sample.Inputs, rows, _point.AsSpan(), link: _objective.Loss.Classifies);
        var jacobian = _objective.JacobianOn(sample.Inputs, rows, _point);
        return _objective.Loss switch
        {
            ResidualLoss loss => OfResiduals(loss, jacobian, outputs),
            BinaryCrossEntropyLoss => OfTwoClasses(jacobian, outputs),
            _ => OfClasses(jacobian, outputs),
        };
    }

    private (double[][] Columns, double[] Scores) OfResiduals(ResidualLoss loss, double[][] jacobian, double[] outputs)
    {
        var sample = _objective.Fitted;
        var residuals = new double[sample.Count];
        for (var row = 0; row < sample.Count; row++)
        {
            residuals[row] = (outputs[row] - sample.Targets[row]) * sample.Factor(row);
            foreach (var column in jacobian) column[row] *= sample.Factor(row);
        }
        return (jacobian, loss is SquaredLoss ? residuals : [.. residuals.Select(loss.Derivative)]);
    }

    private (double[][] Columns, double[] Scores) OfTwoClasses(double[][] jacobian, double[] outputs)
    {
        var (sample, scores) = (_objective.Fitted, new double[_objective.Fitted.Count]);
        for (var row = 0; row < sample.Count; row++)
        {
            var probability = outputs[row];
            var (root, weight) = (Math.Sqrt(probability * (1 - probability)), RootOfWeight(row));
            scores[row] = root > 0 ? weight * (probability - sample.Targets[row]) / root : 0;
            foreach (var column in jacobian) column[row] *= weight * root;
        }
        return (jacobian, scores);
    }

    /// <summary>
    /// The rows <c>√qₖ (Jₖ − Σ qₗJₗ)</c>, one per data row and class, whose products sum up to <c>Jᵀ(diag q − qqᵀ)J</c>.
    /// </summary>
    private (double[][] Columns, double[] Scores) OfClasses(double[][] jacobian, double[] outputs)
    {
        var (sample, classes) = (_objective.Fitted, _objective.Model.Outputs);
        var scores = new double[classes * sample.Count];
        for (var row = 0; row < sample.Count; row++)
        {
            double Probability(int k) => outputs[k * sample.Stride + row];
            foreach (var column in jacobian)
            {
                var mean = 0.0;
                for (var k = 0; k < classes; k++) mean += Probability(k) * column[k * sample.Count + row];
                for (var k = 0; k < classes; k++)
                {
                    ref var cell = ref column[k * sample.Count + row];
                    cell = RootOfWeight(row) * Math.Sqrt(Probability(k)) * (cell - mean);
                }
            }
            var own = (int)sample.Targets[row];
            if (Probability(own) > 0) scores[own * sample.Count + row] = -RootOfWeight(row) / Math.Sqrt(Probability(own));
        }
        return (jacobian, scores);
    }

    private double RootOfWeight(int row) => _objective.Fitted.Weights.Length == 0 ? 1 : Math.Sqrt(_objective.Fitted.Weights[row]);

    private double FactorOf(double[] scores)
    {
        var (rows, loss) = (_objective.Data.RowCount, _objective.Loss);
        if (loss.Classifies || (loss is SquaredLoss && !_relative)) return 1;
        if (DegreesOfFreedom <= 0) return double.NaN;
        var variance = scores.Sum(score => score * score) / DegreesOfFreedom;
        if (loss is SquaredLoss) return variance;
        double[] slopes = [.. Residuals().Select(((ResidualLoss)loss).Curvature)];
        var mean = slopes.Average();
        if (!(mean > 0)) return double.NaN;
        var k = 1 + (double)Rank / rows * slopes.Average(slope => (slope - mean) * (slope - mean)) / (mean * mean);
        return k * k * variance / (mean * mean);
    }

    private double[] Residuals()
    {
        var sample = _objective.Fitted;
        var outputs = _objective.Outputs(sample.Inputs, sample.Count, _point.AsSpan(), link: false);
        return [.. Enumerable.Range(0, sample.Count).Select(row =>
            (outputs[row] - sample.Targets[row]) * sample.Factor(row))];
    }

    private string WhyNotAtMinimum(double[][] columns, double[] scores, Box? bounds)
    {
        var within = _factors!.Project(scores);
        var step = Math.Sqrt(within.Sum(number => number * number));
        // The spread is that of the scores which no step takes away.
        var own = scores.ToArray();
        _factors.TakeFrom(own);
        var rest = Math.Sqrt(own.Sum(number => number * number));
        var spread = _objective.Loss.Classifies || (_objective.Loss is SquaredLoss && !_relative) ? 1 : rest / Math.Sqrt(DegreesOfFreedom);
        Offset = Rank == 0 ? 0 : step / Math.Sqrt(Rank) / spread;
        if (_objective.Loss.Classifies && RaisesMargins(_factors.Solve(within))) return Separable;
        var rounding = _objective.Loss.Classifies ? 0 : Rounding * SizeOfTargets();
        if (DegreesOfFreedom > 0 && step > rounding && !(Offset <= LargestOffset))
            return string.Create(CultureInfo.InvariantCulture, $"not at a minimum: {Offset:G2} standard errors off");
        if (bounds is null) return "";
        for (var i = 0; i < _point.Count; i++)
        {
            if (_held[i].Length == 0 || bounds.Lower[i] == bounds.Upper[i]) continue;
            var inward = Math.Abs(_point[i] - bounds.Lower[i]) < Math.Abs(_point[i] - bounds.Upper[i]) ? 1 : -1;
            var way = columns[i].ToArray();
            _factors.TakeFrom(way);
            var length = Math.Sqrt(way.Sum(number => number * number));
            var pull = -inward * way.Zip(scores, (x, y) => x * y).Sum() / length;
            if (pull > Math.Max(rounding, LargestOffset * spread))
                return $"not at a minimum: {_objective.CoordinateNames[i]} can leave its bound";
        }
        return "";
    }

    /// <summary>
    /// Whether a Newton step takes rows away from the border between the classes, and no row nearer to it: then so do all further ones. Far
    /// from the limit that must hold exactly; near it the step still corrects the rows on the border a little.
    /// </summary>
    /// <param name="step">Minus the step, one number per free parameter.</param>
    private bool RaisesMargins(double[] step)
    {
        var way = Vector.Allocate(_point.Count);
        for (var k = 0; k < _free.Length; k++) way.Writable[_free[k]] = -step[k];
        var gains = Margins(way).SelectMany(row => row).ToList();
        return gains.Max() > 0.1 && gains.Min() > (Offset < 0.1 ? -0.01 : -1e-9) * gains.Max();
    }

    /// <summary>By how much the output of the true class exceeds that of each other class, for each row.</summary>
    private IEnumerable<double[]> Margins(Vector point)
    {
        var (sample, classes) = (_objective.Fitted, _objective.Model.Outputs);
        var outputs = _objective.Outputs(sample.Inputs, sample.Count, point.AsSpan(), link: false);
        return Enumerable.Range(0, sample.Count).Select(row =>
        {
            var own = (int)sample.Targets[row];
            return classes == 1
                ? [own == 1 ? outputs[row] : -outputs[row]]
                : Enumerable.Range(0, classes).Where(k => k != own)
                    .Select(k => outputs[own * sample.Stride + row] - outputs[k * sample.Stride + row]).ToArray();
        });
    }

    private double SizeOfTargets()
    {
        var (sample, sum) = (_objective.Fitted, 0.0);
        for (var row = 0; row < sample.Count; row++)
            sum += Math.Pow(sample.Targets[row] * sample.Factor(row), 2);
        return Math.Sqrt(sum);
    }

    private static string WhyHeld(double value, double lower, double upper)
    {
        if (lower == upper) return "fixed";
        var (size, at) = (Math.Abs(value), "");
        if (double.IsFinite(lower) && value - lower <= Rounding * Math.Max(size, Math.Abs(lower))) at = Held(lower);
        if (double.IsFinite(upper) && upper - value <= Rounding * Math.Max(size, Math.Abs(upper))) at = Held(upper);
        return at;
    }

    private static string Held(double bound) => string.Create(CultureInfo.InvariantCulture, $"at its bound {bound:G6}");

    /// <summary>
    /// Holds the parameters that a small part of their standard error separates from a bound, for methods that only approach it.
    /// </summary>
    private bool HoldNearBounds(Box bounds)
    {
        var root = Math.Sqrt(Factor);
        var held = false;
        for (var k = 0; k < _free.Length; k++)
        {
            var i = _free[k];
            var form = new double[_free.Length];
            form[k] = 1;
            if (!_factors!.Determines(form, Noise)) continue;
            var near = LargestOffset * root * Math.Sqrt(_factors.Whiten(form).Sum(number => number * number));
            if (_point[i] - bounds.Lower[i] < near) (_held[i], held) = (Held(bounds.Lower[i]), true);
            else if (bounds.Upper[i] - _point[i] < near) (_held[i], held) = (Held(bounds.Upper[i]), true);
        }
        return held;
    }

    /// <summary>Intercepts come first, so that a constant column is found to depend on them.</summary>
    private int[] InOrder(int[] parameters) => [.. parameters.OrderBy(i => _isWeight[i])];

    private bool IsOfFirstClass(int parameter)
    {
        var (classes, inputs) = (_objective.Model.Outputs, _objective.Model.Inputs.Count);
        return parameter < classes * inputs ? parameter < inputs : parameter == classes * inputs;
    }
}

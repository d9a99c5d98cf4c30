using System.Numerics;

namespace PSOptimize.Differentiation;

/// <summary>
/// Derivatives by the complex step, <c>∂f/∂xᵢ = Im f(x + ih eᵢ) / h</c> with an h so small that its square vanishes. No two values
/// are subtracted, so nothing cancels. It applies to analytic functions only, and serves to check other gradients.
/// </summary>
/// <remarks>W. Squire and G. Trapp 1998, Using complex variables to estimate derivatives of real functions, SIAM Review 40.</remarks>
internal sealed class ComplexStep : GraphEvaluator
{
    private const double Step = 1e-100;

    private static readonly Dictionary<Operator, Func<Complex, Complex, Complex>> Analytic = new()
    {
        [Operators.Add] = (z, w) => z + w,
        [Operators.Subtract] = (z, w) => z - w,
        [Operators.Multiply] = Product,
        [Operators.Divide] = Quotient,
        [Operators.Negate] = (z, _) => -z,
        [Operators.Exp] = (z, _) => new Complex(Math.Exp(z.Real), Math.Exp(z.Real) * Math.Sin(z.Imaginary)),
        [Operators.Log] = (z, _) => Logarithm(z),
        [Operators.Log2] = (z, _) => new Complex(Math.Log2(z.Real), Logarithm(z).Imaginary / Math.Log(2)),
        [Operators.Log10] = (z, _) => new Complex(Math.Log10(z.Real), Logarithm(z).Imaginary / Math.Log(10)),
        [Operators.LogBase] = (z, w) => Quotient(Logarithm(z), Logarithm(w)),
        [Operators.Sin] = (z, _) => Sine(z),
        [Operators.Cos] = (z, _) => Cosine(z),
        [Operators.Tan] = (z, _) => Quotient(Sine(z), Cosine(z)),
        [Operators.Single] = (z, _) => new Complex((float)z.Real, z.Imaginary),
        [Operators.Sinh] = (z, _) => HyperbolicSine(z),
        [Operators.Cosh] = (z, _) => HyperbolicCosine(z),
        [Operators.Tanh] = (z, _) => Quotient(HyperbolicSine(z), HyperbolicCosine(z)),
        [Operators.Sqrt] = (z, _) => new Complex(Math.Sqrt(z.Real), z.Imaginary == 0 ? 0 : z.Imaginary / (2 * Math.Sqrt(z.Real))),
        [Operators.Pow] = Power,
    };

    private ComplexStep(ReadOnlySpan<double> point, int coordinate) : base(Stepped(point, coordinate))
    {
    }

    /// <summary>Why the complex step does not apply to a function; null if it does.</summary>
    public static string? Obstacle(Region root, HashSet<Node> live)
    {
        var active = Activity.Of(root);
        return live.OfType<OperationNode>()
            .Where(node => node.Operator.Function is not null && node.Operator != Operators.Select && !Analytic.ContainsKey(node.Operator)
                && node.Operands.Any(operand => operand.Kind == ValueKind.Real && Activity.Is(operand, active)))
            .Select(node => node.Kind == ValueKind.Real
                ? $"{node.Operator}, which is not analytic"
                : $"'{node.Operator}', which decides by the parameters")
            .Order(StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>One partial derivative.</summary>
    public static double Derivative(Region root, ReadOnlySpan<double> point, int coordinate) =>
        ((Complex)new ComplexStep(point, coordinate).Result(root)).Imaginary / Step;

    protected override object Lift(double value) => new Complex(value, 0);

    protected override Array LiftAll(double[] values) => Array.ConvertAll(values, value => new Complex(value, 0));

    protected override object Apply(Operator @operator, object[] operands)
    {
        if (@operator == Operators.Select)
            return (bool)operands[0] ? operands[1] : operands[2];
        if (Analytic.TryGetValue(@operator, out var function))
            return function((Complex)operands[0], operands.Length > 1 ? (Complex)operands[1] : default);
        var result = base.Apply(@operator, [.. operands.Select(operand => operand is Complex z ? z.Real : operand)]);
        return result is double real ? Lift(real) : result;
    }

    private static Complex[] Stepped(ReadOnlySpan<double> point, int coordinate)
    {
        var stepped = Array.ConvertAll(point.ToArray(), value => new Complex(value, 0));
        stepped[coordinate] += new Complex(0, Step);
        return stepped;
    }

    // The functions of System.Numerics lose such a small imaginary part; these keep it.
    private static Complex Product(Complex z, Complex w) =>
        new(z.Real * w.Real - z.Imaginary * w.Imaginary, z.Real * w.Imaginary + z.Imaginary * w.Real);

    private static Complex Quotient(Complex z, Complex w)
    {
        var real = z.Real / w.Real;
        return new Complex(real, (z.Imaginary - real * w.Imaginary) / w.Real);
    }

    private static Complex Logarithm(Complex z) => new(Math.Log(z.Real), z.Real > 0 ? Math.Atan2(z.Imaginary, z.Real) : double.NaN);

    private static Complex Sine(Complex z) => new(Math.Sin(z.Real), Math.Cos(z.Real) * Math.Sinh(z.Imaginary));

    private static Complex Cosine(Complex z) => new(Math.Cos(z.Real), -Math.Sin(z.Real) * Math.Sinh(z.Imaginary));

    private static Complex HyperbolicSine(Complex z) => new(Math.Sinh(z.Real), Math.Cosh(z.Real) * Math.Sin(z.Imaginary));

    private static Complex HyperbolicCosine(Complex z) => new(Math.Cosh(z.Real), Math.Sinh(z.Real) * Math.Sin(z.Imaginary));

    private static Complex Power(Complex z, Complex w)
    {
        const int Few = 64;
        if (w.Imaginary == 0 && w.Real == Math.Truncate(w.Real) && Math.Abs(w.Real) <= Few)
        {
            // A whole power is a product, which is right for negative numbers too.
            var product = Complex.One;
            for (var k = 0; k < Math.Abs(w.Real); k++)
                product = Product(product, z);
            return w.Real < 0 ? Quotient(Complex.One, product) : product;
        }

        var angle = w.Real * Math.Atan2(z.Imaginary, z.Real) + (w.Imaginary == 0 ? 0 : w.Imaginary * Math.Log(z.Real));
        return new Complex(Math.Pow(z.Real, w.Real), Math.Pow(z.Real, w.Real) * Math.Sin(angle));
    }
}

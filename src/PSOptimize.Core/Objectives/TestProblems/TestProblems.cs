using System.Reflection;
using System.Runtime.CompilerServices;
using PSOptimize.Catalogues;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// The catalogue of test problems. Each public method is a family; its optional arguments are the family's parameters, and the
/// cmdlets read them from there.
/// </summary>
/// <remarks>
/// Collections from which names and domains are taken where the original leaves them open: Moré, Garbow and Hillstrom 1981,
/// "Testing unconstrained optimization software"; Jamil and Yang 2013, "A literature survey of benchmark functions for global
/// optimisation problems".
/// </remarks>
public static partial class TestProblems
{
    private static readonly Catalogue<TestProblem> Families = new(() => typeof(TestProblems)
        .GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(TestProblem))
        .Select(family => new Entry<TestProblem>(family.Name, new Description(family))));

    /// <summary>Every family of problems, by name.</summary>
    public static ReadOnlyCollection<Entry<TestProblem>> All => Families.All;

    /// <summary>The family of a name, whatever its case; null if there is none.</summary>
    /// <param name="name">For example <c>Rosenbrock</c>.</param>
    public static Entry<TestProblem>? Find(string name) => Families.Find(name);

    /// <summary>The argument of a family, if it is in the range that stands on it.</summary>
    private static T Checked<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string family = "")
    {
        Find(family)!.Find(name)!.Check(value);
        return value;
    }

    private static VectorList Points(params Vector[] points) => VectorList.OfSeq(points);

    /// <summary>The two numbers in turn: the customary starting points of many chained problems.</summary>
    private static Vector Alternating(int dimension, double even, double odd) => Vector.Init(dimension, i => i % 2 == 0 ? even : odd);

    private static double Square(double x) => x * x;
}

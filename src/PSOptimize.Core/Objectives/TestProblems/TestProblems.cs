using System.Reflection;
using System.Runtime.CompilerServices;
using PSOptimize.Catalogues;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>
/// The catalogue of test problems. Each public method is a family of problems, whose parameters are the optional arguments of the method;
/// the cmdlets obtain them by reflection.
/// </summary>
/// <remarks>
/// Names and domains that the original publications leave open are taken from Moré, Garbow and Hillstrom 1981, "Testing unconstrained
/// optimization software", and Jamil and Yang 2013, "A literature survey of benchmark functions for global optimisation problems".
/// </remarks>
public static partial class TestProblems
{
    private static readonly Catalogue<TestProblem> Families = new(() => typeof(TestProblems)
        .GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(TestProblem))
        .Select(family => new Entry<TestProblem>(family.Name, new Description(family))));

    /// <summary>All families of problems, ordered by name.</summary>
    public static ReadOnlyCollection<Entry<TestProblem>> All => Families.All;

    /// <summary>The family of a name; null if there is none.</summary>
    /// <param name="name">The name in any case, for example <c>Rosenbrock</c>.</param>
    public static Entry<TestProblem>? Find(string name) => Families.Find(name);

    /// <summary>The argument of a family, if it is in the range that is declared on it.</summary>
    private static T Checked<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "", [CallerMemberName] string family = "")
    {
        Find(family)!.Find(name)!.Check(value);
        return value;
    }

    private static VectorList Points(params Vector[] points) => VectorList.OfSeq(points);

    /// <summary>Two alternating numbers, as in the customary starting points of many chained problems.</summary>
    private static Vector Alternating(int dimension, double even, double odd) => Vector.Init(dimension, i => i % 2 == 0 ? even : odd);

    private static double Square(double x) => x * x;
}

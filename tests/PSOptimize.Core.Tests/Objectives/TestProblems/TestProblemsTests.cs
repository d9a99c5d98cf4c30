using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Objectives;

public class TestProblemsTests
{
    private static readonly Dictionary<string, TestProblem> Variants = new()
    {
        ["Parabola"] = TestProblems.Parabola(),
        ["Sphere"] = TestProblems.Sphere(),
        ["Sphere 9"] = TestProblems.Sphere(9),
        ["Quadratic"] = TestProblems.Quadratic(),
        ["Quadratic rotated"] = TestProblems.Quadratic([0.5, 3, 100], rotated: true),
        ["Booth"] = TestProblems.Booth(),
        ["Matyas"] = TestProblems.Matyas(),
        ["PowellSingular"] = TestProblems.PowellSingular(),
        ["PowellSingular 12"] = TestProblems.PowellSingular(12),
        ["Zakharov"] = TestProblems.Zakharov(),
        ["Zakharov 5"] = TestProblems.Zakharov(5),
        ["Rosenbrock"] = TestProblems.Rosenbrock(),
        ["Rosenbrock 1 1"] = TestProblems.Rosenbrock(1, 1),
        ["Rosenbrock -1.5 10"] = TestProblems.Rosenbrock(-1.5, 10),
        ["Rosenbrock 7"] = TestProblems.Rosenbrock(dimension: 7),
        ["Rosenbrock 0 100 3"] = TestProblems.Rosenbrock(0, 100, 3),
        ["Beale"] = TestProblems.Beale(),
        ["Himmelblau"] = TestProblems.Himmelblau(),
        ["StyblinskiTang"] = TestProblems.StyblinskiTang(),
        ["StyblinskiTang 4"] = TestProblems.StyblinskiTang(4),
        ["Rastrigin"] = TestProblems.Rastrigin(),
        ["Rastrigin 5"] = TestProblems.Rastrigin(5),
        ["Ackley"] = TestProblems.Ackley(),
        ["Ackley 4"] = TestProblems.Ackley(4),
        ["Griewank"] = TestProblems.Griewank(),
        ["Griewank 6"] = TestProblems.Griewank(6),
        ["Levy"] = TestProblems.Levy(),
        ["Levy 1"] = TestProblems.Levy(1),
        ["Levy 4"] = TestProblems.Levy(4),
        ["Branin"] = TestProblems.Branin(),
        ["GoldsteinPrice"] = TestProblems.GoldsteinPrice(),
        ["SixHumpCamel"] = TestProblems.SixHumpCamel(),
        ["Hartmann3"] = TestProblems.Hartmann3(),
        ["Hartmann6"] = TestProblems.Hartmann6(),
        ["Shekel"] = TestProblems.Shekel(),
        ["Shekel 7"] = TestProblems.Shekel(7),
        ["Shekel 5"] = TestProblems.Shekel(5),
    };

    private static readonly Objective Rotated = TestProblems.Quadratic([0.5, 3, 100], rotated: true).Objective;

    public static TheoryData<string> Names => [.. Variants.Keys];

    [Fact]
    public void Every_family_of_the_catalogue_is_tested()
    {
        var tested = Variants.Values.Select(problem => problem.Name).Distinct();
        // Those that are one formula have tests of their own.
        var written = TestProblems.All.Where(entry =>
            !entry.Default.IsConstrained && !entry.Default.Reference.StartsWith("Moré", StringComparison.Ordinal));
        Assert.Equal(written.Select(entry => entry.Name), tested.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_properties_are_consistent(string name)
    {
        var problem = Variants[name];
        Assert.True(problem.Minimizers.Count > 0);
        foreach (var point in problem.Minimizers.AsSeq().Append(problem.Start))
        {
            Assert.Equal(problem.Dimension, point.Count);
            for (var i = 0; i < point.Count; i++) Assert.InRange(point[i], problem.Lower[i], problem.Upper[i]);
        }
        Assert.Equal(problem.Dimension, problem.Objective.Dimension);
        Assert.Equal(problem.Name, problem.Objective.Name);
        Assert.All([problem.Formula, problem.Reference, problem.Convexity], text => Assert.NotEmpty(text));
        Assert.False(problem.Minimizers.AsSeq().Contains(problem.Start), "a run that starts at the minimum shows nothing");
    }

    [Theory, MemberData(nameof(Names))]
    public void The_minimum_is_reached_at_each_minimiser_with_a_gradient_of_zero(string name)
    {
        var problem = Variants[name];
        foreach (var minimizer in problem.Minimizers.AsSeq())
        {
            var at = problem.Objective.ValueAndGradient(minimizer);
            // The minimisers of Himmelblau and of Styblinski and Tang are rounded to doubles, so that f is off by about 1e-16 of its terms.
            Assert.Equal(problem.Minimum, at.Value, 1e-14 * Math.Max(1, Math.Abs(problem.Minimum)));
            Assert.True(at.Gradient.Norm() <= 5e-13, $"the gradient at {minimizer} is {at.Gradient}");
        }
    }

    [Property]
    public void The_gradient_agrees_with_differences(Key key) => Assert.All(Variants.Values, problem =>
    {
        var point = key.PointIn(problem.Lower, problem.Upper);
        var at = problem.Objective.ValueAndGradient(point);
        Assert.Equal(problem.Objective.Value(point), at.Value);
        var differences = Vector.Init(point.Count, i => Difference(problem.Objective, point, i));
        // The error of extrapolated differences with h = 1e-3 is about 1e-10 of the fifth derivative and 1e-13 of the value.
        var allowed = 1e-8 * (1 + at.Gradient.Norm()) + 1e-12 * Math.Abs(at.Value);
        Assert.True((at.Gradient - differences).Norm() <= allowed, $"at {point}: {at.Gradient}, by differences {differences}");
    });

    [Property(MaxTest = 1000)]
    public void No_point_of_the_domain_is_below_the_minimum(Key key) => Assert.All(Variants.Values, problem =>
    {
        var anywhere = key.PointIn(problem.Lower, problem.Upper);
        var minimizer = problem.Minimizers[key.Integer(problem.Minimizers.Count)];
        var nearby = minimizer + key.Between(1e-6, 1e-1) * key.Fold(1).Direction(problem.Dimension);
        Assert.True(problem.Objective.Value(anywhere) >= problem.Minimum);
        // At a distance of 1e-6 from a minimiser, the value may equal the minimum up to rounding.
        Assert.True(problem.Objective.Value(nearby) >= problem.Minimum - 1e-14 * Math.Max(1, Math.Abs(problem.Minimum)));
    });

    [Property(MaxTest = 1000)]
    public void Chords_of_convex_functions_lie_above_them(Key key) =>
        Assert.All(Variants.Values.Where(problem => problem.IsConvex), problem => Assert.False(ChordLiesBelow(problem, key)));

    [Fact]
    public void Some_chords_of_other_functions_lie_below_them() => Assert.All(Variants.Values.Where(problem => !problem.IsConvex),
        problem => Assert.Contains(Key.FromSeed(1).Split(1000), key => ChordLiesBelow(problem, key)));

    [Theory, MemberData(nameof(Names))]
    public void Evaluation_allocates_nothing(string name)
    {
        var problem = Variants[name];
        var value = new Query(problem.Start, Information.Value);
        var both = value with { Wanted = Information.Value | Information.Gradient };
        var answer = new EvaluationBuffer();
        answer.Begin(both);
        problem.Objective.Evaluate(both, default, answer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            answer.Begin(both);
            problem.Objective.Evaluate(both, default, answer);
            answer.Begin(value);
            problem.Objective.Evaluate(value, default, answer);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_gradient_of_Ackley_is_zero_at_the_kink_and_large_next_to_it()
    {
        var ackley = TestProblems.Ackley().Objective;
        Assert.Equal(Vector.Zero(2), ackley.ValueAndGradient(Vector.Zero(2)).Gradient);
        Assert.Equal(4 / Math.Sqrt(2), ackley.ValueAndGradient([1e-9, 0]).Gradient.Norm(), 1e-6);
    }

    /// <summary>On a unit sphere the values of ½ xᵀAx run from half the lowest to half the highest eigenvalue.</summary>
    [Property]
    public void On_the_unit_sphere_a_rotated_quadratic_lies_between_half_its_extreme_eigenvalues(Key key) =>
        Assert.InRange(Rotated.Value(key.Direction(3)), 0.25, 50);

    [Fact]
    public void A_rotated_quadratic_has_the_given_eigenvalues()
    {
        // The trace is the sum of the eigenvalues, and the trace of the square is the sum of their squares.
        Vector spectrum = [0.5, 3, 100];
        var columns = Enumerable.Range(0, 3).Select(i => Rotated.ValueAndGradient(Vector.Zero(3).WithElement(i, 1)).Gradient).ToArray();
        Assert.Equal(spectrum.Sum(), columns.Select((column, i) => column[i]).Sum(), 1e-12);
        Assert.Equal(spectrum.Dot(spectrum), columns.Sum(column => column.Dot(column)), 1e-9);
        Assert.True(Math.Abs(columns[0][1]) > 1, "the axes are not eigenvectors");
    }

    [Fact]
    public void A_copy_of_an_objective_still_knows_its_problem()
    {
        var problem = TestProblems.Himmelblau();
        Assert.Same(problem, problem.Objective.WithName("other").WithMaximize(true).WithCoordinateNames("x", "y").Problem);
        Assert.Null(Objective.FromValue("f", 1, x => x[0]).Problem);
    }

    [Fact]
    public void Problems_are_found_and_made_by_name()
    {
        var entry = TestProblems.Find("rosenBROCK")!;
        Assert.Equal(["a", "b", "dimension"], entry.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([1.0, 100.0, 2], entry.Parameters.Select(parameter => parameter.Default));
        var made = entry.Create(new Dictionary<string, object?> { ["B"] = "1", ["dimension"] = 4L });
        Assert.Equal(4, made.Dimension);
        Vector point = [0.1, 3, -1, 0.5];
        Assert.Equal(TestProblems.Rosenbrock(1, 1, 4).Objective.Value(point), made.Objective.Value(point));
        var eigenvalues = new Dictionary<string, object?> { ["eigenvalues"] = new object[] { 1, 2.5 } };
        var quadratic = TestProblems.Find("Quadratic")!.Create(eigenvalues);
        Assert.Equal(1.75, quadratic.Objective.Value([1, 1]));
        Assert.Null(TestProblems.Find("Rosenbrok"));
    }

    [Fact]
    public void An_error_says_what_is_wrong_with_a_parameter()
    {
        Assert.Contains("has no parameter c: it has a, b, dimension", Error<ArgumentException>("Rosenbrock", "c", 1));
        Assert.Contains("Beale has no parameters", Error<ArgumentException>("Beale", "a", 1));
        Assert.Contains("cannot be read as one", Error<ArgumentException>("Sphere", "dimension", "two"));
        Assert.Contains("at least 1", Error<ArgumentOutOfRangeException>("Sphere", "dimension", 0));
        Assert.Contains("multiple of 4", Error<ArgumentOutOfRangeException>("PowellSingular", "dimension", 6));
        Assert.Contains("above 0", Error<ArgumentOutOfRangeException>("Quadratic", "eigenvalues", Vector.Create(1, 0)));
        Assert.Contains("above 0", Error<ArgumentOutOfRangeException>("Rosenbrock", "b", -1));
        var unknown = Assert.Throws<ArgumentOutOfRangeException>(() => TestProblems.Rosenbrock(2, dimension: 3));
        Assert.Contains("a = 0 and a = 1", unknown.Message);
    }

    private static string Error<T>(string problem, string parameter, object value) where T : Exception =>
        Assert.Throws<T>(() => TestProblems.Find(problem)!.Create(new Dictionary<string, object?> { [parameter] = value })).Message;

    /// <summary>Central differences of h and h/2, extrapolated: the error is of order h⁴.</summary>
    private static double Difference(Objective objective, Vector point, int i)
    {
        double At(double x) => objective.Value(point.WithElement(i, x));
        double Central(double h) => (At(point[i] + h) - At(point[i] - h)) / (2 * h);
        return (4 * Central(5e-4) - Central(1e-3)) / 3;
    }

    private static bool ChordLiesBelow(TestProblem problem, Key key)
    {
        // Chords of all lengths, since a long one misses fine ripples.
        Vector left = key.Fold(0).PointIn(problem.Lower, problem.Upper), far = key.Fold(1).PointIn(problem.Lower, problem.Upper);
        var right = left + Math.Pow(key.Uniform(1), 4) * (far - left);
        var share = key.Uniform();
        double f(Vector x) => problem.Objective.Value(x);
        double chord = share * f(left) + (1 - share) * f(right), arc = f(share * left + (1 - share) * right);
        return arc > chord + 1e-12 * Math.Abs(chord);
    }
}

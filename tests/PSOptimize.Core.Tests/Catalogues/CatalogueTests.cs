using PSOptimize.Catalogues;
using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Chains;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Schedules;

namespace PSOptimize.Tests.Catalogues;

/// <summary>What is declared once is what everybody reads.</summary>
public class CatalogueTests
{
    private static readonly Dictionary<string, (string Name, IReadOnlyList<Parameter> Parameters)[]> Catalogues = new()
    {
        ["methods"] = Listed(Method.Catalogue.All),
        ["schedules"] = Listed(Schedule.Catalogue.All),
        ["transformations"] = Listed(Transformation.Catalogue.All),
        ["sets"] = Listed(Projection.Catalogue.All),
        ["test problems"] = Listed(TestProblems.All),
    };

    private static (string, IReadOnlyList<Parameter>)[] Listed<T>(IEnumerable<Entry<T>> entries) where T : class =>
        [.. entries.Select(entry => (entry.Name, (IReadOnlyList<Parameter>)entry.Parameters))];

    public static TheoryData<string> Kinds => [.. Catalogues.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void No_two_of_a_kind_have_one_name(string kind)
    {
        Assert.NotEmpty(Catalogues[kind]);
        var groups = Catalogues[kind].GroupBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase);
        Assert.Empty(groups.Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_range_stands_on_a_number_and_has_its_default(string kind)
    {
        foreach (var (name, parameters) in Catalogues[kind])
            foreach (var parameter in parameters.Where(parameter => parameter.Range is not null))
            {
                Assert.True(IsWhole(parameter) || parameter.Type == typeof(double) || parameter.Type == typeof(double?)
                    || parameter.Type == typeof(Schedule), $"{name}.{parameter.Name} is a {parameter.Type}.");
                if (!parameter.IsMandatory) parameter.Check(parameter.Default);
            }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Every_count_has_a_range(string kind) => Assert.Empty(Catalogues[kind].SelectMany(entry => entry.Parameters
        .Where(parameter => parameter.Range is null && IsWhole(parameter)).Select(parameter => $"{entry.Name}.{parameter.Name}")));

    private static bool IsWhole(Parameter parameter) =>
        (Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type) is var type && (type == typeof(int) || type == typeof(long));

    public static TheoryData<Func<object>, string, string> Wrong => new()
    {
        { () => new Adam { Beta1 = 2 }, "Beta1", "at least 0 and below 1; it was 2." },
        { () => new Adam() with { Beta1 = double.NaN }, "Beta1", "at least 0 and below 1; it was NaN." },
        { () => new Adam { LearningRate = -1 }, "LearningRate", "a number of at least 0; it was -1." },
        { () => new ClipByNorm(0), "ClipNorm", "a number above 0, or infinity for none; it was 0." },
        { () => new ClipByNorm(1) with { ClipNorm = -1 }, "ClipNorm", "a number above 0, or infinity for none; it was -1." },
        { () => new ScaleByLearningRate(double.PositiveInfinity), "LearningRate", "a number of at least 0; it was Infinity." },
        { () => new CosineSchedule(0.1, 0), "Steps", "a whole number of at least 1; it was 0." },
        { () => new OneCycleSchedule(0.1, 100, StartDivisor: 0.5), "StartDivisor", "a number of at least 1; it was 0.5." },
        { () => new GeometricSchedule(0.1, 1.5), "Factor", "above 0 and at most 1; it was 1.5." },
        { () => new ReduceOnPlateauSchedule(0.1, Factor: 1), "Factor", "above 0 and below 1; it was 1." },
        { () => new QHM { Share = 1.1 }, "Share", "at least 0 and at most 1; it was 1.1." },
        { () => new PolyakStep { LowestValue = double.NegativeInfinity }, "LowestValue", "a finite number; it was -Infinity." },
        { () => new CMAES { Sigma = 0 }, "Sigma", "a number above 0; it was 0." },
        { () => new CMAES { Population = 3 }, "Population", "a whole number of at least 4; it was 3." },
        { () => new Ball(-1), "Radius", "a number above 0; it was -1." },
        { () => new Penalty(L2: -1), "L2", "a number of at least 0; it was -1." },
        { () => TestProblems.Sphere(0), "dimension", "a whole number of at least 1; it was 0." },
        { () => new Adam().With([new("Beta2", 1.0)]), "Beta2", "at least 0 and below 1; it was 1." },
        { () => Transformation.Catalogue.Find("SoftThreshold")!.Create([new("L1", "-1")]), "L1", "a number of at least 0; it was -1." },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_out_of_range_is_refused_however_it_comes(Func<object> make, string name, string right)
    {
        ArgumentNullException.ThrowIfNull(make);
        var error = Assert.Throws<ArgumentOutOfRangeException>(make);
        Assert.Equal(name, error.ParamName);
        Assert.StartsWith($"{name} must be {right}", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.ActualValue);
    }

    [Fact]
    public void What_has_to_be_given_is_not_null()
    {
        Assert.Equal("LearningRate", Assert.Throws<ArgumentNullException>(() => new Adam { LearningRate = null! }).ParamName);
        Assert.Equal("LearningRate", Assert.Throws<ArgumentNullException>(() => new ScaleByLearningRate(null!)).ParamName);
        Assert.Equal("Inner", Assert.Throws<ArgumentNullException>(() => new WarmUpSchedule(null!, 3)).ParamName);
        Assert.Null(new CMAES { Population = null }.Population);
    }

    [Fact]
    public void A_parameter_says_all_that_is_known_of_it()
    {
        var beta = Method.Catalogue.Find("adam")!.Find("beta1")!;
        Assert.Equal(("Beta1", typeof(double), 0.9, false), (beta.Name, beta.Type, beta.Default, beta.IsMandatory));
        Assert.Equal((0.0, 1.0, true, false), (beta.Range!.Lower, beta.Range.Upper, beta.Range.IncludesLower, beta.Range.IncludesUpper));
        Assert.Equal("at least 0 and below 1", beta.Range.Words(beta.Type));
        Assert.Equal(0.8, beta.ValueOf(new Adam { Beta1 = 0.8 }));
        Assert.Equal(0.01, Method.Catalogue.Find("AdamW")!.Find("WeightDecay")!.Default);
        var steps = Schedule.Catalogue.Find("Cosine")!.Find("Steps")!;
        Assert.True(steps.IsMandatory);
        Assert.Equal("a whole number of at least 1", steps.Range!.Words(steps.Type));
        var dimension = TestProblems.Find("Rosenbrock")!.Find("dimension")!;
        Assert.Equal(("a whole number of at least 2", 2), (dimension.Range!.Words(dimension.Type), (int)dimension.Default!));
        var clip = Transformation.Catalogue.Find("ClipByNorm")!;
        Assert.Contains("ClipByNorm needs ClipNorm", Assert.Throws<ArgumentException>(() => clip.Default).Message);
    }

    [Fact]
    public void Each_range_holds_what_it_says()
    {
        double[] numbers = [double.NegativeInfinity, -1, 0, 0.5, 1, 2, double.PositiveInfinity, double.NaN];
        string Within(RangeAttribute range) => string.Concat(numbers.Select(number => range.Contains(number) ? 'x' : '.'));
        Assert.Equal("..xx....", Within(new FractionAttribute()));
        Assert.Equal("...x....", Within(new OpenFractionAttribute()));
        Assert.Equal("...xx...", Within(new ShareAttribute()));
        Assert.Equal("..xxx...", Within(new ProbabilityAttribute()));
        Assert.Equal("...xxx..", Within(new PositiveAttribute()));
        Assert.Equal("..xxxx..", Within(new NonNegativeAttribute()));
        Assert.Equal("....xx..", Within(new AtLeastAttribute(1)));
        Assert.Equal("...xxxx.", Within(new LimitAttribute()));
        Assert.Equal(".xxxxx..", Within(new FiniteAttribute()));
    }

    [Fact]
    public void A_method_is_cheap_to_make()
    {
        static Method Make() => new Adam { Beta1 = 0.8, LearningRate = 0.1 } with { Beta2 = 0.99 };
        for (var i = 0; i < 1000; i++) Make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Make();
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 1024);
    }
}

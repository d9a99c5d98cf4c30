using PSOptimize.Catalogues;
using PSOptimize.Methods.Chains;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Records;
using PSOptimize.Schedules;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.FirstOrder;

/// <summary>The scaling of a method is a link of a chain.</summary>
public class ScalingTests
{
    private static readonly TestProblem Problem = TestProblems.Rosenbrock();

    /// <summary>The methods whose scaling is their own.</summary>
    public static TheoryData<string> Scalings =>
        Names.FirstOrder(method => method is ScalingMethod own && ReferenceEquals(own.Scaling.Holder, own));

    private static Vector[] Points(FirstOrderMethod method) =>
        [.. Optimizer.Steps(Problem.Objective, method, Problem.Start).Take(30).Select(state => state.Point)];

    /// <summary>A method with every number of its scaling other than by default.</summary>
    private static ScalingMethod Unusual(string name)
    {
        var method = (ScalingMethod)Names.FirstOrder(name);
        var numbers = Parameter.Of(method.Scaling).Where(parameter => parameter.Type == typeof(double));
        return (ScalingMethod)method.With(numbers.Select(parameter =>
        {
            var usual = (double)parameter.Default!;
            return KeyValuePair.Create(parameter.Name, (object?)(double.IsFinite(usual) ? usual * 0.9 + 0.01 : 3.0));
        }));
    }

    [Theory, MemberData(nameof(Scalings))]
    public void A_chain_of_the_scaling_takes_the_steps_of_the_method(string name)
    {
        var method = Unusual(name) with { LearningRate = 0.002 };
        // Every link of the method as a person makes it: by its name in the catalogue, and what it takes.
        var links = method.Chain.Links.Select(link => Transformation.Catalogue.Find(link.Name)!.Create(
            Parameter.Of(link).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.ValueOf(link)))));
        Assert.Equal(Points(method), Points(new Chained(Chain.Of([.. links]))));
    }

    [Theory, MemberData(nameof(Scalings))]
    public void The_catalogue_makes_it_by_name_and_a_file_keeps_it(string name)
    {
        var method = Unusual(name);
        var link = method.Scaling;
        var entry = Transformation.Catalogue.Find(link.Name)!;
        Assert.Equal(link, entry.Create(entry.Parameters.Select(own => KeyValuePair.Create(own.Name, own.ValueOf(method)))));
        Assert.NotEqual(link, entry.Default);
        Assert.Equal(link.GetHashCode(), (method with { ClipNorm = 2, Label = "other" }).Scaling.GetHashCode());
        Assert.Equal(link, (method with { ClipNorm = 2, Label = "other" }).Scaling);
        var chain = Chain.Of(new ClipByNorm(1), link);
        Assert.Equal(chain, Notation.Read<Chain>(Notation.Write(chain)));
    }

    [Fact]
    public void A_link_takes_what_is_of_the_scaling()
    {
        static string Taken(string link) => string.Join(", ", Transformation.Catalogue.Find(link)!.Parameters.Select(own => own.Name));
        Assert.Equal("Beta1, Beta2, Epsilon, EpsilonInside, BiasCorrection", Taken("ScaleByAdam"));
        Assert.Equal("Decay, Epsilon, EpsilonInside, Centered, BiasCorrection", Taken("ScaleByRMSProp"));
        Assert.Contains("LearningRate", Taken("ScaleByProdigy"), StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => Transformation.Catalogue.Find("ScaleByAdam")!.Create([new("WeightDecay", 0.1)]));
        Assert.StartsWith("ScaleByAdam has no parameter WeightDecay: it has Beta1, Beta2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_of_a_chain_is_that_of_its_links()
    {
        var prodigy = new Prodigy { LearningRate = 0.5, ClipNorm = 1 };
        var chain = new Chained(Chain.Of(new ClipByNorm(1), prodigy.Scaling));
        Assert.Equal(Schedule.Constant(0.5), chain.LearningRate);
        Assert.Equal(Points(prodigy with { LearningRate = 2 }), Points(chain with { LearningRate = 2 }));
        Assert.Equal(Points(prodigy with { LearningRateDecay = 0.1 }), Points(chain with { LearningRateDecay = 0.1 }));
        Chained Group(double rate) => new(Chain.Of(new ScaleByLearningRate(rate).OnlyFor([1, 0])));
        Assert.Equal(Points(Group(0.002)), Points(Group(0.001) with { LearningRate = 0.002 }));
        Assert.Null(Parameter.Find(new Chained(Chain.Of(new Adam().Scaling)), "LearningRate"));
    }

    [Fact]
    public void A_centred_corrected_scaling_divides_by_the_corrected_deviation()
    {
        var centred = new RMSProp { Centered = true, BiasCorrection = true, Decay = 0.8, Epsilon = 0.1 };
        var chain = new Chained(Chain.Of(centred.Scaling, new ScaleByLearningRate(1)));
        double[] gradients = [1, 3, -2];
        var (square, mean, x, state) = (0.0, 0.0, 0.0, chain.Start(Vector.Create(0)));
        for (var t = 1; t <= gradients.Length; t++)
        {
            var g = gradients[t - 1];
            (square, mean) = (0.8 * square + 0.2 * g * g, 0.8 * mean + 0.2 * g);
            var corrected = 1 - Math.Pow(0.8, t);
            x -= g / (Math.Sqrt(Math.Max(0, square / corrected - Math.Pow(mean / corrected, 2))) + 0.1);
            state = chain.Tell(state, Evaluation.Of(0, Vector.Create(g)));
            Assert.Equal(x, state.Point[0], 1e-7);
        }
    }
}

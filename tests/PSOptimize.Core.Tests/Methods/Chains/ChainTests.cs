using System.Runtime.Intrinsics;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.Chains;

public class ChainTests
{
    private sealed record Composed(params Transformation[] Links) : FirstOrderMethod(0.01)
    {
        protected override IEnumerable<Transformation> Compose() => Links;
    }

    /// <summary>
    /// A transformation for one number, written down as in a textbook: gets the update, the coordinate, the step, and its own memory.
    /// </summary>
    private delegate double ByHand(double update, double point, int step, double[] memory);

    private static (Transformation Link, ByHand ByHand) Draw(Key key)
    {
        double a = key.Between(0, 0.95, 1), b = key.Between(0, 0.999, 2);
        return key.Integer(7) switch
        {
            0 => (new AddWeightDecay(a), (u, x, _, _) => u + x * a),
            1 => (new AccumulateMomentum(a), (u, _, _, m) => m[0] = m[0] * a + u),
            2 => (new ScaleByLearningRate(a), (u, _, _, _) => -a * u),
            3 => (new AdaGrad { Epsilon = b }.Scaling, (u, _, _, m) => u / (Math.Sqrt(m[0] += u * u) + b)),
            4 => (new RMSProp { Decay = a, Epsilon = b }.Scaling, (u, _, _, m) => u / (Math.Sqrt(m[0] += (u * u - m[0]) * (1 - a)) + b)),
            5 => (new RMSProp { Decay = a, Epsilon = b, EpsilonInside = true }.Scaling,
                (u, _, _, m) => u / Math.Sqrt((m[0] += (u * u - m[0]) * (1 - a)) + b)),
            _ => (new Adam { Beta1 = a, Beta2 = b, Epsilon = 1e-3 }.Scaling, (u, _, t, m) =>
            {
                m[0] = a * m[0] + (1 - a) * u;
                m[1] = b * m[1] + (1 - b) * u * u;
                return m[0] / (1 - Math.Pow(a, t)) / (Math.Sqrt(m[1] / (1 - Math.Pow(b, t))) + 1e-3);
            }
            ),
        };
    }

    [Fact]
    public void A_chain_equals_its_parts_applied_by_hand() => Property.Holds(key =>
    {
        var parts = key.Split(1 + key.Integer(5)).Select(Draw).ToArray();
        var dimension = 1 + key.Integer(11, 1);
        var start = key.Fold(100).Normals(dimension);
        // A gradient of its own for each step and coordinate, whatever the point: errors cannot feed on themselves.
        double Gradient(int step, int i) => key.Fold(1000 + step).Between(-1, 1, i);

        var x = start.ToArray();
        var memories = parts.Select(_ => Enumerable.Range(0, dimension).Select(_ => new double[2]).ToArray()).ToArray();
        var method = new Composed([.. parts.Select(part => part.Link)]);
        var state = method.Start(start);
        for (var t = 1; t <= 12; t++)
        {
            state = method.Tell(state, Evaluation.Of(0, Vector.Init(dimension, i => Gradient(t, i))));
            for (var i = 0; i < dimension; i++)
            {
                var update = Gradient(t, i);
                for (var p = 0; p < parts.Length; p++) update = parts[p].ByHand(update, x[i], t, memories[p][i]);
                x[i] += update;
                // The same formulas with constants folded together: each step rounds a few times, and scalings by small roots enlarge that.
                Assert.Equal(1, (1 + Math.Abs(x[i])) / (1 + Math.Abs(state.Point[i])), 1e-9);
                Assert.Equal(x[i], state.Point[i], 1e-9 * (1 + Math.Abs(x[i])));
            }
        }
    }, cases: 500);

    [Fact]
    public void A_chain_is_the_same_one_loop_or_cut_in_two()
    {
        // Barrier needs the whole update and changes nothing: it cuts the loop.
        var whole = new Composed(new AddWeightDecay(0.1), new Adam().Scaling, new ScaleByLearningRate(0.05));
        var cut = new Composed(new AddWeightDecay(0.1), new Adam().Scaling, new Barrier(), new ScaleByLearningRate(0.05));
        var first = new Composed(new Barrier(), new AddWeightDecay(0.1), new Adam().Scaling, new ScaleByLearningRate(0.05));
        Property.Holds(key =>
        {
            var problem = TestProblems.Levy(1 + key.Integer(11, 500));
            var start = key.PointIn(problem.Lower, problem.Upper);
            var last = Optimizer.Steps(problem.Objective, whole, start).ElementAt(30).Point.Bits();
            Assert.Equal(last, Optimizer.Steps(problem.Objective, cut, start).ElementAt(30).Point.Bits());
            Assert.Equal(last, Optimizer.Steps(problem.Objective, first, start).ElementAt(30).Point.Bits());
        });
    }

    private sealed record Barrier : Transformation<Barrier.Nothing>
    {
        public override bool NeedsWhole => true;

        protected internal override Nothing Fold(ref Step step) => default;

        public readonly struct Nothing : IRule
        {
            public static int Slots => 0;

            public Vector512<double> Apply(Vector512<double> update, Cell cell) => update;
        }
    }

    [Fact]
    public void Chains_compare_by_content_and_join()
    {
        var chain = Chain.Of(new Adam().Scaling, new ScaleByLearningRate(0.1));
        Assert.Equal(Chain.Of(new Adam().Scaling, new ScaleByLearningRate(0.1)), chain);
        Assert.NotEqual(Chain.Of(new Adam().Scaling, new ScaleByLearningRate(0.2)), chain);
        Assert.Equal(chain, Chain.Of(new Adam().Scaling).Then(Chain.Of(new ScaleByLearningRate(0.1))));
        Assert.Equal(["ScaleByAdam.FirstMoment", "ScaleByAdam.SecondMoment"], chain.SlotNames);
        Assert.Equal("ScaleByAdam → ScaleByLearningRate", chain.ToString());
    }
}

using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Methods.FirstOrder;

/// <summary>It does not matter to a first-order method where in the vector a coordinate stands.</summary>
public class SymmetryTests
{
    // A permutation is a rotation, and those of AdaGradFull are in StatementTests. A direction is drawn coordinate by coordinate.
    public static TheoryData<string> All => Names.FirstOrder(method => method is not AdaGradFull && !DrawsDirections(method));

    public static TheoryData<string> Elementwise => Names.FirstOrder(WorksByElement);

    private static bool WorksByElement(FirstOrderMethod method) =>
        method.Chain.Links.All(link => !link.NeedsWhole) && !DrawsDirections(method);

    private static bool DrawsDirections(FirstOrderMethod method) => (method.Needs & Information.HessianProduct) != 0;

    [Theory, MemberData(nameof(All))]
    public void A_permuted_problem_gives_the_permuted_trajectory(string name) => Property.Holds(key =>
    {
        var method = Names.FirstOrder(name);
        var n = 2 + key.Integer(10);
        var problem = TestProblems.Quadratic(key.Fold(1).Uniforms(n).Map(u => Math.Pow(10, 2 * u - 1)), rotated: true);
        var order = key.Fold(2).Permutation(n);
        Vector Permuted(Vector x) => Vector.Init(n, i => x[order[i]]);
        Vector Restored(Vector x)
        {
            var restored = new double[n];
            for (var i = 0; i < n; i++) restored[order[i]] = x[i];
            return restored;
        }
        var permuted = Objective.FromValueAndGradient("permuted", n, point =>
        {
            var exact = problem.Objective.ValueAndGradient(Restored(point));
            return Evaluation.Of(exact.Value, Permuted(exact.Gradient));
        });
        var start = key.Fold(3).Normals(n);
        // A norm adds up in another order, and such roundings grow from step to step where the norm is in the rate.
        var pairs = Optimizer.Steps(problem.Objective, method, start).Zip(Optimizer.Steps(permuted, method, Permuted(start)));
        foreach (var (one, other) in pairs.Take(WorksByElement(method) ? 40 : 10))
        {
            if (WorksByElement(method)) Assert.Equal(Permuted(one.Point).Bits(), other.Point.Bits());
            else Assert.True((Permuted(one.Point) - other.Point).Norm() <= 1e-11 * (1 + one.Point.Norm()),
                $"{Permuted(one.Point)} and {other.Point}");
        }
    }, cases: 100);

    [Theory, MemberData(nameof(Elementwise))]
    public void A_vector_of_several_tiles_is_like_its_parts(string name)
    {
        // Two tiles of the loop and a bit, cut where no register ends.
        const int n = (1 << 15) + 5, part = 9_999;
        var method = Names.FirstOrder(name);
        var key = Key.FromSeed(5);
        Vector[] gradients = [.. key.Split(4).Select(each => each.Normals(n))];
        Vector Last(int from, int count)
        {
            var state = method.Start(key.Fold(7).Normals(n).Slice(from, count));
            foreach (var gradient in gradients) state = method.Tell(state, Evaluation.Of(1, gradient.Slice(from, count)));
            return state.Point;
        }
        var whole = Last(0, n);
        for (var from = 0; from < n; from += part)
        {
            var count = Math.Min(part, n - from);
            Assert.Equal(whole.Slice(from, count).Bits(), Last(from, count).Bits());
        }
    }
}

using PSOptimize.Objectives;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests;

public class ClosedHierarchyTests
{
    [Theory]
    [InlineData(typeof(Outcome))]
    public void Nobody_can_add_a_case_and_match_has_a_branch_for_each(Type closed)
    {
        var cases = closed.GetNestedTypes().Where(type => type.IsSubclassOf(closed)).ToList();
        Assert.All(cases, type => Assert.True(type.IsSealed));
        Assert.Empty(closed.GetConstructors());
        Assert.Equal(
            cases.Select(type => type.Name).Order(StringComparer.OrdinalIgnoreCase),
            closed.GetMethod("Match")!.GetParameters().Select(parameter => parameter.Name!).Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Each_outcome_has_its_own_kind_and_each_kind_its_outcome()
    {
        Outcome[] outcomes =
        [
            new Outcome.Converged("Rule", 1, 2), new Outcome.Stalled("Rule", 2, 1), new Outcome.BudgetExhausted("Rule", 3, 2),
            new Outcome.Failed(FailureReason.NotFinite, 4, "why"), new Outcome.Cancelled(5),
        ];
        Assert.Equal(Enum.GetValues<OutcomeKind>(), outcomes.Select(outcome => outcome.Kind));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.GetType().Name, outcome.Kind.ToString()));
        Assert.All(outcomes, outcome => Assert.Same(
            outcome, outcome.Match<Outcome>(one => one, one => one, one => one, one => one, one => one)));
    }

    [Fact]
    public void An_evaluation_says_what_it_knows()
    {
        Assert.Equal("7", Evaluation.Of(7).ToString());
        Assert.Equal("7, gradient [1]", Evaluation.Of(7, [1]).ToString());
        Assert.Equal(Evaluation.Of(-7, [-1]), Evaluation.Of(7, [1]).Negated());
        Assert.NotEqual(Evaluation.Of(7), Evaluation.Of(7, Vector.Empty));
        var error = Assert.Throws<InvalidOperationException>(() => Evaluation.Of(7).Gradient);
        Assert.Contains("knows the value, not the gradient", error.Message);
    }
}

using PSOptimize.Objectives;

namespace PSOptimize.Binding;

/// <summary>Completes a point: the customary start and the minimisers of a test problem that -Objective names.</summary>
public sealed class StartCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> NamesFor(CompletionPlace place) =>
        from name in place.Texts("Objective")
        let problem = TestProblems.Find(name)?.Default
        where problem is not null
        from point in problem.Minimizers.AsSeq().Select(point => (Point: point, Tip: "a minimiser"))
            .Prepend((Point: problem.Start, Tip: "the customary start"))
        select (string.Join(", ", point.Point.AsSeq().Select(number => FormattableString.Invariant($"{number}"))), point.Tip);
}

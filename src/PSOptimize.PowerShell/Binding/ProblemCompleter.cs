using PSOptimize.Objectives;

namespace PSOptimize.Binding;

/// <summary>Completes the names of test problems.</summary>
public sealed class ProblemCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Names =>
        TestProblems.All.Select(entry => (entry.Name, entry.Default.Formula));
}

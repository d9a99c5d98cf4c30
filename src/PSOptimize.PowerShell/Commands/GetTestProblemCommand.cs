using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Presentation;

namespace PSOptimize.Commands;

/// <summary>
/// Lists the built-in test problems: formula, constraints, minimum, minimisers, customary domain and start, convexity, source.
/// </summary>
/// <remarks>
/// A problem can be piped into Invoke-Optimizer, which takes its function, its customary start, and its bounds, equations and inequalities
/// if it has any. New-Objective -Problem makes it with other parameters.
/// </remarks>
/// <example>
/// All problems.
/// <code>
/// Get-TestProblem
/// </code>
/// </example>
/// <example>
/// Every problem, from its customary start.
/// <code>
/// Get-TestProblem | Invoke-Optimizer Adam -LearningRate 0.05
/// </code>
/// </example>
/// <example>
/// A problem in more coordinates, and what is known of it.
/// <code>
/// Get-TestProblem Rosenbrock | Format-List
/// New-Objective -Problem Rosenbrock -Dimension 10 | Invoke-Optimizer
/// </code>
/// </example>
/// <example>
/// A problem of Hock and Schittkowski, solved within its bounds and under its constraints, and all that have any.
/// <code>
/// Get-TestProblem HS71 | Invoke-Optimizer
/// Get-TestProblem | Where-Object IsConstrained
/// </code>
/// </example>
/// <seealso cref="NewObjectiveCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Constraints"/>
[Cmdlet(VerbsCommon.Get, "TestProblem")]
[OutputType(typeof(TestProblem))]
public sealed class GetTestProblemCommand : GuardedCommand
{
    /// <summary>Names of problems, with wildcards; default all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var name in Name)
        {
            var found = NamePattern.Matching(name, TestProblems.All, entry => entry.Name).Select(entry => entry.Default).ToArray();
            if (found.Length == 0 && NamePattern.MustMatch(name)) WriteError(Errors.UnknownProblem(name));
            WriteObject(found, enumerateCollection: true);
        }
    }
}

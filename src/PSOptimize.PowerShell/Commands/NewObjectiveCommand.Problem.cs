using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Presentation;

namespace PSOptimize.Commands;

/// <content>Objectives from the catalogue of test problems.</content>
public sealed partial class NewObjectiveCommand
{
    private const string ProblemSet = "Problem";

    private readonly DynamicParameters _problemParameters = new(typeof(NewObjectiveCommand),
        TestProblems.All.SelectMany(entry => entry.Parameters).Select(parameter => (parameter.Name, parameter.Type)), ProblemSet);

    /// <summary>A built-in test problem: a name that Get-TestProblem lists. Its own parameters, such as -Dimension, are parameters here.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ProblemSet, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    public ProblemChoice Problem { get; set; } = null!;

    // These two are parameters of the cmdlet itself, because -A and -B would otherwise abbreviate -Activation and -BatchSize.

    /// <summary>Rosenbrock's a, default 1: the minimum is at (a, a²).</summary>
    [Parameter(ParameterSetName = ProblemSet)]
    public double A { get; set; }

    /// <summary>Rosenbrock's b, above 0, default 100: how steep the walls of the valley are.</summary>
    [Parameter(ParameterSetName = ProblemSet)]
    public double B { get; set; }

    /// <summary>The parameters of all test problems.</summary>
    public object GetDynamicParameters() => _problemParameters;

    private Objective? FromProblem()
    {
        if (Problem.Problem is { } ready) return ready.Objective;
        if (TestProblems.Find(Problem.Name) is { } entry) return entry.Create([.. _problemParameters.Given, .. Own(nameof(A), A), .. Own(nameof(B), B)]).Objective;
        WriteError(Errors.UnknownProblem(Problem.Name));
        return null;
    }

    private KeyValuePair<string, object?>[] Own(string name, double value) =>
        MyInvocation.BoundParameters.ContainsKey(name) ? [new(name, value)] : [];
}

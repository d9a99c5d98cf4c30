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

    /// <summary>The parameters of all test problems.</summary>
    public object GetDynamicParameters() => _problemParameters;

    private Objective? FromProblem()
    {
        if (Problem.Problem is { } ready) return ready.Objective;
        if (TestProblems.Find(Problem.Name) is { } entry) return entry.Create(_problemParameters.Given).Objective;
        WriteError(Errors.UnknownProblem(Problem.Name));
        return null;
    }
}

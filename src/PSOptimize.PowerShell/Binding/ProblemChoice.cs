using PSOptimize.Objectives;

namespace PSOptimize.Binding;

/// <summary>A test problem as a user may give it: by its name, or as a problem from Get-TestProblem.</summary>
/// <remarks>PowerShell converts to this type, so that an unknown name reaches the cmdlet, which can say what would be right.</remarks>
public sealed class ProblemChoice
{
    private ProblemChoice(string name, TestProblem? problem) => (Name, Problem) = (name, problem);

    /// <summary>The name that was given.</summary>
    public string Name { get; }

    /// <summary>The problem; null if only a name was given.</summary>
    public TestProblem? Problem { get; }

    /// <summary>The problem of a name.</summary>
    public static implicit operator ProblemChoice(string name) => new(name is null ? "" : name.Trim(), null);

    /// <summary>A problem as it is.</summary>
    public static implicit operator ProblemChoice(TestProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new ProblemChoice(problem.Name, problem);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

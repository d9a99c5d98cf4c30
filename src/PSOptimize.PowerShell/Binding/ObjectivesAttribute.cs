using System.Collections;
using System.Management.Automation;
using PSOptimize.Objectives;

namespace PSOptimize.Binding;

/// <summary>A parameter that takes objectives: what New-Objective made, a script block, a test problem, or the name of one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ObjectivesAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        ArgumentNullException.ThrowIfNull(engineIntrinsics);
        var plain = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (plain is IList list)
        {
            var objectives = list.Cast<object?>().Select(item => One(engineIntrinsics, item)).ToArray();
            return objectives.Any(item => item is null) ? inputData : objectives;
        }
        return One(engineIntrinsics, plain) is { } objective ? new[] { objective } : inputData;
    }

    private static Objective? One(EngineIntrinsics engine, object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        Objective objective => objective,
        ScriptBlock block => ObjectiveFactory.FromScript(block, engine.SessionState),
        TestProblem problem => problem.Objective,
        string name => TestProblems.Find(name)?.Default.Objective,
        _ => null,
    };
}

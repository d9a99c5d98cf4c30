using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using PSOptimize.Binding;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Sessions;

/// <summary>
/// An objective or a constraint as a record from which another process makes the same function: a test problem by its name, a script block
/// by its text with the variables, functions and aliases that it uses.
/// </summary>
/// <remarks>
/// In the other process they are those of a module of their own, as of a closure, so that they neither see nor change the variables of
/// that session.
/// </remarks>
internal static class FunctionRecord
{
    /// <summary>Of more functions than these a session forgets the earlier ones.</summary>
    private const int MostKnown = 256;

    private static readonly ConditionalWeakTable<Runspace, Dictionary<string, Objective>> Known = [];

    /// <summary>The record of a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="point">A point at which it can be evaluated.</param>
    /// <param name="session">The session of the command.</param>
    /// <param name="modules">Receives the modules that its blocks use.</param>
    /// <exception cref="SessionException">A part of it belongs to this process, or a variable is missing.</exception>
    public static JsonObject Write(Objective function, Vector point, SessionState session, Dictionary<string, PSModuleInfo> modules)
    {
        var record = new JsonObject { ["name"] = function.Name, ["maximize"] = function.Maximize };
        var parts = function.Parts.ToArray();
        if (parts.OfType<CompiledObjective>().FirstOrDefault() is { } compiled)
        {
            CheckVariables(compiled, point);
            record["translated"] = true;
            WriteBlocks(record, compiled.Source.AsWritten, function.Differentiation, session, modules);
        }
        else if (parts.OfType<ScriptObjective>().FirstOrDefault() is { } script)
        {
            record["translated"] = false;
            WriteBlocks(record, script, function.Differentiation, session, modules);
        }
        else if (function.Problem is { } problem && ProblemOf(problem.Name, problem.Dimension) is { } found
            && found.Value(point).Equals(problem.Objective.Value(point)))
        {
            record["problem"] = problem.Name;
            record["dimension"] = problem.Dimension;
        }
        else
        {
            throw new SessionException("CannotTravel", $"{function.Name} is neither a script block nor a test problem with the parameters "
                + "that its name stands for, so its function cannot go to another session: leave out -Session, or write it as a script "
                + "block.");
        }
        return record;
    }

    /// <summary>The function of what <see cref="Write"/> gave.</summary>
    /// <param name="record">The record.</param>
    /// <remarks>A session makes it once, so that variables of its module are still there at the next run.</remarks>
    public static Objective Read(JsonObject record)
    {
        var known = Known.GetOrCreateValue(Runspace.DefaultRunspace);
        var text = record.ToJsonString();
        if (known.TryGetValue(text, out var before)) return before;
        if (known.Count >= MostKnown) known.Clear();
        return known[text] = Made(record);
    }

    private static Objective Made(JsonObject record)
    {
        var name = (string)record["name"]!;
        var function = record["problem"] is { } problem
            ? ProblemOf((string)problem!, (int)record["dimension"]!) ?? throw new ArgumentException($"There is no test problem {problem}.")
            : ReadBlocks(record, name);
        return function.WithName(name).WithMaximize((bool)record["maximize"]!);
    }

    private static void WriteBlocks(
        JsonObject record, ScriptObjective script, DifferentiationKind kind, SessionState session, Dictionary<string, PSModuleInfo> modules)
    {
        var home = script.Home.SessionOr(session);
        var dependencies = new ScriptDependencies(script.Blocks, script.Kept, home);
        if (dependencies.Missing.FirstOrDefault() is { } missing)
            throw new SessionException("VariableMissing", $"The script block of {script.Name} names ${missing}, which has no value here: "
                + "set it before the run, or within the block. Nothing was run.");
        if (script.Blocks.Concat(dependencies.Functions.Values).Select(Foreign).FirstOrDefault(name => name is not null) is { } foreign)
            throw new SessionException("CannotTravel", $"The script block of {script.Name} names ${foreign}, which is another one in "
                + "another session: put its value into a variable before, and name that.");
        foreach (var (path, module) in dependencies.Modules) modules.TryAdd(path, module);
        record["kind"] = kind.ToString();
        record["blocks"] = new JsonArray([.. script.Blocks.Select(block => ScriptCopy.TextOf(block))]);
        record["variables"] = new JsonObject(dependencies.Variables
            .Select(variable => KeyValuePair.Create(variable.Key, PortableValue.Write(variable.Value, variable.Key))));
        record["definitions"] = string.Join('\n',
        [
            .. dependencies.Functions.Select(function =>
                $"{(function.Value.IsFilter ? "filter" : "function")} {function.Key} {{{ScriptCopy.TextOf(function.Value)}\n}}"),
            .. dependencies.Aliases.Select(alias => $"Set-Alias {Quoted(alias.Key)} {Quoted(alias.Value)}"),
        ]);
    }

    /// <summary>A variable that each session has of its own: a global one, or the place of the script.</summary>
    private static string? Foreign(ScriptBlock block) => block.Ast.FindAll(node => node is VariableExpressionAst, true)
        .Select(node => ((VariableExpressionAst)node).VariablePath)
        .FirstOrDefault(path => path.IsGlobal || path.UserPath.ToUpperInvariant() is "PSSCRIPTROOT" or "PSCOMMANDPATH")?.UserPath;

    private static Objective ReadBlocks(JsonObject record, string name)
    {
        var home = new PSModuleInfo(ScriptBlock.Create((string)record["definitions"]!));
        foreach (var (variable, value) in record["variables"]!.AsObject())
            home.SessionState.PSVariable.Set(variable, PortableValue.Read(value, Bound));
        ScriptBlock[] blocks = [.. record["blocks"]!.AsArray().Select(text => Bound((string)text!))];
        var (kind, gradient) = (Enum.Parse<DifferentiationKind>((string)record["kind"]!), blocks.ElementAtOrDefault(1));
        if (!(bool)record["translated"]!) return ObjectiveFactory.Invoked(blocks[0], home.SessionState, gradient, name, kind);
        var made = ObjectiveFactory.FromScript(blocks[0], home.SessionState, gradient, name, kind switch
        {
            DifferentiationKind.Central => DifferentiationChoice.Central,
            DifferentiationKind.Forward => DifferentiationChoice.Forward,
            DifferentiationKind.ComplexStep => DifferentiationChoice.ComplexStep,
            _ => DifferentiationChoice.Exact,
        });
        return made.Parts.OfType<CompiledObjective>().Any() ? made
            : throw new ArgumentException($"{name} was translated in the session that sent it, and is not here.");

        ScriptBlock Bound(string text) => home.NewBoundScriptBlock(ScriptBlock.Create(text));
    }

    /// <summary>A translation has the variables of the time when the objective was made; those that travel are the ones of now.</summary>
    private static void CheckVariables(CompiledObjective compiled, Vector point)
    {
        var changed = compiled.Source.Translate().Match(
            translated => ValueOf(() => translated.Function.Value(point.AsSpan())) is { } now
                && ValueOf(() => compiled.Value(point)) is { } then && !now.Equals(then),
            _ => false);
        if (changed)
            throw new SessionException("VariablesChanged", $"Variables of the script block of {compiled.Name} have changed since the "
                + "objective was made, and another session would see the new ones: make it again with New-Objective.");
    }

    private static double? ValueOf(Func<double> value)
    {
        try
        {
            return value();
        }
        catch (Exception error) when (error is ScriptException or EvaluationException or ArgumentException)
        {
            return null;
        }
    }

    private static Objective? ProblemOf(string name, int dimension)
    {
        if (TestProblems.Find(name) is not { } family) return null;
        if (family.Default.Dimension == dimension) return family.Default.Objective;
        return family.Find(nameof(TestProblem.Dimension)) is null ? null
            : family.Create([KeyValuePair.Create<string, object?>(nameof(TestProblem.Dimension), dimension)]).Objective;
    }

    private static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}

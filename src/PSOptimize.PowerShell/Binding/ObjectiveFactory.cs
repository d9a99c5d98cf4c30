using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>Makes objectives from script blocks.</summary>
internal static class ObjectiveFactory
{
    private const string Program =
        "a program, which cannot be differentiated: a method that needs no gradient, such as NelderMead or CMAES, takes fewer evaluations";

    /// <summary>
    /// The objective of a script block, whose scalar parameters name the coordinates. A block that can be translated is compiled; one that
    /// cannot is invoked as it is.
    /// </summary>
    /// <exception cref="ScriptException">
    /// The gradient is to be exact or by the complex step, and the block does not allow that.
    /// </exception>
    public static Objective FromScript(ScriptBlock block, SessionState session, ScriptBlock? gradient = null, string? name = null,
        DifferentiationChoice choice = DifferentiationChoice.Auto)
    {
        // A closure has a session of its own, with the variables that it captured.
        var surroundings = new SessionSurroundings(block.Module?.SessionState ?? session);
        var form = ScriptForm.Of(block, surroundings);
        name ??= "Objective";
        var objective = gradient is null
            ? Translated(block, form, surroundings, session, choice, name)
            : new ScriptObjective(name, new ScriptFunction(block, form, session),
                new ScriptFunction(gradient, ScriptForm.Of(gradient, surroundings), session),
                session);
        return form.IsArray ? objective : objective.WithCoordinateNames([.. form.ParameterNames]);
    }

    /// <summary>The objective of a script block that is invoked as it is, even if it could be translated.</summary>
    /// <param name="block">The block.</param>
    /// <param name="session">The session in which it runs.</param>
    /// <param name="gradient">The block of its gradient; null for one by differences, or for none.</param>
    /// <param name="name">The name.</param>
    /// <param name="kind">How the gradient is obtained.</param>
    public static Objective Invoked(
        ScriptBlock block, SessionState session, ScriptBlock? gradient, string name, DifferentiationKind kind)
    {
        if (gradient is not null) return FromScript(block, session, gradient, name);
        var form = ScriptForm.Of(block, new SessionSurroundings(block.Module?.SessionState ?? session));
        Objective objective = new ScriptObjective(name, new ScriptFunction(block, form, session), null, session);
        if (kind is DifferentiationKind.Central or DifferentiationKind.Forward) objective = objective.WithDifferences(kind);
        return form.IsArray ? objective : objective.WithCoordinateNames([.. form.ParameterNames]);
    }

    private static Objective Translated(ScriptBlock block, ScriptForm form, SessionSurroundings surroundings, SessionState session,
        DifferentiationChoice choice, string name)
    {
        var asWritten = new ScriptObjective(name, new ScriptFunction(block, form, session), null, session);
        return Translate(surroundings).Match<Objective>(
            translated => choice == DifferentiationChoice.ComplexStep && translated.Function.ObstacleToComplexStep() is { } obstacle
                ? throw ScriptException.NotAnalytic(obstacle)
                : Compiled(name, translated.Function, KindOf(choice, DifferentiationKind.Exact),
                    new TranslationSource(asWritten, () => Translate(new SessionSurroundings(block.Module?.SessionState ?? session)))
                    {
                        IsExactDemanded = choice == DifferentiationChoice.Exact,
                    }),
            outside => choice == DifferentiationChoice.Exact ? throw ScriptException.NotDifferentiable(outside)
                : choice == DifferentiationChoice.ComplexStep ? throw ScriptException.NotAnalytic(outside.ToString())
                : asWritten.Without(asWritten.Home.RunsProgram ? Program : outside.ToString())
                    .WithDifferences(KindOf(choice, DifferentiationKind.Central)));

        ScriptTranslation Translate(SessionSurroundings around) =>
            ScriptTranslator.Translate((ScriptBlockAst)block.Ast, form.ParameterNames, form.IsArray, around);
    }

    private static Objective Compiled(string name, DifferentiableFunction function, DifferentiationKind kind, TranslationSource source) =>
        kind is DifferentiationKind.Exact or DifferentiationKind.ComplexStep
            ? new CompiledObjective(name, function, kind, source)
            : new CompiledObjective(name, function, DifferentiationKind.None, source).WithDifferences(kind);

    private static DifferentiationKind KindOf(DifferentiationChoice choice, DifferentiationKind auto) => choice switch
    {
        DifferentiationChoice.Central => DifferentiationKind.Central,
        DifferentiationChoice.Forward => DifferentiationKind.Forward,
        DifferentiationChoice.ComplexStep => DifferentiationKind.ComplexStep,
        _ => auto,
    };
}

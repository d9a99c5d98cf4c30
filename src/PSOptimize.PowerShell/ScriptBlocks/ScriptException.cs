using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static System.FormattableString;

namespace PSOptimize.ScriptBlocks;

/// <summary>What a script block did instead of returning a number, and what to do about it.</summary>
internal sealed class ScriptException : Exception
{
    private ScriptException(string errorId, string message, Exception? inner = null) : base(message, inner) => ErrorId = errorId;

    /// <summary>The id of the error record.</summary>
    public string ErrorId { get; }

    public static ScriptException NoParameter() => new("ScriptTakesNoParameter",
        "The script block takes no parameter: begin it with param([double[]] $x) for a point as an array, "
        + "or with one parameter per coordinate, as in param($a, $b).");

    public static ScriptException TooDeep(Ast ast) => new("ScriptTooDeep",
        Invariant($"The script block is nested too deep at line {ast.Extent.StartLineNumber}: ")
        + "keep intermediate results in variables, or write a loop.");

    public static ScriptException Endless(FunctionDefinitionAst function, Ast call) => new("ScriptTooDeep",
        Invariant($"The function {function.Name} calls itself on every path, at line {call.Extent.StartLineNumber}, and so never ends: ")
        + "let it return a value under a condition.");

    public static ScriptException NoRunspace() => new("ScriptNeedsRunspace",
        "A script block needs a PowerShell runspace, and this thread has none: "
        + "evaluate it in the pipeline or in ForEach-Object -Parallel.");

    public static ScriptException Wrote(string parameter) => new("ScriptWroteToPoint",
        $"The script block wrote to ${parameter}, which is the optimiser's point: work on a copy, $copy = ${parameter}.Clone().");

    public static ScriptException NotANumber(object? result) => result switch
    {
        null => new ScriptException("ScriptReturnedNothing",
            "The script block returned nothing: let its last statement be the value, without assigning it to a variable."),
        string text => new ScriptException("ScriptReturnedText",
            $"The script block returned the text '{text}', not a number: "
            + "convert it, as in [double]::Parse($text, [cultureinfo]::InvariantCulture)."),
        ICollection { Count: var count } => new ScriptException("ScriptReturnedSeveral",
            Invariant($"The script block returned {count} values, not one number: ")
            + "keep intermediate results in variables, or discard them with $null = ...."),
        _ => new ScriptException("ScriptReturnedOther",
            $"The script block returned a {result.GetType().Name}, not a number: let its last statement be the value."),
    };

    public static ScriptException WrongGradient(int given, int wanted) => new("ScriptGradientLength",
        Invariant($"The gradient script block returned {given} numbers, and the point has {wanted} coordinates: ")
        + "return one number per coordinate.");

    public static ScriptException NotDifferentiable(ScriptTranslation.Outside outside) => new("ScriptNotDifferentiable",
        $"The gradient of the script block cannot be derived exactly, because of {outside}.");

    public static ScriptException NotAnalytic(string obstacle) => new("ScriptNotAnalytic",
        $"The complex step does not apply to the script block, because of {obstacle}. Leave out -Differentiation, or choose Central.");

    public static ScriptException Undefined(EvaluationException error) => new("ScriptUndefined", error.Message, error);

    public static bool IsIndexOutside(RuntimeException error) =>
        error.ErrorRecord.FullyQualifiedErrorId.StartsWith("System.IndexOutOfRangeException", StringComparison.Ordinal);

    public static ScriptException IndexOutside(IndexExpressionAst index, int dimension) => IndexOutside(
        Invariant($" (line {index.Extent.StartLineNumber}: {index.Extent.Text})"), Invariant($"the point has {dimension} coordinates."));

    public static ScriptException Threw(RuntimeException error)
    {
        var place = error.ErrorRecord.InvocationInfo is { ScriptLineNumber: > 0 } at
            ? Invariant($" (line {at.ScriptLineNumber}: {at.Line.Trim()})")
            : "";
        return IsIndexOutside(error)
            ? IndexOutside(place, error.Message, error)
            : new ScriptException("ScriptThrew", $"{Said(error)}{place}", error);
    }

    /// <summary>The word by which a block left its caller's code as well, if that is what an exception of PowerShell's means.</summary>
    public static string? WordOf(Exception error) => error.GetType().Name switch
    {
        "ExitException" => "exit",
        "BreakException" => "break",
        "ContinueException" => "continue",
        _ => null,
    };

    /// <summary>A block that ended with a word that also ends what invokes it.</summary>
    public static ScriptException Left(string word, Exception error) => new("ScriptLeft",
        $"The script block ended with {word}, outside of a loop of its own: use return, with a number, or throw.", error);

    /// <summary>What an error says; of one that was written, without the preference that made it end the evaluation.</summary>
    private static string Said(RuntimeException error) =>
        error is ActionPreferenceStopException { ErrorRecord.Exception: { } written } ? written.Message : error.Message;

    private static ScriptException IndexOutside(string place, string problem, Exception? inner = null) => new("ScriptIndexOutside",
        $"The script block read past the end of an array{place}: {problem} Give a start with as many coordinates as the block reads.",
        inner);
}

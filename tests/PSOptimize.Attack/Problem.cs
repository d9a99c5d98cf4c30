namespace PSOptimize.Attack;

/// <summary>An error that a call reported.</summary>
/// <param name="Id">The fully qualified id.</param>
/// <param name="Types">The types of the exception and those within it.</param>
/// <param name="Message">What it says.</param>
/// <param name="Command">The command that reported it.</param>
/// <param name="Where">The first lines of its stack in the module.</param>
internal sealed record Problem(string Id, string[] Types, string Message, string Command, string[] Where)
{
    // What only a fault of a program throws; the objective of a user may.
    private static readonly string[] Raw =
    [
        nameof(NullReferenceException), nameof(IndexOutOfRangeException), nameof(InvalidCastException), nameof(KeyNotFoundException),
        nameof(ArrayTypeMismatchException), nameof(OverflowException), nameof(DivideByZeroException), nameof(ObjectDisposedException),
        nameof(NotImplementedException), nameof(AggregateException), "UnreachableException", "TargetInvocationException",
        nameof(ArgumentNullException), nameof(InsufficientExecutionStackException), "RuntimeBinderException",
    ];

    // Errors of the user's own code, and of PowerShell's conversions, may have any cause.
    private static readonly string[] Others =
        ["ObjectiveThrew", "CannotConvertArgument", "CannotConvertArgumentNoMessage", "ScriptBlockArgumentInvocationFailed"];

    /// <summary>The id without the command.</summary>
    public string ShortId => Id.Split(',')[0];

    /// <summary>Whether no author of the module foresaw it.</summary>
    public bool IsRaw => IsOfModule && (
        ShortId.StartsWith("System.", StringComparison.Ordinal) || ShortId.EndsWith("Exception", StringComparison.Ordinal)
        || ShortId is "Unexpected" or ""
        || (!Others.Contains(ShortId) && Types[0] != "CheckpointException" && Types.Any(type => Raw.Contains(type))));

    private bool IsOfModule => Id.Contains(",PSOptimize.", StringComparison.Ordinal);

    /// <summary>The error as a line.</summary>
    public override string ToString() =>
        $"{Id} [{string.Join(" < ", Types)}] {Message.ReplaceLineEndings(" ")} {string.Join(" ", Where.Select(line => line?.Trim()))}";
}

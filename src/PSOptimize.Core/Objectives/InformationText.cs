namespace PSOptimize.Objectives;

/// <summary>The wording of <see cref="Information"/> in messages.</summary>
internal static class InformationText
{
    private static readonly (Information Part, string Text)[] Words =
    [
        (Information.Value, "the value"),
        (Information.Gradient, "the gradient"),
        (Information.HessianProduct, "Hessian products"),
        (Information.Residuals, "residuals"),
        (Information.Jacobian, "the Jacobian"),
        (Information.Equations, "the constraints"),
    ];

    /// <summary>The parts as a list in words, such as <c>the value and the gradient</c>; <c>nothing</c> if there are none.</summary>
    public static string In(Information information)
    {
        string[] parts = [.. Words.Where(word => information.HasFlag(word.Part)).Select(word => word.Text)];
        return parts.Length switch
        {
            0 => "nothing",
            1 => parts[0],
            _ => $"{string.Join(", ", parts[..^1])} and {parts[^1]}",
        };
    }
}

namespace PSOptimize.Binding;

/// <summary>Completes bounds: the forms that they may have.</summary>
public sealed class BoundsCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Names =>
    [
        ("0..1", "every coordinate from 0 to 1"),
        ("0..", "every coordinate at least 0"),
        ("-1..1", "every coordinate from -1 to 1"),
    ];
}

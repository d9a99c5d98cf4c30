namespace PSOptimize.Methods.Searches;

/// <summary>What a search along a line knows: numbers alone.</summary>
/// <param name="Start">The step 0, with the value and the slope there.</param>
/// <param name="Low">The best step known whose slope points downhill, at first 0: the minimum that is looked for lies beyond it.</param>
/// <param name="High">A step that is too long; infinite while there is none.</param>
/// <param name="Step">The step to try next.</param>
/// <param name="Limit">The longest step allowed; infinite for none.</param>
/// <param name="Trials">How many steps have been tried.</param>
/// <param name="Phase">How far the search has come.</param>
internal readonly record struct Line(
    LinePoint Start, LinePoint Low, LinePoint High, double Step, double Limit, int Trials, LinePhase Phase)
{
    private static readonly LinePoint None = new(double.PositiveInfinity, double.PositiveInfinity, double.NaN);

    /// <summary>The length of the interval that holds the minimum; infinite while it is open.</summary>
    public double Width => High.Step - Low.Step;

    /// <summary>What a difference of values must exceed to mean anything: some units in the last place.</summary>
    public double Rounding => 16 * 2.220446049250313e-16 * Math.Abs(Start.Value);

    /// <summary>A search that begins.</summary>
    /// <param name="value">The value at the step 0.</param>
    /// <param name="slope">The slope there, below 0.</param>
    /// <param name="step">The first step to try.</param>
    /// <param name="limit">The longest step allowed.</param>
    public static Line From(double value, double slope, double step, double limit)
    {
        var start = new LinePoint(0, value, slope);
        return new Line(start, start, None, Math.Min(step, limit), limit, 0, LinePhase.Searching);
    }

    /// <summary>The numbers by name.</summary>
    public IEnumerable<KeyValuePair<string, double>> Numbers =>
    [
        new("Slope", Start.Slope),
        new("LowStep", Low.Step), new("LowValue", Low.Value), new("LowSlope", Low.Slope),
        new("HighStep", High.Step), new("HighValue", High.Value), new("HighSlope", High.Slope),
        new("Step", Step), new("Limit", Limit), new("Trials", Trials),
    ];

    /// <summary>The search whose numbers these are; it is still searching.</summary>
    /// <param name="value">The value at the step 0.</param>
    /// <param name="numbers">The numbers by name.</param>
    public static Line Read(double value, IReadOnlyDictionary<string, double> numbers) => new(
        new(0, value, numbers["Slope"]), new(numbers["LowStep"], numbers["LowValue"], numbers["LowSlope"]),
        new(numbers["HighStep"], numbers["HighValue"], numbers["HighSlope"]), numbers["Step"], numbers["Limit"],
        (int)numbers["Trials"], LinePhase.Searching);
}

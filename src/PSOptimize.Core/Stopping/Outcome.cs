using System.Globalization;

namespace PSOptimize.Stopping;

/// <summary>
/// Why a run ended, with the numbers that decided it. Closed: <see cref="Converged"/>, <see cref="Stalled"/>,
/// <see cref="BudgetExhausted"/>, <see cref="Failed"/>, <see cref="Cancelled"/>.
/// </summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The case as an enumeration value.</summary>
    public abstract OutcomeKind Kind { get; }

    /// <summary>The result of the function that belongs to this case; only that function is called.</summary>
    /// <param name="converged">Called if a convergence rule was met.</param>
    /// <param name="stalled">Called if the run made no more progress.</param>
    /// <param name="budgetExhausted">Called if a budget was used up.</param>
    /// <param name="failed">Called if the run failed.</param>
    /// <param name="cancelled">Called if the run was cancelled.</param>
    public T Match<T>(
        Func<Converged, T> converged, Func<Stalled, T> stalled, Func<BudgetExhausted, T> budgetExhausted, Func<Failed, T> failed,
        Func<Cancelled, T> cancelled)
    {
        ArgumentNullException.ThrowIfNull(converged);
        ArgumentNullException.ThrowIfNull(stalled);
        ArgumentNullException.ThrowIfNull(budgetExhausted);
        ArgumentNullException.ThrowIfNull(failed);
        ArgumentNullException.ThrowIfNull(cancelled);
        return this switch
        {
            Converged outcome => converged(outcome),
            Stalled outcome => stalled(outcome),
            BudgetExhausted outcome => budgetExhausted(outcome),
            Failed outcome => failed(outcome),
            Cancelled outcome => cancelled(outcome),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A convergence rule was met.</summary>
    /// <param name="Rule">The name of the rule, for example <c>GradientNorm</c>.</param>
    /// <param name="Achieved">The number that met the rule.</param>
    /// <param name="Required">The bound that the rule sets.</param>
    public sealed record Converged(string Rule, double Achieved, double Required) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Converged;

        /// <summary><c>Converged: GradientNorm reached 8.1E-07, required 1E-06.</c></summary>
        public override string ToString() => Text($"Converged: {Rule} reached {Achieved:G6}, required {Required:G6}.");
    }

    /// <summary>The run made no more progress, and no convergence rule was met.</summary>
    /// <param name="Rule">What was watched: <c>Patience</c>, or the convergence rule that rounding leaves out of reach.</param>
    /// <param name="Achieved">How far it came.</param>
    /// <param name="Required">The bound: a count for patience, else the number that would have met the rule.</param>
    public sealed record Stalled(string Rule, double Achieved, double Required) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Stalled;

        /// <summary>What stood still, as the end of a sentence.</summary>
        public string Detail { get; init; } = Rounding;

        /// <summary>Whether it is rounding alone that ends the run.</summary>
        internal bool IsRounding => Detail == Rounding;

        private const string Rounding = "no further progress is possible in double precision";

        /// <summary><c>Stalled: no further progress is possible in double precision (Decrement 3.1E-15, required 1E-15).</c></summary>
        public override string ToString() => Text($"Stalled: {Detail} ({Rule} {Achieved:G6}, required {Required:G6}).");
    }

    /// <summary>A budget was used up before any convergence rule was met.</summary>
    /// <param name="Rule">The budget: <c>Iterations</c>, <c>Epochs</c>, <c>Evaluations</c> or <c>Time</c>.</param>
    /// <param name="Used">The amount used: a count, or seconds.</param>
    /// <param name="Limit">The amount allowed.</param>
    public sealed record BudgetExhausted(string Rule, double Used, double Limit) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.BudgetExhausted;

        /// <summary><c>Budget exhausted: Iterations 1000 of 1000.</c></summary>
        public override string ToString() =>
            Text($"Budget exhausted: {Rule} {Used:G6} of {Limit:G6}{(Rule == "Time" ? " s" : "")}{(WasPassed ? Passed : "")}.");

        // A run stops at the last iteration of its budget, unless it comes from one that was larger.
        private bool WasPassed => Rule == "Iterations" && Used > Limit;

        private const string Passed = ", which the run had passed before it was resumed";
    }

    /// <summary>The run could not continue; its best point is still available.</summary>
    /// <param name="Reason">The kind of failure.</param>
    /// <param name="Iteration">The iteration at which the run failed.</param>
    /// <param name="Detail">What happened and what to do about it.</param>
    public sealed record Failed(FailureReason Reason, long Iteration, string Detail) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Failed;

        /// <summary>
        /// The exceptions thrown by the objective; empty unless <see cref="Reason"/> is <see cref="FailureReason.ObjectiveThrew"/>.
        /// </summary>
        public ReadOnlyCollection<Exception> Errors { get; init; } = [];

        /// <summary>The iteration and the detail, as a sentence.</summary>
        public override string ToString() => Text($"Failed at iteration {Iteration}: {Detail}");
    }

    /// <summary>The run was cancelled by the caller; its best point is still available.</summary>
    /// <param name="Iteration">The iteration at which the run was cancelled.</param>
    public sealed record Cancelled(long Iteration) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Cancelled;

        /// <summary><c>Cancelled at iteration 57.</c></summary>
        public override string ToString() => Text($"Cancelled at iteration {Iteration}.");
    }
}

using System.Globalization;

namespace PSOptimize.Stopping;

/// <summary>Why a run ended, with its numbers. Closed: <see cref="Converged"/>, <see cref="BudgetExhausted"/>, <see cref="Failed"/>, <see cref="Cancelled"/>.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The case, as a word.</summary>
    public abstract OutcomeKind Kind { get; }

    /// <summary>Calls the function of the case at hand.</summary>
    /// <param name="converged">A rule of convergence was met.</param>
    /// <param name="budgetExhausted">A budget was used up.</param>
    /// <param name="failed">The run could not go on.</param>
    /// <param name="cancelled">Somebody stopped it.</param>
    public T Match<T>(Func<Converged, T> converged, Func<BudgetExhausted, T> budgetExhausted, Func<Failed, T> failed, Func<Cancelled, T> cancelled)
    {
        ArgumentNullException.ThrowIfNull(converged);
        ArgumentNullException.ThrowIfNull(budgetExhausted);
        ArgumentNullException.ThrowIfNull(failed);
        ArgumentNullException.ThrowIfNull(cancelled);
        return this switch
        {
            Converged outcome => converged(outcome),
            BudgetExhausted outcome => budgetExhausted(outcome),
            Failed outcome => failed(outcome),
            Cancelled outcome => cancelled(outcome),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A rule of convergence was met.</summary>
    /// <param name="Rule">The rule, for example <c>GradientNorm</c>.</param>
    /// <param name="Achieved">The number that met it.</param>
    /// <param name="Required">The bound that was set.</param>
    public sealed record Converged(string Rule, double Achieved, double Required) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Converged;

        /// <summary>One sentence.</summary>
        public override string ToString() => Text($"Converged: {Rule} reached {Achieved:G6}, required {Required:G6}.");
    }

    /// <summary>Iterations, evaluations or time were used up before any rule of convergence was met.</summary>
    /// <param name="Rule">The budget: <c>Iterations</c>, <c>Evaluations</c> or <c>Time</c>.</param>
    /// <param name="Used">What was used: a count, or seconds.</param>
    /// <param name="Limit">What was allowed.</param>
    public sealed record BudgetExhausted(string Rule, double Used, double Limit) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.BudgetExhausted;

        /// <summary>One sentence.</summary>
        public override string ToString() => Text($"Budget exhausted: {Rule} {Used:G6} of {Limit:G6}.");
    }

    /// <summary>The run could not go on; the best point seen before is kept.</summary>
    /// <param name="Reason">What happened.</param>
    /// <param name="Iteration">The iteration at which it happened.</param>
    /// <param name="Detail">A sentence that says what to do.</param>
    public sealed record Failed(FailureReason Reason, long Iteration, string Detail) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Failed;

        /// <summary>What the objective threw, where that was the reason.</summary>
        public ReadOnlyCollection<Exception> Errors { get; init; } = [];

        /// <summary>One sentence and its advice.</summary>
        public override string ToString() => Text($"Failed at iteration {Iteration}: {Detail}");
    }

    /// <summary>Somebody stopped the run; the best point seen is kept.</summary>
    /// <param name="Iteration">The iteration at which it was stopped.</param>
    public sealed record Cancelled(long Iteration) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Cancelled;

        /// <summary>One sentence.</summary>
        public override string ToString() => Text($"Cancelled at iteration {Iteration}.");
    }
}

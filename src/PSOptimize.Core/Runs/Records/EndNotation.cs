using System.Text.Json.Nodes;
using PSOptimize.Stopping;

namespace PSOptimize.Runs.Records;

/// <summary>Outcomes and stop rules as JSON.</summary>
internal static class EndNotation
{
    /// <summary>An outcome.</summary>
    public static JsonObject Write(Outcome outcome)
    {
        var result = new JsonObject { ["kind"] = outcome.Kind.ToString() };
        switch (outcome)
        {
            case Outcome.Converged end:
                Numbers(end.Rule, end.Achieved, end.Required);
                break;
            case Outcome.Stalled end:
                Numbers(end.Rule, end.Achieved, end.Required);
                result["detail"] = end.Detail;
                break;
            case Outcome.BudgetExhausted end:
                Numbers(end.Rule, end.Used, end.Limit);
                break;
            case Outcome.Failed end:
                (result["reason"], result["iteration"], result["detail"]) = (end.Reason.ToString(), end.Iteration, end.Detail);
                result["errors"] = new JsonArray([.. end.Errors.Select(Write)]);
                break;
            case Outcome.Cancelled end:
                result["iteration"] = end.Iteration;
                break;
        }
        return result;

        void Numbers(string rule, double achieved, double required) => (result["rule"], result["achieved"], result["required"]) =
            (rule, Notation.Write(achieved), Notation.Write(required));
    }

    /// <summary>The outcome of what <see cref="Write(Outcome)"/> gave.</summary>
    public static Outcome ReadOutcome(JsonObject source)
    {
        return Text("kind") switch
        {
            nameof(OutcomeKind.Converged) => new Outcome.Converged(Text("rule"), Number("achieved"), Number("required")),
            nameof(OutcomeKind.Stalled) => new Outcome.Stalled(Text("rule"), Number("achieved"), Number("required"))
            {
                Detail = Text("detail"),
            },
            nameof(OutcomeKind.BudgetExhausted) => new Outcome.BudgetExhausted(Text("rule"), Number("achieved"), Number("required")),
            nameof(OutcomeKind.Failed) => new Outcome.Failed(
                Enum.Parse<FailureReason>(Text("reason")), StoredParts.Value<long>(source, "iteration"), Text("detail"))
            {
                Errors = [.. StoredParts.Part(source, "errors").AsArray().Select(error => ReadError(error!.AsObject()))],
            },
            nameof(OutcomeKind.Cancelled) => new Outcome.Cancelled(StoredParts.Value<long>(source, "iteration")),
            var kind => throw new FormatException($"There is no outcome {kind}."),
        };

        string Text(string name) => StoredParts.Value<string>(source, name);
        double Number(string name) => Notation.Read<double>(StoredParts.Part(source, name));
    }

    /// <summary>An exception: the name of its type and its message.</summary>
    public static JsonObject Write(Exception error) => new()
    {
        ["type"] = error is StoredError stored ? stored.Type : error.GetType().Name,
        ["message"] = error.Message,
    };

    /// <summary>The exception of what <see cref="Write(Exception)"/> gave.</summary>
    public static Exception ReadError(JsonObject source) =>
        new StoredError(StoredParts.Value<string>(source, "type"), StoredParts.Value<string>(source, "message"));

    /// <summary>A stop rule. A condition of the user's own is code: only its name is written.</summary>
    public static JsonArray Write(StopRule rule) => rule switch
    {
        EitherRule either => ["either", Write(either.First), Write(either.Second)],
        BothRule both => ["both", Write(both.First), Write(both.Second)],
        IterationsRule iterations => ["iterations", iterations.Limit],
        EpochsRule epochs => ["epochs", epochs.Limit, epochs.StepsPerEpoch],
        EvaluationsRule evaluations => ["evaluations", evaluations.Limit],
        TimeRule time => ["ticks", time.Limit.Ticks],
        GradientNormRule gradient => ["gradient", Notation.Write(gradient.Tolerance)],
        ValueChangeRule change => ["change", Notation.Write(change.Absolute), Notation.Write(change.Relative)],
        StepNormRule step => ["step", Notation.Write(step.Tolerance)],
        TargetValueRule target => ["target", Notation.Write(target.Target)],
        PatienceRule patience => ["patience", patience.Limit, Notation.Write(patience.MinimumImprovement)],
        MetricPatienceRule metric =>
            ["metric", metric.Metric, metric.Limit, Notation.Write(metric.MinimumImprovement), metric.Increasing],
        ConditionRule condition => ["condition", condition.Rule],
        _ => ["condition", rule.GetType().Name],
    };

    /// <summary>The rule of what <see cref="Write(StopRule)"/> gave; a condition that was code is never met.</summary>
    public static StopRule ReadRule(JsonNode? node)
    {
        var source = node as JsonArray ?? throw new FormatException("A stop rule is missing.");
        return Item<string>(0) switch
        {
            "either" => ReadRule(source[1]).Or(ReadRule(source[2])),
            "both" => ReadRule(source[1]).And(ReadRule(source[2])),
            "iterations" => StopRule.Iterations(Item<long>(1)),
            "epochs" => StopRule.Epochs(Item<long>(1), Item<long>(2)),
            "evaluations" => StopRule.Evaluations(Item<long>(1)),
            "ticks" => StopRule.Time(new TimeSpan(Item<long>(1))),
            "gradient" => StopRule.GradientNorm(Item<double>(1)),
            "change" => StopRule.ValueChange(Item<double>(1), Item<double>(2)),
            "step" => StopRule.StepNorm(Item<double>(1)),
            "target" => StopRule.TargetValue(Item<double>(1)),
            "patience" => StopRule.Patience(Item<long>(1), Item<double>(2)),
            "metric" => StopRule.MetricPatience(Item<string>(1), Item<long>(2), Item<double>(3), Item<bool>(4)),
            "condition" => StopRule.When(Item<string>(1), _ => false),
            var kind => throw new FormatException($"There is no stop rule {kind}."),
        };

        T Item<T>(int index) => Notation.Read<T>(source[index] ?? throw new FormatException("A stop rule lacks a number."));
    }
}

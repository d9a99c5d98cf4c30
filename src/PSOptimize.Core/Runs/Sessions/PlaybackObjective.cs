using PSOptimize.Differentiation;
using PSOptimize.Objectives;

namespace PSOptimize.Runs.Sessions;

/// <summary>Gives the answers of a session once more, in their order; when there are no more, the run is cancelled.</summary>
internal sealed class PlaybackObjective : Objective
{
    private readonly Queue<SessionAnswer> _answers;

    public PlaybackObjective(Objective answeredElsewhere, IEnumerable<SessionAnswer> answers) : base(answeredElsewhere)
    {
        _answers = new(answers);
        Offers = answeredElsewhere.Offers;
    }

    public override DifferentiationKind Differentiation => DifferentiationKind.Given;

    public override Information Offers { get; }

    internal override string? WhyNotLinear => null;

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        if (!_answers.TryDequeue(out var told)) throw new OperationCanceledException();
        answer.Set(told.Evaluation ?? throw new InvalidOperationException(told.Error));
    }
}

using System.Runtime.ExceptionServices;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;

namespace PSOptimize.ScriptBlocks;

/// <summary>An objective of script blocks that answers all queries of a request together, outside of the session of the blocks.</summary>
internal abstract class RequestObjective : Objective
{
    /// <summary>An objective that stands for another one.</summary>
    /// <param name="blocks">The objective of script blocks.</param>
    protected RequestObjective(ScriptObjective blocks) : base(blocks.Name)
    {
        Blocks = blocks;
        Dimension = blocks.Dimension;
        if (blocks.CoordinateNames.Count > 0) SetCoordinateNames([.. blocks.CoordinateNames]);
    }

    public override DifferentiationKind Differentiation => Blocks.Differentiation;

    public override string Script => Blocks.Script;

    internal override bool AnswersInParallel => true;

    internal override bool IsInvoked => true;

    internal override bool IsRough => Blocks.IsRough;

    /// <summary>The objective of script blocks.</summary>
    protected ScriptObjective Blocks { get; }

    /// <inheritdoc/>
    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        var errors = new Exception?[1];
        if (!Call([query], [answer], errors, continueOnError: false)) ExceptionDispatchInfo.Throw(errors[0]!);
    }

    /// <inheritdoc/>
    internal override bool Answer(
        ReadOnlySpan<Query> queries, Draw draw, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError)
    {
        for (var i = 0; i < queries.Length; i++) answers[i].Begin(queries[i]);
        return Call(queries, answers, errors, continueOnError);
    }

    /// <summary>
    /// Answers into buffers that have begun, of which more may be wanted than what this objective answers. The points are valid during the
    /// call only.
    /// </summary>
    /// <returns>Whether all queries succeeded.</returns>
    protected abstract bool Call(
        ReadOnlySpan<Query> queries, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError);
}

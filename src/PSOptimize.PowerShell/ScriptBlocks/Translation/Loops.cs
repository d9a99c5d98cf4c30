using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Loops, and the ways out of them: flags that say whether the statements that follow are skipped.</summary>
internal sealed class Loops(TranslationContext context)
{
    /// <summary>A loop is written out for so many iterations at most.</summary>
    public const int MostWrittenOut = 256;

    private const string BreakFlag = "\0break";
    private const string ContinueFlag = "\0continue";
    private const string ReturnFlag = "\0return";
    private const string ThrowFlag = "\0throw";

    private readonly HashSet<string> _labels = [];

    /// <summary>Whether the statements that follow are skipped.</summary>
    public Truth IsSkipping => Truths.Or(IsLeaving, context.Flag(ContinueFlag));

    /// <summary>Whether the iterations that follow are skipped.</summary>
    private Truth IsLeaving => Ways.Aggregate((Truth)false, (leaving, way) => Truths.Or(leaving, context.Flag(way)));

    /// <summary>The flags of all ways out of a loop.</summary>
    private IEnumerable<string> Ways =>
    [
        BreakFlag, ReturnFlag, ThrowFlag, .. _labels.SelectMany(label => (string[])[BreakFlag + label, ContinueFlag + label]),
    ];

    /// <summary>Translates a part that runs where nothing is skipped, where all flags are known, or else another one.</summary>
    public void UnlessSkipping(Action otherwise, Action part)
    {
        var isSkipping = IsSkipping;
        string[] open = isSkipping.ConstantValue is null
            ? [.. Ways.Append(ContinueFlag).Where(way => context.Flag(way).ConstantValue is null)] : [];
        context.Choose(isSkipping, () =>
        {
            if (open is [var only])
                context.SetFlag(only, true);
            otherwise();
        }, () =>
        {
            foreach (var way in open)
                context.SetFlag(way, false);
            part();
        });
    }

    /// <summary>Leaves the innermost loop, or the one with a label.</summary>
    public void Break(string? label = null) => Leave(BreakFlag, label);

    /// <summary>Leaves an iteration of the innermost loop, or of the one with a label.</summary>
    public void Continue(string? label = null) => Leave(ContinueFlag, label);

    public void Throw() => context.SetFlag(ThrowFlag, true);

    /// <summary>Whether something was thrown since the last time that this was asked.</summary>
    public Truth Caught()
    {
        var thrown = context.Flag(ThrowFlag);
        context.SetFlag(ThrowFlag, false);
        return thrown;
    }

    public void Return() => context.SetFlag(ReturnFlag, true);

    /// <summary>Translates a part that runs even where the statements that follow are skipped, and that leaves nothing itself.</summary>
    public void Always(Action part, Ast ast)
    {
        Ways.Append(ContinueFlag).Aggregate(() =>
        {
            part();
            if (IsSkipping.ConstantValue != false)
                throw ast.Outside("a part that leaves", "leave after it");
        }, (inner, way) => () => context.With(way, new ScriptValue.Boolean(false), inner))();
    }

    /// <summary>Translates the body of a function: a <c>return</c> there ends the function only.</summary>
    public void Function(Action body) => context.With(ReturnFlag, new ScriptValue.Boolean(false), body);

    /// <summary>Translates the block of a pipeline stage: a <c>return</c> there ends it for one element only.</summary>
    public void Stage(Action body)
    {
        var outer = context.Flag(ReturnFlag);
        body();
        context.SetFlag(ReturnFlag, outer);
    }

    /// <summary>Translates a part that <c>break</c> and <c>continue</c> leave.</summary>
    public void Breakable(Action part, string? label = null)
    {
        part();
        EndIteration(label);
        Clear(BreakFlag, label);
    }

    /// <summary>Repeats a part of the script while a test holds.</summary>
    /// <param name="test">Whether there is another iteration.</param>
    /// <param name="body">One iteration.</param>
    /// <param name="step">What runs after each iteration that does not leave the loop; null for nothing.</param>
    /// <param name="extent">The loop, for messages.</param>
    /// <param name="assigns">Whether the test changes variables: then it is a part of the iteration before.</param>
    /// <param name="label">The label of the loop; null for none.</param>
    public void While(
        Func<Truth> test, Action body, Action? step, IScriptExtent extent, bool assigns = false, string? label = null)
    {
        if (assigns)
        {
            using var again = context.NewHidden("again");
            again.Flag = test();
            While(() => again.Flag, body, () =>
            {
                step?.Invoke();
                again.Flag = test();
            }, extent, label: label);
            return;
        }

        Breakable(() =>
        {
            for (var i = 0; i < context.WrittenOut && UnlessLeaving(test).ConstantValue is { } goesOn; i++)
            {
                if (!goesOn)
                    return;
                Iteration();
            }

            context.Repeat(() => UnlessLeaving(test), Iteration, extent);
        }, label);

        void Iteration()
        {
            body();
            EndIteration(label);
            if (step is not null)
                context.Choose(IsSkipping, () => { }, step);
        }
    }

    /// <summary>Translates a part of the script for each element of an array, or once for what is not an array.</summary>
    /// <param name="source">What is enumerated.</param>
    /// <param name="extent">The source, for messages.</param>
    /// <param name="body">Takes an element.</param>
    /// <param name="again">
    /// Reads the array again for each element, because the body writes into it; null if it does not, and the elements stay what they are.
    /// </param>
    /// <param name="label">The label of the loop; null for none.</param>
    public void ForEach(
        ScriptValue source, IScriptExtent extent, Action<ScriptValue> body, Func<ScriptValue>? again = null, string? label = null)
    {
        if (source is Null)
            return;
        if (source is Uncertain uncertain)
            throw new OutsideException("a value that " + uncertain.Reason, extent, "give it the same type on every path");
        if (source is Grid grid)
            source = grid.Cells;
        var count = Arrays.Count(source);
        var array = source is Items { Elements.Count: > 1 } or MatrixRow ? Arrays.ToNumbers(source, context.Graph) ?? source : source;
        if (array is Items items)
            Unroll(i => again is null ? items.Elements[i] : At(i), items.Elements.Count, 0, Iteration);
        else if (count is null)
            Unroll(_ => array, 1, 0, Iteration);
        else if (count.ConstantValue is { } known && known <= context.WrittenOut)
            Unroll(i => ElementAt(i), known, 0, Iteration);
        else
            Count(ElementAt, count, extent, Iteration);
        Clear(BreakFlag, label);

        void Iteration(ScriptValue element)
        {
            body(element);
            EndIteration(label);
        }

        ScriptValue ElementAt(Whole index) => again is null ? Arrays.Element(array, index, context.Graph)! : At(index);

        ScriptValue At(Whole index) => Arrays.Element(again(), index, context.Graph)
            ?? throw new OutsideException("an array that is enumerated while it is written into", extent, "loop over its indexes");
    }

    private void Count(Func<Whole, ScriptValue> element, Whole count, IScriptExtent extent, Action<ScriptValue> body)
    {
        using var counter = context.NewHidden("index");
        var isFirstWrittenOut = context.WrittenOut == 1 && count.ConstantValue > 0;
        if (isFirstWrittenOut)
            body(element(0));
        counter.Value = new Counter(isFirstWrittenOut ? 1 : 0);
        Whole Index() => ((Counter)counter.Value).Value;
        context.Repeat(
            () => UnlessLeaving(() => Index() < count),
            () =>
            {
                body(element(Index()));
                counter.Value = new Counter(Index() + 1);
            },
            extent);
    }

    private void Unroll(Func<int, ScriptValue> element, int count, int first, Action<ScriptValue> body)
    {
        if (first == count)
            return;
        RuntimeHelpers.EnsureSufficientExecutionStack();
        body(element(first));
        UnlessSkipping(() => { }, () => Unroll(element, count, first + 1, body));
    }

    private void Leave(string flag, string? label)
    {
        if (label is not null) _labels.Add(label = label.ToUpperInvariant());
        context.SetFlag(flag + label, true);
    }

    private void EndIteration(string? label) => Clear(ContinueFlag, label);

    private void Clear(string flag, string? label)
    {
        context.SetFlag(flag, false);
        if (label is not null) context.SetFlag(flag + label.ToUpperInvariant(), false);
    }

    private Truth UnlessLeaving(Func<Truth> test) => context.And(Truths.Not(IsLeaving), test);
}

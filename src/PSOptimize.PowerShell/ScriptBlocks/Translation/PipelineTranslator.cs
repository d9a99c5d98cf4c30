using System.Collections.ObjectModel;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Pipelines. The stages are fused: each element runs through all of them before the next one comes.</summary>
internal sealed class PipelineTranslator(
    TranslationContext context, Loops loops, Output output, Variables variables, ElementWrites writes, MeasureObject measureObject,
    Selection selection, ConstantPipelines constants, Elements elements, Translators translators)
{
    private const string KnownStages = "use ForEach-Object, Where-Object, Sort-Object, Select-Object or Measure-Object";

    public void Run(PipelineAst pipeline)
    {
        var stages = pipeline.PipelineElements;
        if (SyntaxBeyondStandard.IsBackground(pipeline) || stages.Any(stage => stage.Redirections.Count > 0))
            throw pipeline.Outside("a redirection or a background pipeline", "remove it");
        switch (pipeline.OnlyExpression())
        {
            case UnaryExpressionAst
            {
                TokenKind: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus,
            } increment:
                translators.Expressions.Unary(increment);
                break;
            case ParenExpressionAst { Pipeline: AssignmentStatementAst } assignment:
                output.Emit(translators.Expressions.Evaluate(assignment), assignment.Parent.Extent);
                break;
            case InvokeMemberExpressionAst addition when Methods.IsAddition(addition):
                translators.Methods.Add(addition);
                break;
            case ConvertExpressionAst { Child: InvokeMemberExpressionAst addition } dropped
                when dropped.StaticType == typeof(void) && Methods.IsAddition(addition):
                translators.Methods.Add(addition);
                break;
            case ConvertExpressionAst dropped when dropped.StaticType == typeof(void):
                translators.Expressions.Evaluate(dropped.Child);
                break;
            default:
                var (constant, count) = ConstantStart(stages);
                Into(stages, count, constant is null ? sink => First(stages, sink) : sink => Feed(constant, stages[0].Extent, sink));
                break;
        }
    }

    /// <summary>The output of a pipeline that is constant, as an array or as PowerShell assigns it; null if it is not constant.</summary>
    public ScriptValue? Folded(PipelineAst pipeline, bool asArray)
    {
        var output = SyntaxBeyondStandard.IsBackground(pipeline) ? null : constants.Value(pipeline.PipelineElements, asArray);
        if (output is not null)
            context.NoteOutput(output);
        return output;
    }

    /// <summary>Sends an element on if a block says so.</summary>
    public void Keep(ScriptBlockAst block, ScriptValue element, Ast ast, Action send) =>
        context.Choose(Holds(block, element, ast), send, () => { });

    /// <summary>What a block says of an element.</summary>
    public Truth Holds(ScriptBlockAst block, ScriptValue element, Ast ast) =>
        Conversions.ToTruth(output.ValueOf(() => translators.Statements.Stage(block, element)), ast);

    /// <summary>What the longest constant start of a pipeline outputs, and how many stages it has; null and 1 if there is none.</summary>
    private (ScriptValue? Output, int Count) ConstantStart(ReadOnlyCollection<CommandBaseAst> stages)
    {
        for (var count = stages.Count; count > 1; count--)
            if (constants.Value([.. stages.Take(count)], asArray: true) is { } constant)
                return (constant, count);
        return (null, 1);
    }

    private void Feed(ScriptValue array, IScriptExtent extent, Sink sink) =>
        loops.ForEach(array, extent, element => sink(element, extent));

    /// <summary>Runs the first stage and sends what it outputs to the others.</summary>
    private void First(ReadOnlyCollection<CommandBaseAst> stages, Sink sink)
    {
        switch (stages[0])
        {
            case CommandExpressionAst { Expression: var expression }:
                var value = translators.Expressions.Evaluate(expression);
                if (stages.Count == 1)
                    output.Emit(value, expression.Extent);
                else if (value is Null)
                    throw expression.Outside("$null in a pipeline", "send numbers through the pipeline");
                else
                    ForEach(value, expression, stages[0].Parent, element => sink(element, expression.Extent));

                break;
            case CommandAst command:
                output.Redirect(sink, () => translators.Commands.Run(command));
                break;
            default:
                throw stages[0].Outside("the pipeline is not part of what can be differentiated");
        }
    }

    /// <summary>Sets up the stages from one on, last stage first, and lets a feed send them what the stage before outputs.</summary>
    private void Into(ReadOnlyCollection<CommandBaseAst> stages, int stage, Action<Sink> feed)
    {
        if (stage == stages.Count)
            feed(output.Sink);
        else if (stages[stage] is not CommandAst command)
            throw stages[stage].Outside(KnownStages);
        else if (translators.Commands.Is(command, "Out-Null"))
            feed((_, _) => { });
        else
            Into(stages, stage + 1, sink => Stage(command, sink, feed));
    }

    private void Stage(CommandAst command, Sink sink, Action<Sink> feed)
    {
        if (translators.Commands.Is(command, "ForEach-Object"))
        {
            if (command.CommandElements is [_, StringConstantExpressionAst { Value: var name }])
            {
                feed((element, _) => sink(PropertyOf(element, name, command), command.Extent));
                return;
            }

            var (begin, block, end) = Blocks(command);
            Once(begin);
            feed((element, _) => output.Redirect(sink, () => translators.Statements.Stage(block, element)));
            Once(end);
        }
        else if (translators.Commands.Is(command, "Where-Object"))
        {
            var block = OnlyBlock(command);
            feed((element, extent) => Keep(block, element, command, () => sink(element, extent)));
        }
        else if (translators.Commands.Is(command, "Measure-Object"))
        {
            sink(measureObject.Measure(command, measure => feed((element, _) => measure(element))), command.Extent);
        }
        else if (translators.Commands.Is(command, "Sort-Object"))
        {
            Feed(selection.Sorted(Collected(feed), command), command.Extent, sink);
        }
        else if (translators.Commands.Is(command, "Select-Object"))
        {
            Feed(selection.Selected(Collected(feed), command), command.Extent, sink);
        }
        else if (command.CommandElements.Count == 1
            && translators.Commands.FunctionOf(command) is ({ ProcessBlock: not null } body, null or { Count: 0 }, false))
        {
            Feed(Through(body, Collected(feed), command), command.Extent, sink);
        }
        else
            throw new OutsideException($"the command {command.GetCommandName()} in a pipeline", command, KnownStages);

        void Once(ScriptBlockAst? block)
        {
            if (block is not null)
                output.Redirect(sink, () => Run(block));
        }
    }

    private void Run(ScriptBlockAst block) => loops.Stage(() => translators.Statements.Run(ScriptChecks.PlainStatements(block)));

    /// <summary>
    /// The blocks of <c>ForEach-Object</c>, of which the first and the last run once. PowerShell runs the first before all other stages, so
    /// there must be none.
    /// </summary>
    private (ScriptBlockAst? Begin, ScriptBlockAst Process, ScriptBlockAst? End) Blocks(CommandAst command)
    {
        if (command.CommandElements.Count == 2)
            return (null, OnlyBlock(command), null);
        var blocks = new Dictionary<string, ScriptBlockAst>(StringComparer.OrdinalIgnoreCase);
        var place = "Begin";
        foreach (var element in command.CommandElements.Skip(1))
        {
            if (element is CommandParameterAst { Argument: null, ParameterName: var name })
                place = name;
            else if (element is ScriptBlockExpressionAst { ScriptBlock: var block } && blocks.TryAdd(place, block))
                place = place.Equals("Begin", StringComparison.OrdinalIgnoreCase) ? "Process" : "End";
            else
                throw Unknown();
        }

        var (begin, end) = (blocks.GetValueOrDefault("Begin"), blocks.GetValueOrDefault("End"));
        return blocks.Remove("Process", out var process) && blocks.Keys.All(name => name.ToUpperInvariant() is "BEGIN" or "END")
            && ((PipelineAst)command.Parent).PipelineElements is [CommandExpressionAst first, CommandAst]
            && !ExpressionTranslator.CanChangeSomething(first) && begin?.Find(IsItem, true) is null && end?.Find(IsItem, true) is null
                ? (begin, process, end) : throw Unknown();

        OutsideException Unknown() => new(command.Shortened(), command, "give it one script block");

        static bool IsItem(Ast node) => node is VariableExpressionAst variable && Variables.IsItem(variable.VariablePath.UserPath);
    }

    /// <summary>
    /// What a function with a <c>process</c> block outputs for its input. The variables that it sets are its own from the first element to
    /// the last, so none of the other stages may set one that it reads.
    /// </summary>
    private ScriptValue Through(ScriptBlockAst body, ScriptValue input, CommandAst command)
    {
        var names = body.FindAll(node => node is VariableExpressionAst, true).Cast<VariableExpressionAst>()
            .Select(variable => variable.VariablePath.UserPath).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (((PipelineAst)command.Parent).PipelineElements.Any(stage => stage != command && stage.Find(IsShared, true) is not null))
            throw command.Outside("a function that shares variables with another stage of its pipeline", "give them other names");
        writes.Add(body);
        return context.Call(isDotSourced: false, isForeign: false, () => output.ArrayOf(() =>
        {
            Run(body.BeginBlock);
            loops.ForEach(input, command.Extent, element => context.With(Variables.Item, element, () => Run(body.ProcessBlock)));
            Run(body.EndBlock);
        }));

        void Run(NamedBlockAst? block) => loops.Stage(() => translators.Statements.Run(ScriptChecks.Statements(block)));

        bool IsShared(Ast node) => node switch
        {
            AssignmentStatementAst { Left: VariableExpressionAst left } => names.Contains(left.VariablePath.UserPath),
            AssignmentStatementAst or ForEachStatementAst or CommandAst { InvocationOperator: TokenKind.Dot } => true,
            UnaryExpressionAst { Child: VariableExpressionAst counter } => names.Contains(counter.VariablePath.UserPath),
            _ => false,
        };
    }

    /// <summary>Translates a part of the script for each element of an array that an expression gives.</summary>
    /// <param name="array">The array.</param>
    /// <param name="source">The expression; null if it is none.</param>
    /// <param name="loop">The loop, the pipeline or the call, whose parts may write into the array.</param>
    /// <param name="body">Takes an element.</param>
    /// <param name="label">The label of the loop; null for none.</param>
    public void ForEach(ScriptValue array, ExpressionAst? source, Ast loop, Action<ScriptValue> body, string? label = null)
    {
        var extent = (source ?? loop).Extent;
        if (writes.Enumerated(source, loop) is { } written)
            loops.ForEach(array, extent, body, () => variables.Read(written), label);
        else if (ElementWrites.VariableOf(source) is { } variable)
            context.Holding(variable.VariablePath.UserPath, () => loops.ForEach(array, extent, body, label: label));
        else
            loops.ForEach(array, extent, body, label: label);
    }

    /// <summary>The property of an element that a stage or a method sends on.</summary>
    public ScriptValue PropertyOf(ScriptValue element, string name, Ast command) => element switch
    {
        Row row => elements.Property(row, name, command),
        Record record when record.Properties.TryGetValue(name, out var value) => value,
        _ => throw new OutsideException(command.Shortened(), command, "give it a script block"),
    };

    /// <summary>What the stages before one send it, all at once.</summary>
    private ScriptValue Collected(Action<Sink> feed) => output.ArrayOf(() => feed(output.Sink));

    private ScriptBlockAst OnlyBlock(CommandAst command) => command.CommandElements switch
    {
        [_, ScriptBlockExpressionAst block] => block.ScriptBlock,
        [_, VariableExpressionAst variable] when variables.Read(variable) is Block { IsForeign: false } named => named.Ast,
        _ => throw new OutsideException(command.Shortened(), command, "give it one script block"),
    };
}

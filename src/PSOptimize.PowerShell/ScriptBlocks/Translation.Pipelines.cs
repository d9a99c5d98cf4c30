using System.Collections.ObjectModel;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Pipelines, commands and calls. The stages of a pipeline are fused: each element runs through all of them.</summary>
internal sealed partial class Translation
{
    private void PipelineStatement(PipelineAst pipeline)
    {
        var elements = pipeline.PipelineElements;
        if (SyntaxBeyondStandard.IsBackground(pipeline) || elements.Any(element => element.Redirections.Count > 0))
            throw Outside($"a redirection or a background pipeline ({Shortened(pipeline)})", pipeline, "remove it");
        if (elements is [CommandExpressionAst { Expression: UnaryExpressionAst { TokenKind: var kind } unary }]
            && kind is TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus)
        {
            Unary(unary);
            return;
        }

        if (elements is [CommandExpressionAst { Expression: ParenExpressionAst { Pipeline: AssignmentStatementAst } } only])
        {
            _emit(Expression(only.Expression), only.Extent);
            return;
        }

        if (elements is [CommandExpressionAst { Expression: ConvertExpressionAst { StaticType: var type } dropped }] && type == typeof(void))
        {
            Expression(dropped.Child);
            return;
        }

        Run(elements);
    }

    /// <summary>Runs the first stage and sends what it outputs to the others.</summary>
    private void Run(ReadOnlyCollection<CommandBaseAst> elements)
    {
        var (sink, finish) = Downstream(elements, 1);
        switch (elements[0])
        {
            case CommandExpressionAst { Expression: var expression }:
                var value = Expression(expression);
                if (elements.Count == 1)
                    sink(value, expression.Extent);
                else if (value is Null)
                    throw Outside($"$null in a pipeline ({Shortened(expression)})", expression, "send numbers through the pipeline");
                else
                    ForEachElement(value, expression.Extent, element => sink(element, expression.Extent));
                break;
            case CommandAst command:
                Emitting(sink, () => Command(command));
                break;
            default:
                throw Outside(NameOf(elements[0]), elements[0], "the pipeline is not part of what can be differentiated");
        }

        finish();
    }

    /// <summary>The stages from an index on: what to do with an element, and what to do after the last one.</summary>
    private (Action<ScriptValue, IScriptExtent> Sink, Action Finish) Downstream(ReadOnlyCollection<CommandBaseAst> elements, int index)
    {
        if (index == elements.Count)
            return (_emit, () => { });
        if (elements[index] is not CommandAst command)
            throw Outside(NameOf(elements[index]), elements[index], "use ForEach-Object, Where-Object or Measure-Object");
        if (Is(command, "Out-Null"))
            return ((_, _) => { }, () => { });
        var (sink, finish) = Downstream(elements, index + 1);
        if (Is(command, "ForEach-Object"))
        {
            var block = OnlyBlock(command);
            return (Each((element, extent) => Emitting((v, e) => sink(v, e), () => Item(element, () => Body(block)))), finish);
        }

        if (Is(command, "Where-Object"))
        {
            var block = OnlyBlock(command);
            return (Each((element, extent) =>
            {
                ScriptValue kept = Null.Value;
                Item(element, () => kept = Collapsed(Captured(() => Body(block))));
                Choose(ToTruth(kept, command), () => sink(element, extent), () => { });
            }), finish);
        }

        return Is(command, "Measure-Object")
            ? Measure(command, sink, finish)
            : throw Outside($"the command {command.GetCommandName()} in a pipeline", command, "use ForEach-Object, Where-Object or Measure-Object");
    }

    private Action<ScriptValue, IScriptExtent> Each(Action<ScriptValue, IScriptExtent> one) => (value, extent) =>
    {
        if (Arrays.Count(value) is null)
            one(value, extent);
        else
            ForEachElement(value, extent, element => one(element, extent));
    };

    private void Emitting(Action<ScriptValue, IScriptExtent> sink, Action body)
    {
        var outer = _emit;
        _emit = sink;
        body();
        _emit = outer;
    }

    /// <summary>Runs a part of the script with <c>$_</c>.</summary>
    private void Item(ScriptValue element, Action body)
    {
        var outer = _slots.GetValueOrDefault("_");
        _slots = _slots.SetItem("_", element);
        body();
        _slots = outer is null ? _slots.Remove("_") : _slots.SetItem("_", outer);
    }

    /// <summary>The block of a pipeline stage: <c>return</c> goes on with the next element.</summary>
    private void Body(ScriptBlockAst block)
    {
        CheckForm(block);
        if (block.ParamBlock is not null)
            throw Outside("a param block in a pipeline", block.ParamBlock, "use $_");
        var (outer, returns) = (_insideLoop, Flag(ReturnSlot));
        _insideLoop = false;
        Statements(block.EndBlock.Statements, 0);
        _insideLoop = outer;
        SetFlag(ReturnSlot, returns);
    }

    private (Action<ScriptValue, IScriptExtent> Sink, Action Finish) Measure(
        CommandAst command, Action<ScriptValue, IScriptExtent> sink, Action finish)
    {
        var wanted = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string? property = null;
        for (var i = 1; i < command.CommandElements.Count; i++)
        {
            switch (command.CommandElements[i])
            {
                case CommandParameterAst { Argument: null, ParameterName: var name } when MeasureSwitch(name) is { } full:
                    wanted.Add(full);
                    break;
                case CommandParameterAst { Argument: null, ParameterName: var name } parameter
                    when name.Length > 0 && "Property".StartsWith(name, StringComparison.OrdinalIgnoreCase)
                        && i + 1 < command.CommandElements.Count && command.CommandElements[i + 1] is StringConstantExpressionAst text:
                    property = text.Value;
                    i++;
                    break;
                case StringConstantExpressionAst text when property is null:
                    property = text.Value;
                    break;
                default:
                    throw Outside($"{Shortened(command)}", command, "use Measure-Object with -Sum, -Average, -Minimum and -Maximum");
            }
        }

        if (property is not null && (property.Length == 0 || property.IndexOfAny(['*', '?', '[']) >= 0))
            throw Outside($"{Shortened(command)}", command, "name one property");
        var (count, sum, least, most) = (NewHidden("count"), NewHidden("sum"), NewHidden("least"), NewHidden("most"));
        _slots = _slots.SetItem(count, Number.Integer(0)).SetItem(sum, Number.Double(0.0))
            .SetItem(least, Number.Double(double.NaN)).SetItem(most, Number.Double(double.NaN));
        Real Slot(string slot) => ((Number)_slots[slot]).Value;
        void Set(string slot, Real value) => _slots = _slots.SetItem(slot, Number.Double(value));

        return (Each((element, extent) =>
        {
            if (property is not null)
                element = element is Row row ? Property(row, property, command)
                    : element is Record { IsTable: false } record && record.Properties.TryGetValue(property, out var value) ? value
                    : throw Outside($"{Shortened(command)}", command, "measure a property of captured rows");
            var x = (element switch
            {
                Number number => number,
                NumericText text => text.Digits,
                _ => throw Outside($"{Shortened(command)}", command, "send numbers to Measure-Object"),
            }).Value;
            // NaN counts as smaller than every number, as in the order of .NET.
            var first = Real.AreEqual(Slot(count), 0);
            Set(least, Real.Select(first | (x < Slot(least)) | !Real.AreEqual(x, x), x, Slot(least)));
            Set(most, Real.Select(first | (x > Slot(most)) | (!Real.AreEqual(Slot(most), Slot(most)) & Real.AreEqual(x, x)), x, Slot(most)));
            Set(sum, Slot(sum) + x);
            _slots = _slots.SetItem(count, Number.Integer(Slot(count) + 1.0));
        }), () =>
        {
            var isEmpty = Real.AreEqual(Slot(count), 0);
            var missing = new Uncertain("is $null where nothing was measured; ask for it in Measure-Object, and measure something");
            ScriptValue Wanted(string name, Real value)
            {
                if (!wanted.Contains(name))
                    return Null.Value;
                if (name == "Sum")
                    return Number.Double(value);
                if (isEmpty.ConstantValue == true)
                    return missing;
                _graph.Require(!isEmpty, $"Measure-Object has no {name} of nothing.");
                return Number.Double(value);
            }

            var measured = new Record(new Dictionary<string, ScriptValue>(StringComparer.OrdinalIgnoreCase)
            {
                ["Count"] = Number.Integer(Slot(count)),
                ["Sum"] = Wanted("Sum", Slot(sum)),
                ["Average"] = Wanted("Average", Slot(sum) / Slot(count)),
                ["Minimum"] = Wanted("Minimum", Slot(least)),
                ["Maximum"] = Wanted("Maximum", Slot(most)),
            });
            _slots = _slots.Remove(count).Remove(sum).Remove(least).Remove(most);
            sink(measured, command.Extent);
            finish();
        });
    }

    private static string? MeasureSwitch(string name)
    {
        string[] all = ["Sum", "Average", "Minimum", "Maximum"];
        return name.Length < 2 ? null : all.SingleOrDefault(full => full.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    private bool Is(CommandAst command, string name) =>
        command.InvocationOperator == TokenKind.Unknown && command.GetCommandName() is { } written && _surroundings.IsCommand(written, name);

    private ScriptBlockAst OnlyBlock(CommandAst command) => command.CommandElements is [_, ScriptBlockExpressionAst block]
        ? block.ScriptBlock
        : command.CommandElements is [_, VariableExpressionAst variable] && Variable(variable) is Block named
            ? named.Ast
            : throw Outside($"{Shortened(command)}", command, "give it one script block");

    private void Command(CommandAst command)
    {
        var first = command.CommandElements[0];
        if (command.InvocationOperator is TokenKind.Ampersand or TokenKind.Dot)
        {
            if (first is not ExpressionAst expression || Expression(expression) is not Block block)
                throw Outside($"a call ({Shortened(command)})", command, "call script blocks and functions whose bodies can be differentiated");
            Call(block.Ast, block.Ast.ParamBlock?.Parameters, command, command.InvocationOperator == TokenKind.Dot);
            return;
        }

        if (Is(command, "Write-Verbose") || Is(command, "Write-Debug"))
            return;
        var name = command.GetCommandName();
        if (name is not null && (_functions.GetValueOrDefault(name) ?? _surroundings.Function(name)) is { } body)
        {
            var block = body as ScriptBlockAst ?? ((FunctionDefinitionAst)body).Body;
            var declared = body is FunctionDefinitionAst function ? SyntaxBeyondStandard.Parameters(function) : null;
            Call(block, declared ?? block.ParamBlock?.Parameters, command, false);
            return;
        }

        throw Outside($"the command {name ?? Shortened(command)}", command, "only functions whose bodies can be differentiated can be called");
    }

    private void Call(ScriptBlockAst body, IReadOnlyList<ParameterAst>? parameters, CommandAst command, bool inScope)
    {
        CheckTraps(body);
        if (++_calls > DeepestCall)
            throw Outside($"calls nested more than {DeepestCall} deep ({Shortened(command)})", command, "write recursion as a loop");
        var arguments = Bind(parameters ?? [], command);
        var (slots, types, outer, emit) = (_slots, _types, _insideLoop, _emit);
        _insideLoop = false;
        foreach (var (parameter, argument) in arguments)
        {
            var name = NameOf(parameter.Name);
            _types = parameter.StaticType == typeof(object) ? _types.Remove(name) : _types.SetItem(name, parameter.StaticType);
            _slots = _slots.SetItem(name, Converted(name, argument, command));
        }

        SetFlag(ReturnSlot, false);
        var (callers, slotsBefore) = (_callers, slots);
        _callers = slotsBefore;
        // Without input from a pipeline each of the blocks runs once.
        var output = Captured(() => Statements([.. new[] { body.BeginBlock, body.ProcessBlock, body.EndBlock }.OfType<NamedBlockAst>().SelectMany(block => block.Statements)], 0));
        _callers = callers;
        // What a called block assigns is gone when it ends; what a dot-sourced one assigns stays.
        _slots = inScope ? _slots.SetItem(ReturnSlot, After(slots, ReturnSlot)) : slots;
        (_types, _insideLoop, _emit) = (types, outer, emit);
        _calls--;
        _emit(output, command.Extent);
    }

    private List<(ParameterAst Parameter, ScriptValue Argument)> Bind(IReadOnlyList<ParameterAst> parameters, CommandAst command)
    {
        var bound = new Dictionary<ParameterAst, ScriptValue>();
        List<ScriptValue> positional = [];
        for (var i = 1; i < command.CommandElements.Count; i++)
        {
            if (command.CommandElements[i] is CommandParameterAst named)
            {
                var parameter = Named(named.ParameterName);
                var argument = named.Argument ?? (i + 1 < command.CommandElements.Count ? command.CommandElements[++i] as ExpressionAst : null);
                if (parameter is null || argument is null)
                    throw Outside($"the parameter -{named.ParameterName}", command, "pass the arguments by position or by their full names");
                bound.Add(parameter, Argument(argument));
            }
            else if (command.CommandElements[i] is VariableExpressionAst { Splatted: true } splat)
            {
                Splat(splat);
            }
            else
            {
                positional.Add(Argument((ExpressionAst)command.CommandElements[i]));
            }
        }

        foreach (var parameter in parameters.Where(p => !bound.ContainsKey(p)).ToList())
        {
            var isMandatory = CheckAttributes(parameter);
            if (positional.Count > 0)
            {
                bound.Add(parameter, positional[0]);
                positional.RemoveAt(0);
            }
            else if (parameter.DefaultValue is not null)
            {
                bound.Add(parameter, Expression(parameter.DefaultValue));
            }
            else
            {
                bound.Add(parameter, isMandatory ? throw Outside($"a call without the mandatory -{NameOf(parameter.Name)} ({Shortened(command)})", command, "give it") : Null.Value);
            }
        }

        return positional.Count == 0
            ? [.. parameters.Select(parameter => (parameter, bound[parameter]))]
            : throw Outside($"too many arguments ({Shortened(command)})", command, "pass as many arguments as there are parameters");

        ParameterAst? Named(string name) => parameters.SingleOrDefault(p => NameOf(p.Name).Equals(name, StringComparison.OrdinalIgnoreCase));

        void Splat(VariableExpressionAst splat)
        {
            switch (After(_slots, NameOf(splat)))
            {
                case Record { IsTable: true } table:
                    foreach (var (name, value) in table.Properties)
                        bound.Add(Named(name) ?? throw Outside($"the parameter -{name}", splat, "pass the arguments by their full names"), value);
                    break;
                case Items items:
                    positional.AddRange(items.Elements);
                    break;
                default:
                    throw Outside($"splatting of what is neither a hashtable nor an array ({Shortened(splat)})", splat, "pass the arguments one by one");
            }
        }
    }

    /// <summary>Attributes that do not change what a call computes. The answer is whether an argument is mandatory.</summary>
    private static bool CheckAttributes(ParameterAst parameter)
    {
        var isMandatory = false;
        foreach (var attribute in parameter.Attributes)
        {
            if (attribute is TypeConstraintAst)
                continue;
            if (attribute is not AttributeAst { TypeName.Name: var name, PositionalArguments.Count: 0 } written || !name.Equals("Parameter", StringComparison.OrdinalIgnoreCase)
                || written.NamedArguments.Any(argument => !argument.ArgumentName.Equals("Mandatory", StringComparison.OrdinalIgnoreCase)))
                throw Outside("an attribute", attribute, "remove it");
            isMandatory = written.NamedArguments.Count > 0;
        }

        return isMandatory;
    }

    private ScriptValue Argument(ExpressionAst argument) => argument is StringConstantExpressionAst
        ? throw Outside($"a text ({Shortened(argument)})", argument, "pass numbers")
        : Expression(argument);
}

using System.Management.Automation.Language;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Which argument of a call goes to which parameter.</summary>
internal sealed class ArgumentBinder(TranslationContext context, Translators translators)
{
    /// <summary>The parameters in order, each with its argument, or null if it was not given.</summary>
    public IReadOnlyList<(ParameterAst Parameter, ScriptValue? Argument)> Bind(IReadOnlyList<ParameterAst> parameters, CommandAst command)
    {
        var bound = new Dictionary<ParameterAst, ScriptValue?>();
        var positional = new Queue<ScriptValue>();
        for (var i = 1; i < command.CommandElements.Count; i++)
        {
            switch (command.CommandElements[i])
            {
                case CommandParameterAst { ParameterName: var name } written:
                    var argument = written.Argument
                        ?? (i + 1 < command.CommandElements.Count ? command.CommandElements[++i] as ExpressionAst : null);
                    if (ParameterOf(name) is not { } parameter || argument is null)
                    {
                        throw new OutsideException($"the parameter -{name}", command,
                            "pass the arguments by position or by their full names");
                    }

                    bound.Add(parameter, Argument(argument));
                    break;
                case VariableExpressionAst { Splatted: true } splatted:
                    Splat(splatted);
                    break;
                case var element:
                    positional.Enqueue(Argument((ExpressionAst)element));
                    break;
            }
        }

        foreach (var parameter in parameters.Where(parameter => !bound.ContainsKey(parameter)).ToList())
        {
            var isMandatory = ScriptChecks.IsMandatory(parameter);
            bound.Add(parameter,
                positional.TryDequeue(out var argument) ? argument
                : parameter.DefaultValue is not null || !isMandatory ? null
                : throw command.Outside($"a call without the mandatory -{parameter.Name.PlainName()}", "give it"));
        }

        return positional.Count == 0
            ? [.. parameters.Select(parameter => (parameter, bound[parameter]))]
            : throw command.Outside("too many arguments", "pass as many arguments as there are parameters");

        ParameterAst? ParameterOf(string name) =>
            parameters.SingleOrDefault(parameter => parameter.Name.PlainName().Equals(name, StringComparison.OrdinalIgnoreCase));

        void Splat(VariableExpressionAst splatted)
        {
            switch (context.Read(splatted.PlainName()))
            {
                case Record { IsTable: true } table:
                    foreach (var (name, value) in table.Properties)
                    {
                        var parameter = ParameterOf(name)
                            ?? throw new OutsideException($"the parameter -{name}", splatted, "pass the arguments by their full names");
                        bound.Add(parameter, value);
                    }

                    break;
                case Items items:
                    foreach (var element in items.Elements)
                        positional.Enqueue(element);
                    break;
                default:
                    throw splatted.Outside("splatting of what is neither a hashtable nor an array", "pass the arguments one by one");
            }
        }
    }

    private ScriptValue Argument(ExpressionAst argument) => argument is StringConstantExpressionAst
        ? throw argument.Outside("a text", "pass numbers")
        : translators.Expressions.Evaluate(argument);
}

using System.Management.Automation;
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
                    var parameter = ParameterOf(name, command);
                    if (written.Argument is null && IsSwitch(parameter))
                    {
                        bound.Add(parameter, new ScriptValue.Boolean(true));
                        break;
                    }

                    var argument = written.Argument
                        ?? (i + 1 < command.CommandElements.Count ? command.CommandElements[++i] as ExpressionAst : null);
                    bound.Add(parameter, translators.Expressions.Evaluate(
                        argument ?? throw command.Outside($"-{name} without an argument", "give it one")));
                    break;
                case VariableExpressionAst { Splatted: true } splatted:
                    Splat(splatted);
                    break;
                case var element:
                    positional.Enqueue(translators.Expressions.Evaluate((ExpressionAst)element));
                    break;
            }
        }

        foreach (var parameter in parameters.Where(parameter => !bound.ContainsKey(parameter)).ToList())
        {
            var isMandatory = ScriptChecks.IsMandatory(parameter);
            bound.Add(parameter,
                !IsSwitch(parameter) && positional.TryDequeue(out var argument) ? argument
                : parameter.DefaultValue is not null || !isMandatory ? null
                : throw command.Outside($"a call without the mandatory -{parameter.Name.PlainName()}", "give it"));
        }

        return positional.Count == 0
            ? [.. parameters.Select(parameter => (parameter, bound[parameter]))]
            : throw command.Outside("too many arguments", "pass as many arguments as there are parameters");

        ParameterAst ParameterOf(string name, Ast ast)
        {
            ParameterAst[] named = [.. parameters.Where(one => one.Name.PlainName().StartsWith(name, StringComparison.OrdinalIgnoreCase))];
            // What has attributes has the parameters of all commands as well, so that a shortened name may mean one of these.
            return Array.Find(named, one => one.Name.PlainName().Length == name.Length)
                ?? (named is [var only] && !parameters.Any(HasAttributes) ? only : throw new OutsideException($"the parameter -{name}", ast,
                    "pass the arguments by position or by their full names"));
        }

        void Splat(VariableExpressionAst splatted)
        {
            switch (context.Read(splatted.PlainName()))
            {
                case Record { IsTable: true } table:
                    foreach (var (name, value) in table.Properties)
                    {
                        bound.Add(ParameterOf(name, splatted), value);
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

    private static bool IsSwitch(ParameterAst parameter) => parameter.StaticType == typeof(SwitchParameter);

    private static bool HasAttributes(ParameterAst parameter) => parameter.Attributes.Any(attribute => attribute is not TypeConstraintAst)
        || parameter.Parent is ParamBlockAst { Attributes.Count: > 0 };
}

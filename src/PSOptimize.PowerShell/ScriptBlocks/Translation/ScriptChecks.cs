using System.Collections.ObjectModel;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Refuses what a script block can declare besides its statements if that could change what these compute.</summary>
internal static class ScriptChecks
{
    /// <summary>The statements of a block that has no named block.</summary>
    /// <exception cref="OutsideException">The block has one, or a trap.</exception>
    public static IReadOnlyList<StatementAst> PlainStatements(ScriptBlockAst script)
    {
        if (script is not { BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null, EndBlock: not null })
            throw new OutsideException("a begin, process or dynamicparam block", script, "write the statements without a named block");
        return Statements(script);
    }

    /// <summary>The statements of all named blocks: without input from a pipeline each block runs once.</summary>
    /// <exception cref="OutsideException">The block has a <c>dynamicparam</c> block or a trap.</exception>
    public static IReadOnlyList<StatementAst> Statements(ScriptBlockAst script)
    {
        if (script.DynamicParamBlock is not null)
            throw new OutsideException("a dynamicparam block", script.DynamicParamBlock, "remove it");
        return [.. Statements(script.BeginBlock), .. Statements(script.ProcessBlock), .. Statements(script.EndBlock)];
    }

    /// <summary>The statements of a named block; none if there is no such block.</summary>
    /// <exception cref="OutsideException">The block has a trap.</exception>
    public static IReadOnlyList<StatementAst> Statements(NamedBlockAst? block)
    {
        NoTraps(block?.Traps);
        return block?.Statements ?? (IReadOnlyList<StatementAst>)[];
    }

    /// <summary>The statements of a block in braces.</summary>
    /// <exception cref="OutsideException">The block has a trap.</exception>
    public static IReadOnlyList<StatementAst> Statements(StatementBlockAst block)
    {
        NoTraps(block.Traps);
        return block.Statements;
    }

    /// <summary>Whether an argument must be given for the parameter.</summary>
    /// <exception cref="OutsideException">The parameter has an attribute that could change what a call computes.</exception>
    public static bool IsMandatory(ParameterAst parameter)
    {
        var isMandatory = false;
        foreach (var attribute in parameter.Attributes)
        {
            if (attribute is TypeConstraintAst)
                continue;
            if (attribute is not AttributeAst { TypeName.Name: var name, PositionalArguments.Count: 0, NamedArguments: var arguments }
                || !name.Equals("Parameter", StringComparison.OrdinalIgnoreCase)
                || arguments.Any(argument => !argument.ArgumentName.Equals("Mandatory", StringComparison.OrdinalIgnoreCase)))
                throw new OutsideException("an attribute", attribute, "remove it");
            isMandatory = arguments.Count > 0;
        }

        return isMandatory;
    }

    /// <summary>The type that a value is converted to; null if it can stay what it is.</summary>
    /// <exception cref="OutsideException">There is no such type.</exception>
    public static Type? TypeOf(ConvertExpressionAst convert) => TypeOf(convert.Type);

    /// <summary>The type that an argument is converted to; null if it can stay what it is.</summary>
    /// <exception cref="OutsideException">There is no such type.</exception>
    public static Type? TypeOf(ParameterAst parameter) =>
        parameter.Attributes.OfType<TypeConstraintAst>().Select(TypeOf).FirstOrDefault();

    private static Type? TypeOf(AttributeBaseAst written) => written.TypeName.GetReflectionType() is not { } type
        ? throw new OutsideException($"the type [{written.TypeName.Name}]", written, "it is not known here")
        : type == typeof(object) ? null : type;

    private static void NoTraps(ReadOnlyCollection<TrapStatementAst>? traps)
    {
        if (traps is { Count: > 0 })
            throw new OutsideException("a trap statement", traps[0], "remove it");
    }
}

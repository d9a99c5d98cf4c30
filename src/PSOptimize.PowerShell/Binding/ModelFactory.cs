using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using PSOptimize.Objectives.Regression;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>Makes a curve of a script block, param($row, $a, $b): the row's columns as properties, then the parameters.</summary>
internal static class ModelFactory
{
    /// <summary>
    /// The curve of a block. Where the block reads the row only as <c>$row.Column</c> and can be translated, each column is a number like
    /// the parameters, and one compiled function with its exact gradient serves all rows; else the block is invoked as it stands.
    /// </summary>
    /// <param name="block">The model.</param>
    /// <param name="data">The rows, for the names of their columns.</param>
    /// <param name="session">Whose variables the block sees.</param>
    /// <param name="choice">How the gradient is to be obtained.</param>
    public static CurveModel FromScript(ScriptBlock block, Table data, SessionState session, DifferentiationChoice choice)
    {
        var ast = (ScriptBlockAst)block.Ast;
        if (ast.ParamBlock is not { Parameters: { Count: >= 2 } declared })
            throw new ArgumentException("The model must take the row and at least one parameter: begin it with param($row, $a, $b).", nameof(block));
        var row = declared[0].Name.VariablePath.UserPath;
        string[] parameters = [.. declared.Skip(1).Select(parameter => parameter.Name.VariablePath.UserPath)];

        var reads = ast.FindAll(node => node is VariableExpressionAst variable && variable.VariablePath.UserPath.Equals(row, StringComparison.OrdinalIgnoreCase)
            && !ReferenceEquals(variable, declared[0].Name), searchNestedScriptBlocks: true).ToArray();
        var members = reads.Select(read => Member(read)).ToArray();
        if (choice is DifferentiationChoice.Auto or DifferentiationChoice.Exact && members.All(member => member is not null))
        {
            var translated = Translated(block, declared[0], parameters, members!, session);
            if (translated.Model is { } model) return model;
            if (choice == DifferentiationChoice.Exact) throw ScriptException.NotDifferentiable(translated.Outside!);
        }
        return Invoked(block, data, parameters);
    }

    private static (CurveModel? Model, ScriptTranslation.Outside? Outside) Translated(
        ScriptBlock block, ParameterAst row, string[] parameters, MemberExpressionAst[] members, SessionState session)
    {
        string[] inputs = [.. members.Select(NameOf).Distinct(StringComparer.OrdinalIgnoreCase)];
        string Variable(string name) => string.Create(CultureInfo.InvariantCulture, $"$rowColumn{Array.FindIndex(inputs, input => input.Equals(name, StringComparison.OrdinalIgnoreCase))}");

        // The same text, with a variable for each column of the row in place of the property.
        var text = block.Ast.Extent.Text;
        var start = block.Ast.Extent.StartOffset;
        var changes = members.Select(member => (member.Extent, Text: Variable(NameOf(member))))
            .Append((row.Extent, Text: inputs.Length == 0 ? "$rowUnread" : string.Join(", ", inputs.Select(Variable))));
        foreach (var (extent, replacement) in changes.OrderByDescending(change => change.Extent.StartOffset))
            text = string.Concat(text.AsSpan(0, extent.StartOffset - start), replacement, text.AsSpan(extent.EndOffset - start));
        if (text.StartsWith('{')) text = text[1..^1];

        var surroundings = new SessionSurroundings(block.Module?.SessionState ?? session);
        string[] coordinates = [.. inputs.Length == 0 ? ["rowUnread"] : inputs.Select(input => Variable(input)[1..]), .. parameters];
        var first = coordinates.Length - parameters.Length;
        return ScriptTranslator.Translate(Parser.ParseInput(text, out _, out _), coordinates, isArray: false, surroundings).Match<(CurveModel?, ScriptTranslation.Outside?)>(
            translated => (CurveModel.FromSpans(inputs, parameters, (values, point, gradient) => Evaluate(translated.Function, first, values, point, gradient), DifferentiationKind.Exact), null),
            outside => (null, outside));
    }

    private static double Evaluate(DifferentiableFunction function, int first, ReadOnlySpan<double> row, ReadOnlySpan<double> point, Span<double> gradient)
    {
        Span<double> all = stackalloc double[first + point.Length];
        row.CopyTo(all);
        point.CopyTo(all[first..]);
        try
        {
            if (gradient.IsEmpty) return function.Value(all);
            Span<double> slopes = stackalloc double[all.Length];
            var value = function.ValueAndGradient(all, slopes);
            slopes[first..].CopyTo(gradient);
            return value;
        }
        catch (EvaluationException error)
        {
            throw ScriptException.Undefined(error);
        }
    }

    private static CurveModel Invoked(ScriptBlock block, Table data, string[] parameters)
    {
        var function = new ScriptFunction(block);
        string[] inputs = [.. data.ColumnNames.Where(name => IsNumeric(data, name))];
        return CurveModel.FromFunction(inputs, parameters, (values, point) =>
        {
            var row = new PSObject();
            for (var i = 0; i < inputs.Length; i++) row.Properties.Add(new PSNoteProperty(inputs[i], values[i]), preValidated: true);
            var result = function.Invoke([row, .. point.AsSeq().Select(parameter => (object)parameter)]);
            return ScriptFunction.TryNumber(result, out var number) ? number : throw ScriptException.NotANumber(result);
        });
    }

    private static bool IsNumeric(Table data, string name)
    {
        try
        {
            return data.Numbers(name).Count > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static MemberExpressionAst? Member(Ast read) =>
        read.Parent is MemberExpressionAst { Member: StringConstantExpressionAst } member and not InvokeMemberExpressionAst && ReferenceEquals(member.Expression, read)
            ? member : null;

    private static string NameOf(MemberExpressionAst member) => ((StringConstantExpressionAst)member.Member).Value;
}

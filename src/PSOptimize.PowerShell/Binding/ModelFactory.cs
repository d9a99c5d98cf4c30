using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using PSOptimize.Differentiation;
using PSOptimize.Objectives.Regression;
using PSOptimize.ScriptBlocks;
using PSOptimize.ScriptBlocks.Translation;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>Makes a curve from a script block, param($row, $a, $b): the row with its columns as properties, then the parameters.</summary>
internal static class ModelFactory
{
    /// <summary>
    /// The curve of a block. If the block reads the row only as <c>$row.Column</c> and can be translated, each column is a number like the
    /// parameters, and one compiled function with its exact gradient serves all rows; if not, the block is invoked as it is, and columns
    /// may also be texts: see <see cref="ModelColumns"/>.
    /// </summary>
    /// <param name="block">The model.</param>
    /// <param name="data">The rows, for the names of their columns.</param>
    /// <param name="session">The session whose variables the block sees.</param>
    public static CurveModel FromScript(ScriptBlock block, Table data, SessionState session)
    {
        var (row, parameters, reads) = PartsOf(block);
        if (Again(out var roundings)?.WithSource(ScriptCopy.TextOf(block)) is not { } translated) return AsWritten();
        new CurveSource(block, AsWritten, () => Again(out _)) { Roundings = roundings }.Note(translated);
        return translated;

        CurveModel AsWritten() => Invoked(block, data, session, parameters, reads);
        CurveModel? Again(out IReadOnlyCollection<string> roundings) => Translated(
            block, row, parameters, reads, new SessionSurroundings(block.Module?.SessionState ?? session), out roundings, AsWritten);
    }

    /// <summary>
    /// The curve of a text that computes with its row and parameters alone, of which PowerShell runs nothing; null if it is more.
    /// </summary>
    public static CurveModel? FromText(string text)
    {
        var block = ScriptBlock.Create(text);
        var (row, parameters, reads) = PartsOf(block);
        return Translated(block, row, parameters, reads, new NoSurroundings(), out _);
    }

    /// <summary>A number for each row, from a block of the row alone.</summary>
    /// <param name="block">The block: param($row).</param>
    /// <param name="data">The rows.</param>
    public static Vector NumbersOf(ScriptBlock block, Table data)
    {
        if (block.Ast is not ScriptBlockAst { ParamBlock.Parameters: [var row] } ast)
            throw new ArgumentException("A block of weights takes the row alone: write it as { param($row) 1 / $row.s }.", nameof(block));
        var reads = ReadsOf(ast, row);
        var columns = new ModelColumns(data, [.. reads.OfType<MemberExpressionAst>()], asWhole: reads.Contains(null));
        var number = CallOf(new ScriptFunction(block), columns);
        Vector[] cells = [.. columns.Inputs.Select(name => columns.Read(data, name))];
        return Vector.Init(data.RowCount, i => number(Vector.OfSeq(cells.Select(column => column[i])), Vector.Empty));
    }

    private static (ParameterAst Row, string[] Parameters, MemberExpressionAst?[] Reads) PartsOf(ScriptBlock block)
    {
        var ast = (ScriptBlockAst)block.Ast;
        if (ast.ParamBlock is not { Parameters: { Count: >= 2 } declared })
            throw new ArgumentException(
                "The model must take the row and at least one parameter: begin it with param($row, $a, $b).", nameof(block));
        return (declared[0], [.. declared.Skip(1).Select(parameter => parameter.Name.VariablePath.UserPath)], ReadsOf(ast, declared[0]));
    }

    private static MemberExpressionAst?[] ReadsOf(ScriptBlockAst ast, ParameterAst row) =>
        [.. ast.FindAll(node => IsReadOf(row, node), searchNestedScriptBlocks: true).Select(PropertyOf)];

    private static CurveModel? Translated(ScriptBlock block, ParameterAst row, string[] parameters, MemberExpressionAst?[] reads,
        IScriptSurroundings surroundings, out IReadOnlyCollection<string> roundings, Func<CurveModel>? asWritten = null)
    {
        roundings = [];
        if (reads.Contains(null)) return null;
        string[] inputs = [.. reads.Select(read => NameOf(read!)).Distinct(StringComparer.OrdinalIgnoreCase)];
        var (curve, noted) = Translate(block, row, reads!, inputs, surroundings, parameters).Match(
            translated => ((CurveModel?)Compiled(translated.Function, inputs, parameters, asWritten), translated.Roundings),
            _ => (null, []));
        roundings = noted;
        return curve;
    }

    /// <summary>Translates the text of the block with a variable for each column in place of the property of the row.</summary>
    private static ScriptTranslation Translate(
        ScriptBlock block, ParameterAst row, MemberExpressionAst[] reads, string[] inputs, IScriptSurroundings surroundings,
        string[] parameters)
    {
        string[] columns = inputs.Length == 0
            ? ["rowUnread"]
            : [.. inputs.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"rowColumn{i}"))];
        string Column(string name) =>
            "$" + columns[Array.FindIndex(inputs, input => input.Equals(name, StringComparison.OrdinalIgnoreCase))];

        var text = block.Ast.Extent.Text;
        var start = block.Ast.Extent.StartOffset;
        var changes = reads.Select(read => (read.Extent, Text: Column(NameOf(read))))
            .Append((row.Extent, Text: string.Join(", ", columns.Select(column => "$" + column))));
        foreach (var (extent, replacement) in changes.OrderByDescending(change => change.Extent.StartOffset))
            text = string.Concat(text.AsSpan(0, extent.StartOffset - start), replacement, text.AsSpan(extent.EndOffset - start));
        if (text.StartsWith('{')) text = text[1..^1];

        return ScriptTranslator.Translate(Parser.ParseInput(text, out _, out _), [.. columns, .. parameters], isArray: false, surroundings);
    }

    private static CurveModel Compiled(
        DifferentiableFunction function, string[] inputs, string[] parameters, Func<CurveModel>? asWritten)
    {
        var block = asWritten is null ? null : new Lazy<CurveModel>(asWritten);
        var first = function.Dimension - parameters.Length;
        return CurveModel.FromSpans(inputs, parameters, Evaluate, DifferentiationKind.Exact);

        double Evaluate(ReadOnlySpan<double> row, ReadOnlySpan<double> point, Span<double> gradient)
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
                when (TranslationLimit.IsReached(error) && block is not null && Runspace.DefaultRunspace is not null)
            {
                return block.Value.Function(row, point, gradient);
            }
            catch (EvaluationException error)
            {
                throw ScriptException.Undefined(error);
            }
        }
    }

    private static CurveModel Invoked(
        ScriptBlock block, Table data, SessionState session, string[] parameters, MemberExpressionAst?[] reads)
    {
        var function = new ScriptFunction(block);
        var columns = new ModelColumns(data, [.. reads.OfType<MemberExpressionAst>()], asWhole: reads.Contains(null));
        var curve = CurveModel.FromFunction(columns.Inputs, parameters, CallOf(function, columns));
        if (columns.NeedReader) curve = curve.ReadBy(columns.Read);
        curve = curve.WithSource(ScriptCopy.TextOf(block));
        ScriptCurves.Add(curve, new ScriptHome(function, session));
        return curve;
    }

    /// <summary>What a block gives for a row and further arguments.</summary>
    private static Func<Vector, Vector, double> CallOf(ScriptFunction function, ModelColumns columns) => (values, point) =>
    {
        var row = columns.Row(values);
        object? result = null;
        try
        {
            result = function.Invoke([row, .. point.AsSeq().Select(parameter => (object)parameter)]);
        }
        catch (ScriptException failure) when (row.Error is not null || columns.ErrorOf(failure, values) is not null)
        {
            throw columns.ErrorOf(failure, values) ?? new InvalidDataException(row.Error);
        }
        if (row.Error is not null) throw new InvalidDataException(row.Error);
        return ScriptFunction.TryNumber(result, out var number) ? number : throw ScriptException.NotANumber(result);
    };

    private static bool IsReadOf(ParameterAst row, Ast node) => node is VariableExpressionAst variable
        && !ReferenceEquals(variable, row.Name)
        && variable.VariablePath.UserPath.Equals(row.Name.VariablePath.UserPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The property that a variable is read for; null if it is used in another way, as for all its properties.
    /// </summary>
    private static MemberExpressionAst? PropertyOf(Ast variable) =>
        variable.Parent is MemberExpressionAst { Member: StringConstantExpressionAst } member and not InvokeMemberExpressionAst
            && ReferenceEquals(member.Expression, variable) && !NameOf(member).Equals("PSObject", StringComparison.OrdinalIgnoreCase)
            ? member : null;

    /// <summary>The name of the property that is read.</summary>
    internal static string NameOf(MemberExpressionAst property) => ((StringConstantExpressionAst)property.Member).Value;
}

using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;

namespace PSOptimize.Tests;

/// <summary>The tables of the documents list the methods that there are.</summary>
public class DocumentTests
{
    [Fact]
    public void Conformance_lists_every_first_order_method() => Lists("conformance.md", "#", method => method is FirstOrderMethod);

    // AdaGrad with the full matrix has a table of its own: a step costs an eigenvalue decomposition.
    [Fact]
    public void Benchmarks_list_a_step_of_every_first_order_method() =>
        Lists("benchmarks.md", "## A step of every method", method => method is FirstOrderMethod and not AdaGradFull);

    [Theory]
    [InlineData("## 2 coordinates")]
    [InlineData("## 10 coordinates")]
    public void Success_rates_list_every_method_without_gradients(string heading) =>
        Lists("derivative-free.md", heading, method => method.Needs == Information.Value && method.Dimension == 0);

    private static void Lists(string document, string heading, Func<Method, bool> condition)
    {
        bool Begins(string line, string with) => line.StartsWith(with, StringComparison.Ordinal);
        var section = File.ReadLines(Path.Combine(Repository.Root, "docs", document))
            .SkipWhile(line => !Begins(line, heading)).Skip(1).TakeWhile(line => !Begins(line, "## "));
        // Below the head of the table and the line that aligns its columns; a row that is no method is in italics.
        var rows = section.Where(line => Begins(line, "|")).Skip(2);
        var listed = rows.Select(row => row.Split('|')[1].Trim()).Where(name => !Begins(name, "*")).ToList();
        var there = Method.Catalogue.All.Where(entry => condition(entry.Default)).Select(entry => entry.Name).ToList();
        var (missing, unknown) = (string.Join(", ", there.Except(listed)), string.Join(", ", listed.Except(there)));
        Assert.True(listed.SequenceEqual(there), $"docs/{document} lacks {missing} and has {unknown}: make it by the command in its head.");
    }
}

using System.Globalization;

namespace PSOptimize.Attack;

/// <summary>Script blocks of sizes that only programs write.</summary>
public class SizeTests
{
    private static readonly (string Name, string Block)[] Blocks =
    [
        ("a sum of 100,000 terms", "'param($x) ' + (@('$x') * 100000 -join '+')"),
        ("20,000 nested calls", "'param($x) ' + ('[Math]::Abs(' * 20000) + '$x' + (')' * 20000)"),
        ("50,000 statements", "'param($x) $s = 0.0; ' + ('$s = $s + $x; ' * 50000) + '$s'"),
        ("10,000 parentheses", "'param($x) ' + ('(' * 10000) + '$x' + (')' * 10000)"),
        ("10,000 nested conditions", "'param($x) ' + ('if ($x -gt 0) { ' * 10000) + '$x' + (' }' * 10000)"),
        ("100,000 signs", "'param($x) ' + ('- ' * 100000) + '$x'"),
    ];

    [Theory]
    [InlineData("the usual stack", "")]
    [InlineData("a stack of 1 MB", "100000")]
    public void A_block_of_any_size_is_translated_or_refused(string name, string stack)
    {
        (string, string)[] variables = stack.Length > 0 ? [("DOTNET_DefaultStackSize", stack)] : [];
        var blocks = Blocks[..Extent.Of(4, Blocks.Length)];
        // What PowerShell itself cannot read, or dies of, is no fault of the module.
        const string Measure = "; (Measure-Objective -Objective (New-Objective $block) -Point 2).Value";
        var plain = Engine.Make(
            [.. blocks.Select(block => new Call($"$block = [scriptblock]::Create({block.Block})", 60))], "en-US", variables);
        var calls = blocks.Select(block => new Call($"$block = [scriptblock]::Create({block.Block}){Measure}", 60)).ToArray();
        var findings = new Findings($"sizes, {name}");
        var results = new List<string>();
        foreach (var verdict in Engine.Make([.. calls.Where((_, i) => plain[i].Death is null)], "en-US", variables))
        {
            var i = Array.IndexOf(calls, calls.Where((_, j) => plain[j].Death is null).ElementAt(verdict.Index));
            findings.Note(verdict.Fault(calls[i]), calls[i].Text);
            results.Add(string.Create(CultureInfo.InvariantCulture,
                $"{blocks[i].Name} {(verdict.Errors.Length == 0 ? "translated" : verdict.Errors[0].ShortId)} in {verdict.Seconds:F1} s"));
        }
        results.AddRange(blocks.Where((_, i) => plain[i].Death is not null).Select(block => $"{block.Name} kills PowerShell itself"));
        findings.Conclude("script blocks of extreme sizes", string.Join(", ", results));
    }
}

using PSOptimize.PowerShell.Tests.Pester;

namespace PSOptimize.PowerShell.Tests;

/// <summary>The Pester files, and the bridge to them.</summary>
public sealed class PesterTests
{
    [Pester]
    public void File(string file) => throw new NotSupportedException(file);

    [Theory]
    [InlineData("Bridge/OneFails.Tests.ps1", "expected 2, but got 1")]
    [InlineData("Bridge/NoneRuns.Tests.ps1", "No test ran")]
    [InlineData("Bridge/DoesNotParse.Tests.ps1", "Missing closing")]
    [InlineData("Bridge/EndsBadly.Tests.ps1", "could not tidy up")]
    public void A_file_that_should_fail_does(string file, string because)
    {
        var failure = Assert.Single(PesterFile.Run(file), result => result.Result == "Failed");
        Assert.Contains(because, failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_skipped_test_counts_as_skipped_and_gives_its_reason()
    {
        var results = PesterFile.Run("Bridge/OneIsSkipped.Tests.ps1");
        Assert.Equal(["Passed", "Skipped"], results.Select(result => result.Result));
        Assert.Contains("the moon is full", results[1].Message, StringComparison.Ordinal);
    }
}

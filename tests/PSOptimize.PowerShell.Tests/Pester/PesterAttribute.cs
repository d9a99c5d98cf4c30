using Xunit.Sdk;

namespace PSOptimize.PowerShell.Tests.Pester;

/// <summary>
/// Turns every Pester file into a test: each runs in a PowerShell of its own on the module that the build laid out, and each of its
/// <c>It</c> blocks, passed, failed or skipped, is a result. The method names the parameter for the file; its body never runs.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("PSOptimize.PowerShell.Tests.Pester.PesterDiscoverer", "PSOptimize.PowerShell.Tests")]
public sealed class PesterAttribute : FactAttribute;

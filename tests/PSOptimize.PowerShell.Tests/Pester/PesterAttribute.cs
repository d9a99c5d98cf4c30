using Xunit.Sdk;

namespace PSOptimize.PowerShell.Tests.Pester;

/// <summary>
/// Makes a test of every Pester file: each runs in a PowerShell of its own on the module that the build laid out, and each <c>It</c> of it,
/// passed, failed or skipped, is a result. The method names the parameter for the file; its body is never run.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("PSOptimize.PowerShell.Tests.Pester.PesterDiscoverer", "PSOptimize.PowerShell.Tests")]
public sealed class PesterAttribute : FactAttribute;

using System.Management.Automation.Language;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Methods.Curvature;
using PSOptimize.Objectives;
using PSOptimize.Runs.Requests;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <summary>
/// Translates a small block and minimises a function in the background when the module is imported, so that the user's first block and
/// first run need not wait for the runtime to compile the translator, the catalogue of methods and the method for smooth functions.
/// </summary>
public sealed class WarmUp : IModuleAssemblyInitializer
{
    private const string Block = """
        param($x, $y) $s = 0.0; foreach ($t in 1..3) { $u = $x * [Math]::Exp(-$y / $t); if ($u -lt 0.1) { $u = 0.1 }; $s += $u * $u };
        for ($i = 0; $i -lt 2; $i++) { $s += [Math]::Pow($x - $i, 2) }; $s
        """;

    private static int _imports;

    /// <summary>Called by PowerShell, in each session of the process; returns at once.</summary>
    public void OnImport()
    {
        if (Interlocked.Increment(ref _imports) > 1) return;
        // One processor is left for what the session does meanwhile.
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount - 1) };
        ThreadPool.QueueUserWorkItem(_ => Parallel.Invoke(options, Translate, Minimise));
    }

    private static void Translate() =>
        ScriptTranslator.Translate(Parser.ParseInput(Block, out var _, out var _), ["x", "y"], isArray: false, new NoSurroundings()).Match(
            translated => translated.Function.Value([1, 2]) + translated.Function.ValueAndGradient([1, 2], new double[2]), _ => 0);

    private static void Minimise()
    {
        Hyperparameters.For(typeof(InvokeOptimizerCommand));
        var request = new RunRequest
        {
            Objectives = [TestProblems.Rosenbrock().Objective], Starts = [[-1.2, 1]], Methods = [new TrustRegionNewton()],
        };
        foreach (var run in request.Expand().Runs) RunRow.Of(Optimizer.Run(run.Problem, run.Method, run.Start, run.Options));
    }
}

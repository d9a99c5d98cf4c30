using BenchmarkDotNet.Running;
using PSOptimize.Benchmarks;

if (args is ["success-rates", .. var methods]) SuccessRates.Write(Console.Out, methods);
else if (args is ["global-minima", .. var global]) GlobalMinima.Write(Console.Out, global);
else if (args is ["steps"]) StepTimes.Write(Console.Out);
else if (args is ["steps", .. var chosen]) StepTimes.WriteMethods(Console.Out, chosen);
else if (args is ["fits"]) StepTimes.WriteFits(Console.Out);
else if (args is ["second-order"]) StepTimes.WriteSecondOrder(Console.Out);
else if (args is ["session"]) SessionTimes.Write(Console.Out);
else if (args is ["stores"]) StoreTimes.Write(Console.Out);
else if (args is ["times"]) WriteTimes(Console.Out);
else if (args is ["more-garbow-hillstrom"]) Collection.Write(Console.Out);
else if (args is ["hock-schittkowski"]) ConstrainedProblems.Write(Console.Out);
else if (args is ["convergence", .. var verified]) Convergence.Write(Console.Out, verified);
else if (args is ["compare"]) Comparison.Write(Console.Out);
else if (args is ["conformance"]) Conformance.Write(Console.Out);
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

static void WriteTimes(TextWriter output)
{
    output.WriteLine("# What it costs\n");
    output.WriteLine("Made by `dotnet run -c Release --project tests/PSOptimize.Benchmarks -- times > docs/benchmarks.md`. "
        + "Times are medians of short runs of BenchmarkDotNet within one process, on two processors at rest of a virtual machine; "
        + "ratios are taken to the first row of their group, which ran right before. "
        + "A few bytes an operation are those of the runtime's own threads: a test holds every step to none. "
        + "Script blocks: [script-blocks.md](script-blocks.md); epochs over data: [epochs.md](epochs.md).\n");
    SessionTimes.Write(output);
    output.WriteLine();
    StepTimes.Write(output);
}

using BenchmarkDotNet.Running;
using PSOptimize.Benchmarks;

if (args is ["success-rates", .. var methods]) SuccessRates.Write(Console.Out, methods);
else if (args is ["steps"]) StepTimes.Write(Console.Out);
else if (args is ["conformance"]) Conformance.Write(Console.Out);
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

using BenchmarkDotNet.Running;
using PSOptimize.Benchmarks;

if (args is ["success-rates", .. var methods]) SuccessRates.Write(Console.Out, methods);
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

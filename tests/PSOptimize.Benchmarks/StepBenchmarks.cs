using BenchmarkDotNet.Attributes;
using PSOptimize.Methods.Chains;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Benchmarks;

/// <summary>A step of Adam compared with the same arithmetic written by hand and with a copy of the same number of bytes.</summary>
public class AdamStepBenchmarks
{
    private Yardsticks.Buffers _buffers = null!;
    private Stepper _adam = null!;
    private long _t;

    /// <summary>Elements that fit into the cache, and elements that do not.</summary>
    [Params(100_000, 4_000_000)]
    public int Elements { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        (_buffers, _adam) = (new Yardsticks.Buffers(Elements), new Stepper(new Adam(), Elements));
    }

    [Benchmark(Baseline = true)]
    public void HandFusedLoop() => Yardsticks.Fused(_buffers, ++_t);

    [Benchmark]
    public void CopyOfItsBytes() => Yardsticks.Copy(_buffers, 56);

    [Benchmark]
    public void Adam() => _adam.Step();

    [Benchmark]
    public void ScalarLoop() => Yardsticks.Scalar(_buffers, ++_t);
}

/// <summary>
/// A step of Adam with one and two threads, and the corresponding copies, which show the memory bandwidth of the machine.
/// </summary>
public class ThreadBenchmarks
{
    private Yardsticks.Buffers _buffers = null!;
    private Stepper _one = null!, _two = null!;

    /// <summary>Elements that fit into the shared cache, and elements that do not.</summary>
    [Params(400_000, 4_000_000)]
    public int Elements { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _buffers = new Yardsticks.Buffers(Elements);
        (_one, _two) = (new Stepper(new Adam(), Elements), new Stepper(new Adam(), Elements, threads: 2));
    }

    [Benchmark(Baseline = true)]
    public void AdamOnOneThread() => _one.Step();

    [Benchmark]
    public void AdamOnTwoThreads() => _two.Step();

    [Benchmark]
    public void CopyOnOneThread() => Yardsticks.Copy(_buffers, 56);

    [Benchmark]
    public void CopyOnTwoThreads() => Parallel.Invoke(() => Yardsticks.Copy(_buffers, 56, 0, 2), () => Yardsticks.Copy(_buffers, 56, 1, 2));
}

/// <summary>A step of every first-order method compared with one of Adam.</summary>
public class MethodStepBenchmarks
{
    private const int Elements = 100_000;
    private Stepper _adam = null!, _method = null!;

    /// <summary>The names of the methods that are measured; none for all.</summary>
    internal static IReadOnlyCollection<string> Chosen { get; set; } = [];

    /// <summary>The matrix of AdaGradFull has no place for as many elements.</summary>
    public static IEnumerable<string> Methods => FirstOrderMethod.Catalogue.All
        .Where(entry => entry.Default is FirstOrderMethod and not AdaGradFull && (Chosen.Count == 0 || Chosen.Contains(entry.Name)))
        .Select(entry => entry.Name);

    [ParamsSource(nameof(Methods))]
    public string Method { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _adam = new Stepper(new Adam(), Elements);
        _method = new Stepper((FirstOrderMethod)FirstOrderMethod.Catalogue.Find(Method)!.Default, Elements);
    }

    [Benchmark(Baseline = true)]
    public void Adam() => _adam.Step();

    [Benchmark]
    public void Step() => _method.Step();
}

/// <summary>Ten transformations as one chain compared with ten passes over the whole vector.</summary>
public class TenLinksBenchmarks
{
    private const int Elements = 100_000;

    private static readonly Transformation[] Ten =
    [
        new ZeroNonFinite(), new ClipByValue(10), new AddWeightDecay(1e-4), new AddWeightDecay(1e-3), new AccumulateMomentum(0.5),
        new Adam().Scaling, new MovingAverage(0.5), new ClipByValue(5), new AddWeightDecay(1e-3), new ScaleByLearningRate(0.001),
    ];

    private Stepper _chain = null!;
    private Stepper[] _passes = [];

    [GlobalSetup]
    public void SetUp()
    {
        _chain = new Stepper(new Chained(Chain.Of(Ten)), Elements);
        // Each transformation is a separate chain.
        _passes = [.. Ten.Select(link => new Stepper(new Chained(Chain.Of(link)), Elements))];
    }

    [Benchmark(Baseline = true)]
    public void TenPasses()
    {
        foreach (var pass in _passes) pass.Step();
    }

    [Benchmark]
    public void OneChain() => _chain.Step();
}

/// <summary>
/// The overhead of a step: steps in two coordinates, and a complete iteration of a run on the built-in Rosenbrock function.
/// </summary>
public class SmallStepBenchmarks
{
    private const int Early = 1000, Iterations = 20_000;
    private readonly TestProblem _rosenbrock = TestProblems.Rosenbrock();
    private readonly RunOptions _options = new() { Stop = StopRule.Iterations(Iterations), TraceEvery = 1000 };
    private readonly Stepper _descent = new(new GradientDescent(), 2), _adam = new(new Adam(), 2);

    [Benchmark(Baseline = true)]
    public void Adam() => _adam.Step();

    /// <summary>The first steps, in which the powers of the decay rates have not vanished yet, including the start.</summary>
    [Benchmark(OperationsPerInvoke = Early)]
    public void AdamFirstThousand()
    {
        var adam = new Stepper(new Adam(), 2);
        for (var t = 0; t < Early; t++) adam.Step();
    }

    [Benchmark]
    public void GradientDescent() => _descent.Step();

    [Benchmark(OperationsPerInvoke = Iterations)]
    public Run IterationOfAdam() => Optimizer.Run(_rosenbrock.Objective, new Adam(), _rosenbrock.Start, _options);
}

/// <summary>AdaGrad with the full matrix, which computes one eigenvalue decomposition per step.</summary>
public class FullMatrixBenchmarks
{
    private Stepper _method = null!;

    [Params(2, 10, 50)]
    public int Elements { get; set; }

    [GlobalSetup]
    public void SetUp() => _method = new Stepper(new AdaGradFull(), Elements);

    [Benchmark]
    public void AdaGradFull() => _method.Step();
}

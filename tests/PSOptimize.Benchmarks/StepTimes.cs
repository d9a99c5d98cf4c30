using System.Diagnostics;
using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Transformations;
using PSOptimize.Vectors;

namespace PSOptimize.Benchmarks;

/// <summary>
/// The time of a step of every first-order method, as ratios taken in one run: the contenders take turns, round by round, and the
/// median of the rounds counts, so that a slow moment of the machine hits all alike.
/// </summary>
internal static class StepTimes
{
    private const int Rounds = 15;

    public static void Write(TextWriter output)
    {
        Parallelism.MaxThreads = 1;
        foreach (var n in new[] { 100_000, 4_000_000 }) WriteSize(output, n);
        WriteThreads(output);
        WriteTen(output);
        WriteSmall(output);
    }

    private static void WriteSize(TextWriter output, int n)
    {
        var buffers = new Yardsticks.Buffers(n);
        long t = 0;
        var contenders = new List<(string Name, int Bytes, Action Step)>
        {
            ("scalar loop", 56, () => Yardsticks.Scalar(buffers, ++t)),
            ("hand-fused loop", 56, () => Yardsticks.Fused(buffers, ++t)),
            ("copy of 56 bytes an element", 56, () => Yardsticks.Copy(buffers, 56)),
        };
        string[] names = n > 1_000_000
            ? ["Adam"]
            : [.. MethodCatalogue.All.Where(entry => entry.Default is FirstOrderMethod and not AdaGradFull).Select(entry => entry.Name)];
        foreach (var name in names)
        {
            var method = (FirstOrderMethod)MethodCatalogue.Find(name)!.Default;
            var slots = method.Chain.SlotNames.Count;
            contenders.Add((name, 8 * (3 + 2 * slots), Stepper(method, n)));
        }

        var times = Measure([.. contenders.Select(contender => contender.Step)], n);
        var adam = times[contenders.FindIndex(contender => contender.Name == "Adam")];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{n:N0} elements, one thread:\n"));
        output.WriteLine("| step | bytes an element | ns an element | of the hand-fused loop | of the copy of 56 bytes | of Adam by bytes |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|");
        for (var i = 0; i < times.Length; i++)
        {
            var (name, bytes, _) = contenders[i];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {bytes} | {times[i] / n:F2} | {times[i] / times[1]:F2} | {times[i] / times[2]:F2} | {times[i] / adam * 56 / bytes:F2} |"));
        }
    }

    private static void WriteThreads(TextWriter output)
    {
        const int n = 4_000_000;
        var step = Stepper(new Adam(), n);
        void With(int threads)
        {
            Parallelism.MaxThreads = threads;
            step();
        }
        var times = Measure([() => With(1), () => With(2)], n);
        Parallelism.MaxThreads = 1;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nAdam over {n:N0} elements: two threads are {times[0] / times[1]:F2} times as fast as one."));
    }

    private static void WriteTen(TextWriter output)
    {
        const int n = 100_000;
        Transformation[] ten =
        [
            new ZeroNonFinite(), new ClipByValue(10), new AddL1(1e-4), new AddWeightDecay(1e-3), new AccumulateMomentum(0.5),
            new ScaleByAdam(), new MovingAverage(0.5), new ClipByValue(5), new AddWeightDecay(1e-3), new ScaleByLearningRate(0.001),
        ];
        var one = Stepper(new Chained(Chain.Of(ten)), n);
        // As whole-vector passes: each is a chain of its own whose input is the output of the one before.
        Action[] passes = [.. ten.Select(link => Stepper(new Chained(Chain.Of(link)), n))];
        var times = Measure([one, () => { foreach (var pass in passes) pass(); }], n);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nTen transformations over {n:N0} elements: as one chain {times[0] / n:F2} ns an element, as ten passes {times[1] / n:F2}: {times[0] / times[1]:F2} of it."));
    }

    private static void WriteSmall(TextWriter output)
    {
        var step = Stepper(new Adam(), 2);
        var times = Measure([() => { for (var i = 0; i < 100_000; i++) step(); }], 4_000_000);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nA step of Adam at two coordinates: {times[0] / 100_000:F0} ns."));
    }

    /// <summary>A step in place, as the run loop makes it, with a gradient that stays.</summary>
    private static Action Stepper(FirstOrderMethod method, int n)
    {
        var state = method.Start(Vector.Repeat(n, 1));
        Evaluation[] told = [Evaluation.Of(1, Vector.Repeat(n, 0.5))];
        return () => state = method.Advance(state, told, state.Point);
    }

    /// <summary>The median time of each action in nanoseconds.</summary>
    private static double[] Measure(Action[] actions, int n)
    {
        var repeats = Math.Max(1, 4_000_000 / n);
        var samples = actions.Select(_ => new List<double>()).ToArray();
        for (var round = -5; round < Rounds; round++)
            for (var i = 0; i < actions.Length; i++)
            {
                var begin = Stopwatch.GetTimestamp();
                for (var repeat = 0; repeat < repeats; repeat++) actions[i]();
                var elapsed = Stopwatch.GetElapsedTime(begin).TotalNanoseconds / repeats;
                // The first rounds warm up caches and the compiler.
                if (round >= 0) samples[i].Add(elapsed);
            }
        return [.. samples.Select(times => times.Order().ElementAt(times.Count / 2))];
    }
}

using System.Text.Json;
using PSOptimize.Randomness;
using PSOptimize.Schedules;

namespace PSOptimize.Tests.Schedules;

public class SchedulesTests
{
    private static readonly Dictionary<string, Schedule> Torch = new()
    {
        ["step: size 30, gamma 0.5"] = new StepSchedule(0.1, 30, 0.5),
        ["multiStep: milestones 20 50 90, gamma 0.1"] = new MultiStepSchedule(0.1, [20, 50, 90]),
        ["exponential: gamma 0.98"] = new GeometricSchedule(0.1, 0.98),
        ["linear: from 0.25 to 1 over 40"] = new LinearSchedule(0.025, 0.1, 40),
        ["polynomial: total 100, power 2"] = new PolynomialSchedule(0.1, 100, 2),
        ["cosine: period 50, floor 0.001"] = new CosineSchedule(0.1, 50, 0.001),
        ["cosineRestarts: T0 10, Tmult 2"] = new CosineRestartsSchedule(0.1, 10, 2),
        ["oneCycle: max 0.5, total 120"] = new OneCycleSchedule(0.5, 120),
        ["cyclic: 0.01..0.2, up 15, triangular2"] = new CyclicSchedule(0.01, 0.2, 15, Mode: CyclicMode.Halving),
    };

    public static TheoryData<string> TorchNames => [.. Torch.Keys];

    [Theory, MemberData(nameof(TorchNames))]
    public void Every_rate_is_that_of_PyTorch(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "torch", "schedules.json"));
        var expected = JsonDocument.Parse(file).RootElement.GetProperty("schedules").GetProperty(name).Deserialize<double[]>()!;
        Assert.Equal(119, expected.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(Torch[name].At(i + 1) - expected[i]) <= 1e-14 * 0.1,
                $"step {i + 1}: expected {expected[i]:R}, got {Torch[name].At(i + 1):R}");
    }

    [Fact]
    public void The_test_has_every_schedule_of_the_file()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "torch", "schedules.json"));
        var schedules = JsonDocument.Parse(file).RootElement.GetProperty("schedules");
        Assert.Equal(schedules.EnumerateObject().Select(schedule => schedule.Name), Torch.Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void The_formulas_are_those_of_the_course(long t)
    {
        Assert.Equal(0.3 / (1 + 0.2 * t), new InverseTimeSchedule(0.3, 0.2).At(t));
        Assert.Equal(0.3 * Math.Exp(-0.002 * t), new ExponentialSchedule(0.3, 0.002).At(t));
        Assert.Equal(0.3 / Math.Sqrt(t), new InverseRootSchedule(0.3).At(t));
        Assert.Equal(0.3 / (1 + 0.2 * (t - 1)), new DecayedSchedule(0.3, 0.2).At(t), 1e-15);
        Assert.Equal(0.3 / Math.Sqrt((t + 9) / 10), new PerEpochSchedule(new InverseRootSchedule(0.3), 10).At(t));
        Assert.Equal(t > 100 ? 0.03 : 0.3, new MultiStepSchedule(0.3, [100]).At(t), 1e-15);
        Assert.Equal(7.0 * t, new FunctionSchedule(step => 7 * step).At(t));
    }

    [Property]
    public void Decorators_change_what_they_say_and_nothing_else(Key key)
    {
        var inner = new ExponentialSchedule(key.Between(0.1, 2), key.Between(0, 0.1, 1));
        var (n, t) = (1 + key.Integer(50, 2), 1 + key.Integer(200, 3));
        Assert.Equal(inner.At((t - 1) / n * n + 1), new StaircaseSchedule(inner, n).At(t));
        Assert.Equal(inner.At((t - 1) / n + 1), new PerEpochSchedule(inner, n).At(t));
        Assert.Equal(Math.Max(inner.At(t), 0.05), new FloorSchedule(inner, 0.05).At(t));
        var joined = new JoinedSchedule(inner, n, new ConstantSchedule(7));
        Assert.Equal(t <= n ? inner.At(t) : 7, joined.At(t));
        var warm = new WarmUpSchedule(inner, n);
        Assert.Equal(inner.At(t), warm.At(t + n));
        Assert.Equal(inner.At(1) * n / (n + 1), warm.At(n), 1e-15);
        Assert.True(n == 1 || warm.At(n - 1) < warm.At(n));
    }

    [Property]
    public void Bounded_schedules_stay_within_their_bounds(Key key)
    {
        var (low, high) = (key.Between(0, 0.1), key.Between(0.1, 1, 1));
        var (n, t) = (2 + key.Integer(50, 2), 1 + key.Integer(10_000, 3));
        Schedule[] bounded =
        [
            new CosineSchedule(high, n, low), new CosineRestartsSchedule(high, n, 1 + key.Integer(3, 4), low),
            new LinearSchedule(low, high, n),
            new PolynomialSchedule(high, n, key.Between(0.5, 3, 5), low), new CyclicSchedule(low, high, n, key.Integer(20, 6)),
            new CyclicSchedule(low, high, n, Mode: CyclicMode.Halving),
            new CyclicSchedule(low, high, n, Mode: CyclicMode.Exponential, Factor: 0.99),
        ];
        foreach (var schedule in bounded) Assert.InRange(schedule.At(t), low - 1e-15, high + 1e-15);
        Assert.InRange(new OneCycleSchedule(high, n).At(t), 0, high + 1e-15);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_after_the_patience_and_an_improvement_starts_anew()
    {
        var schedule = new ReduceOnPlateauSchedule(1, Factor: 0.5, Patience: 2, Cooldown: 1, Minimum: 0.2);
        double[] values = [5, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3];
        // Bad steps 1, 2, 3 → lower; one step of cooling down; bad steps 1, 2, 3 → lower; the best value; and so on to the floor.
        double[] rates = [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2];
        Span<double> memory = [double.NaN, double.NaN, double.NaN, double.NaN];
        var seen = new List<double>();
        for (var t = 1; t <= values.Length; t++) seen.Add(schedule.At(new ScheduleTime(t, values[t - 1]), memory));
        Assert.Equal(rates, seen);
    }

    [Fact]
    public void By_epoch_a_plateau_sees_the_mean_of_the_epoch_before()
    {
        var schedule = new PerEpochSchedule(new ReduceOnPlateauSchedule(1, Factor: 0.5, Patience: 0), 2);
        Span<double> memory = new double[schedule.Memory];
        memory.Fill(double.NaN);
        // Epoch means 5, 3, 4: the last one is no new best, so the fourth epoch has half the rate.
        double[] values = [5, 5, 2, 4, 4, 4, 9, 9];
        var seen = new List<double>();
        for (var t = 1; t <= values.Length; t++) seen.Add(schedule.At(new ScheduleTime(t, values[t - 1]), memory));
        Assert.Equal([1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25], seen);
    }

    [Fact]
    public void The_catalogue_makes_schedules_by_name()
    {
        var entry = Schedule.Catalogue.Find("cosine")!;
        Assert.Equal(["Initial", "Steps", "Minimum"], entry.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([true, true, false], entry.Parameters.Select(parameter => parameter.IsMandatory));
        Assert.Equal(new CosineSchedule(0.1, 50), entry.Create([new("Initial", 0.1), new("steps", 50L)]));
        Assert.Contains("needs Steps", Assert.Throws<ArgumentException>(() => entry.Create([new("Initial", 0.1)])).Message);
        Assert.Contains("no parameter Step:", Assert.Throws<ArgumentException>(() => entry.Create([new("Step", 1)])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => entry.Create([new("Initial", -1.0), new("Steps", 50L)]));
        Assert.Equal(new CyclicSchedule(0, 1), Schedule.Catalogue.Find("Cyclic")!.Create([new("Minimum", 0.0), new("Maximum", 1.0)]));
    }
}

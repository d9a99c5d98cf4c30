// A process that keeps runs in a store: `StoreHost <store> <first> <count>`. It prints "ended <number>" after each; with a fourth argument
// it goes on with one that never ends, for a test to kill, and prints "endless <number>" before.
using System.Globalization;
using PSOptimize.Objectives;
using PSOptimize.Storage;

int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);

using var store = RunStore.Open(args[0]);
var (first, count) = (Number(1), Number(2));
for (var number = first; number < first + count; number++)
{
    StoredRuns.Make(store, StoredRuns.Entry(number));
    Console.WriteLine($"ended {number}");
}
if (args.Length < 4) return;

var problem = TestProblems.Levy(3);
var slow = Objective.FromValueAndGradient(problem.Objective.Name, 3, point =>
{
    Thread.Sleep(1);
    return problem.Objective.ValueAndGradient(point);
});
Console.WriteLine($"endless {first + count}");
StoredRuns.Make(store, StoredRuns.Entry(first + count, long.MaxValue, slow), saveEvery: 3);

using System.Runtime.CompilerServices;

namespace PSOptimize.Methods.Chains;

/// <summary>Two rules as one: the second gets what the first returns.</summary>
internal readonly struct Then<TFirst, TSecond>(TFirst first, TSecond second) : IRule
    where TFirst : struct, IRule
    where TSecond : struct, IRule
{
    private readonly TFirst _first = first;
    private readonly TSecond _second = second;

    public static int Slots
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TFirst.Slots + TSecond.Slots;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Apply(Lanes update, Cell cell) => _second.Apply(_first.Apply(update, cell), cell.After(TFirst.Slots));
}

using PSOptimize.Randomness;
using PSOptimize.Schedules;

namespace PSOptimize.Transformations;

/// <summary>What a transformation may know when it folds the constants of a step, and the numbers that it remembers.</summary>
public ref struct Step
{
    private readonly StepFrame _frame;
    private readonly int _numbers;
    private readonly int _slots;

    internal Step(StepFrame frame, int numbers, int slots)
    {
        _frame = frame;
        _numbers = numbers;
        _slots = slots;
    }

    /// <summary>The number t of the step that is being made, from 1.</summary>
    public readonly long Number => _frame.Number;

    /// <summary>The objective's value at the point that the step leaves.</summary>
    public readonly double Value => _frame.Value;

    /// <summary>When it is, for schedules.</summary>
    public readonly ScheduleTime Time => new(_frame.Number, _frame.Value);

    /// <summary>The key of this step: other in each step, the same for the same step of the same run.</summary>
    public readonly Key Key => _frame.Key.Fold(_frame.Number);

    /// <summary>The rate that the trajectory row of this step shows. The transformation that knows it sets it.</summary>
    public readonly double LearningRate
    {
        get => _frame.LearningRate;
        set => _frame.LearningRate = value;
    }

    /// <summary>The numbers that the transformation remembers; what is written here is remembered.</summary>
    public readonly Span<double> Numbers => _frame.Numbers.AsSpan(_numbers);

    /// <summary>The number of coordinates.</summary>
    public readonly int Dimension => _frame.Dimension;

    /// <summary>The point that the step leaves.</summary>
    public readonly ReadOnlySpan<double> Point => _frame.Old[0].AsSpan(0, _frame.Dimension);

    /// <summary>The gradient at that point.</summary>
    public readonly ReadOnlySpan<double> Gradient => _frame.Gradient.AsSpan(0, _frame.Dimension);

    internal readonly double[] GradientCells => _frame.Gradient;

    /// <summary>
    /// The whole incoming update, which the transformation may also rewrite. Only for a transformation with
    /// <see cref="Transformation.NeedsWhole"/>; after the move it is the candidate point.
    /// </summary>
    public readonly Span<double> Update => _frame.Update.AsSpan(0, _frame.Dimension);

    /// <summary>What a slot held before this step, as a whole.</summary>
    /// <param name="slot">From 0.</param>
    public readonly ReadOnlySpan<double> OldSlot(int slot) => _frame.Old[1 + _slots + slot].AsSpan(0, _frame.Dimension);

    /// <summary>Writes a slot as a whole; for a transformation whose rule does not write it.</summary>
    /// <param name="slot">From 0.</param>
    public readonly Span<double> NewSlot(int slot) => _frame.New[1 + _slots + slot].AsSpan(0, _frame.Dimension);
}

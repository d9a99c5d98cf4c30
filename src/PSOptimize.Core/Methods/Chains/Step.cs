using System.Runtime.CompilerServices;
using PSOptimize.Randomness;
using PSOptimize.Schedules;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Chains;

/// <summary>What a transformation may know when it folds the constants of a step, and the numbers that it remembers.</summary>
public ref struct Step
{
    private readonly StepFrame _frame;
    private readonly Place _place;

    internal Step(StepFrame frame, Place place)
    {
        _frame = frame;
        _place = place;
    }

    /// <summary>
    /// The number t of the step that is being made, from 1. A transformation that skips steps sets it to its own count of those
    /// that it lets through: the transformations behind it count only these.
    /// </summary>
    public readonly long Number
    {
        get => _frame.Number;
        set => _frame.Number = value;
    }

    /// <summary>The objective's value at the point that the step leaves.</summary>
    public readonly double Value => _frame.Value;

    /// <summary>When it is, for schedules.</summary>
    public readonly ScheduleTime Time => new(_frame.Number, _frame.Value);

    /// <summary>The key of this step: other in each step, the same for the same step of the same run.</summary>
    public readonly Key Key => _frame.Key.Fold(_frame.Number);

    /// <summary>
    /// <c>1 − βᵗ</c>: what the weights of an exponential average that started at 0 add up to after t steps. Divided by it, equal updates
    /// average to themselves.
    /// </summary>
    /// <param name="beta">β in [0, 1).</param>
    // βᵗ ≤ exp(−(1 − β)t), and less than 2⁻⁵⁴ = exp(−37.4…) changes nothing in 1.
    [MethodImpl(JitHints.FullyOptimized)]
    public readonly double Correction(double beta) => (1 - beta) * _frame.Number > 38 ? 1 : 1 - Math.Pow(beta, _frame.Number);

    /// <summary>The rate that the trajectory row of this step shows. The transformation that knows it sets it.</summary>
    public readonly double LearningRate
    {
        get => _frame.LearningRate;
        set => _frame.LearningRate = value;
    }

    /// <summary>The numbers that the transformation remembers; what is written here is remembered.</summary>
    public readonly Span<double> Numbers => _frame.Numbers.AsSpan(_place.FirstNumber, _place.NumberCount);

    /// <summary>The Euclidean norm of a vector of this step, over the group of coordinates that the transformation is for.</summary>
    /// <param name="vector">As long as the point.</param>
    public readonly double Norm(ReadOnlySpan<double> vector)
    {
        if (_frame.Group.Count == 0) return Vector.Norm(vector);
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++)
            if (_frame.Group[i] != 0) sum += vector[i] * vector[i];
        return Math.Sqrt(sum);
    }

    /// <summary>The group of coordinates that the transformation is for; empty for all.</summary>
    internal readonly Vector Group { set => _frame.Group = value; }

    /// <summary>Memory as long as the point, for use within one fold.</summary>
    internal readonly Span<double> Scratch()
    {
        if (_frame.Scratch.Length != Dimension) _frame.Scratch = new double[Dimension];
        return _frame.Scratch;
    }

    /// <summary>The number of coordinates.</summary>
    public readonly int Dimension => _frame.Dimension;

    /// <summary>The point that the step leaves.</summary>
    public readonly ReadOnlySpan<double> Point => _frame.Old[0].AsSpan(0, _frame.Dimension);

    /// <summary>The gradient at that point.</summary>
    public readonly ReadOnlySpan<double> Gradient => _frame.Gradient.AsSpan(0, _frame.Dimension);

    internal readonly double[] GradientCells => _frame.Gradient;

    /// <summary>
    /// The direction v of <see cref="HessianProduct"/>, drawn from N(0, I); valid during the step, empty if no link needed it.
    /// </summary>
    public readonly Vector Direction => _frame.Direction;

    /// <summary>
    /// The Hessian at the point that the step leaves, times <see cref="Direction"/>; valid during the step, empty if no link needed it.
    /// </summary>
    public readonly Vector HessianProduct => _frame.HessianProduct;

    /// <summary>
    /// The whole incoming update, for a transformation with <see cref="Transformation.NeedsWhole"/>; after the move it is the
    /// candidate point.
    /// </summary>
    public readonly ReadOnlySpan<double> Update => _frame.Input.AsSpan(0, _frame.Dimension);

    /// <summary>
    /// The whole incoming update for writing: the rule gets what is written. Only for a transformation with
    /// <see cref="Transformation.NeedsWhole"/>.
    /// </summary>
    public readonly Span<double> RewriteUpdate()
    {
        if (!ReferenceEquals(_frame.Input, _frame.Buffer))
        {
            _frame.Input.CopyTo(_frame.Buffer);
            _frame.Input = _frame.Buffer;
        }
        return _frame.Buffer.AsSpan(0, _frame.Dimension);
    }

    /// <summary>
    /// Ends the step here: the transformations behind do not advance, the point stays, and the iteration has come to nothing. Only for a
    /// transformation with <see cref="Transformation.NeedsWhole"/>, which writes its own slots with <see cref="NewSlot"/>.
    /// </summary>
    public readonly void Skip() => _frame.Outcome = StepOutcome.Skipped;

    /// <summary>Like <see cref="Skip"/>, for an update that is kept for a later step: the iteration is not over yet.</summary>
    public readonly void Gather() => _frame.Outcome = StepOutcome.Gathered;

    /// <summary>What a slot held before this step, as a whole.</summary>
    /// <param name="slot">From 0.</param>
    public readonly ReadOnlySpan<double> OldSlot(int slot) => _frame.Old[1 + _place.FirstSlot + slot].AsSpan(0, _frame.Dimension);

    /// <summary>Leaves a slot as it was; for a transformation whose rule does not write it.</summary>
    /// <param name="slot">From 0.</param>
    public readonly void KeepSlot(int slot) => OldSlot(slot).CopyTo(NewSlot(slot));

    /// <summary>Writes a slot as a whole; for a transformation whose rule does not write it.</summary>
    /// <param name="slot">From 0.</param>
    public readonly Span<double> NewSlot(int slot) => _frame.New[1 + _place.FirstSlot + slot].AsSpan(0, _frame.Dimension);
}

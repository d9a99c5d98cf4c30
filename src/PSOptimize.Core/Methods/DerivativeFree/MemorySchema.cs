using System.Globalization;
using System.Reflection;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>How a record is written as named vectors and numbers, and read again: a property each, found by reflection once.</summary>
/// <typeparam name="TMemory">The record.</typeparam>
internal static class MemorySchema<TMemory> where TMemory : TrialMemory
{
    private static readonly ConstructorInfo Constructor = typeof(TMemory).GetConstructor(
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(Vector), typeof(Key)])
        ?? throw new InvalidOperationException($"{typeof(TMemory).Name} needs a constructor of a point and a key.");

    // Those of the base stand in the iterate of a state, but for these.
    private static readonly string[] OfBase = [nameof(TrialMemory.Trials), nameof(TrialMemory.Units), nameof(TrialMemory.FirstValue)];

    private static readonly PropertyInfo[] Properties = [.. typeof(TMemory).GetProperties()
        .Where(property => property.DeclaringType != typeof(TrialMemory) || OfBase.Contains(property.Name))
        .Select(property => property.DeclaringType!.GetProperty(property.Name)!)
        .Where(property => property.SetMethod is not null)
        .OrderBy(property => property.Name, StringComparer.Ordinal)];

    private static readonly PropertyInfo[] Vectors = [.. Properties.Where(property => IsVector(property.PropertyType))];

    private static readonly PropertyInfo[] Numbers = [.. Properties.Where(property => !IsVector(property.PropertyType))];

    /// <summary>The record as vectors and numbers.</summary>
    /// <param name="memory">The record.</param>
    /// <param name="inner">The state of a method inside; null for none.</param>
    public static Memory Write(TMemory memory, State? inner = null) => Memory.Of(
        Vectors.Select(property => KeyValuePair.Create(property.Name, property.GetValue(memory) switch
        {
            VectorList list => Vector.OfSeq(list.AsSeq().SelectMany(point => point.AsSeq())),
            var vector => (Vector)vector!,
        })),
        Numbers.Select(property =>
            KeyValuePair.Create(property.Name, Convert.ToDouble(property.GetValue(memory), CultureInfo.InvariantCulture))),
        inner);

    /// <summary>The record of a state; null if the state has other names, or vectors that cannot be those of the record.</summary>
    public static TMemory? Read(State state)
    {
        var (memory, n) = (state.Memory, state.Point.Count);
        if (memory.Vectors.Count != Vectors.Length || memory.Numbers.Count != Numbers.Length) return null;
        var begun = (TMemory)Constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [state.Point, state.Key], null);
        var result = begun with { Step = state.Transition, Value = state.Value, LearningRate = state.LearningRate };
        // The record is still nobody else's, so that setting its properties is construction.
        foreach (var property in Vectors)
        {
            if (!memory.Vectors.TryGetValue(property.Name, out var vector)) return null;
            if (property.PropertyType == typeof(Vector)) property.SetValue(result, vector);
            else if (vector.Count % n != 0) return null;
            else property.SetValue(result, VectorList.OfSeq(Enumerable.Range(0, vector.Count / n).Select(i => vector.Slice(i * n, n))));
        }
        foreach (var property in Numbers)
        {
            if (!memory.Numbers.TryGetValue(property.Name, out var number)) return null;
            var value = property.PropertyType.IsEnum
                ? Enum.ToObject(property.PropertyType, (long)number)
                : Convert.ChangeType(number, property.PropertyType, CultureInfo.InvariantCulture);
            // Whole numbers are counts, and choices have names.
            if (value is int or long && !(number >= 0)) return null;
            if (value is Enum && !Enum.IsDefined(property.PropertyType, value)) return null;
            property.SetValue(result, value);
        }
        return result;
    }

    private static bool IsVector(Type type) => type == typeof(Vector) || type == typeof(VectorList);
}

using PSOptimize.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Everything;

/// <summary>
/// States that no method has made: each differs from a sound one in one vector or number, of the state or of one inside it.
/// </summary>
internal static class Edits
{
    private static readonly double[] Numbers = [double.NaN, double.PositiveInfinity, -1, 0, 0.5, 1, 7, 1e300];

    /// <summary>All edits of a state, with the name of what is edited.</summary>
    public static IEnumerable<(string Part, State State)> Of(State state)
    {
        foreach (var count in (long[])[-1, long.MaxValue]) yield return ("Transition", state with { Transition = count });
        foreach (var point in Vectors(state.Point)) yield return ("Point", state with { Iterate = state.Iterate with { Point = point } });
        foreach (var value in Numbers) yield return ("Value", state with { Iterate = state.Iterate with { Value = value } });
        var memory = state.Memory;
        foreach (var (name, vector) in memory.Vectors)
        {
            yield return (name, Remembering(memory.Vectors.Where(pair => pair.Key != name), memory.Numbers, memory.Inner));
            foreach (var edited in Vectors(vector))
                yield return (name, Remembering(
                    memory.Vectors.Select(pair => pair.Key == name ? new(name, edited) : pair), memory.Numbers, memory.Inner));
        }
        foreach (var name in memory.Numbers.Keys)
        {
            yield return (name, Remembering(memory.Vectors, memory.Numbers.Where(pair => pair.Key != name), memory.Inner));
            foreach (var number in Numbers)
                yield return (name, Remembering(
                    memory.Vectors, memory.Numbers.Select(pair => pair.Key == name ? new(name, number) : pair), memory.Inner));
        }
        if (memory.Inner is null) yield break;
        foreach (var (part, inner) in Of(memory.Inner)) yield return ($"Inner.{part}", Remembering(memory.Vectors, memory.Numbers, inner));

        State Remembering(
            IEnumerable<KeyValuePair<string, Vector>> vectors, IEnumerable<KeyValuePair<string, double>> numbers, State? inner) =>
            state with { Memory = Memory.Of(vectors, numbers, inner) };
    }

    private static IEnumerable<Vector> Vectors(Vector vector)
    {
        yield return Vector.Empty;
        yield return Vector.Create(1, 2, 3, 4, 5, 6, 7);
        yield return Vector.OfSeq(vector.AsSeq().Append(1));
        if (vector.Count == 0) yield break;
        yield return vector.Slice(0, vector.Count - 1);
        yield return Vector.OfSeq(vector.AsSeq().Concat(vector.AsSeq()));
        foreach (var number in Numbers) yield return vector.WithElement(vector.Count - 1, number);
    }
}

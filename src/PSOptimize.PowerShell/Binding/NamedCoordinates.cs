using System.Collections;
using PSOptimize.Objectives;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>Values by the names of coordinates, as in <c>@{ a = 3; b = 0.04 }</c>, brought into the order of an objective.</summary>
internal static class NamedCoordinates
{
    /// <summary>The value of each coordinate; null for those that are not named.</summary>
    /// <param name="named">The values by name.</param>
    /// <param name="objectives">The objectives, whose coordinates must have the same names.</param>
    /// <param name="parameter">The parameter that takes the values, for messages.</param>
    /// <exception cref="ArgumentException">The objectives have no names, or others.</exception>
    public static object?[] InOrder(IDictionary named, IReadOnlyList<Objective> objectives, string parameter)
    {
        var names = objectives[0].CoordinateNames;
        if (objectives.FirstOrDefault(objective => !objective.CoordinateNames.SequenceEqual(names)) is { } other)
            throw new ArgumentException(
                $"The coordinates of {objectives[0].Name} and of {other.Name} have different names: give -{parameter} for one at a time.");
        if (names.Count == 0)
            throw new ArgumentException(
                $"The coordinates of {objectives[0].Name} have no names: give -{parameter} one value per coordinate, in their order.");
        var values = new object?[names.Count];
        foreach (DictionaryEntry entry in named)
        {
            var index = names.ToList().FindIndex(name => name.Equals($"{entry.Key}", StringComparison.OrdinalIgnoreCase));
            values[index >= 0 ? index : throw Unknown(entry.Key, objectives[0], parameter)] = entry.Value.Unwrap();
        }
        return values;
    }

    private static ArgumentException Unknown(object name, Objective objective, string parameter) => new(
        $"{objective.Name} has no coordinate '{name}', which -{parameter} names."
        + $"{NearestName.Question($"{name}", objective.CoordinateNames)} There are {string.Join(", ", objective.CoordinateNames)}.");
}

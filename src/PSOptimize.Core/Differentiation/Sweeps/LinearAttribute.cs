namespace PSOptimize.Differentiation;

/// <summary>
/// The method is linear in the numbers that it takes, reads and writes. So its tangent is the same call with tangents in the place of
/// numbers and of the memory that holds them; indices and slices stay as they are.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinearAttribute : Attribute;

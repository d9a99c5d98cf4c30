namespace PSOptimize.Objectives;

/// <summary>A parameter of a family of test problems.</summary>
/// <param name="Name">The name, for example <c>b</c> or <c>dimension</c>.</param>
/// <param name="Type">The type: a number, an integer, a flag or a vector.</param>
/// <param name="Default">The default value; null for a vector that depends on the other parameters.</param>
public sealed record TestProblemParameter(string Name, Type Type, object? Default);

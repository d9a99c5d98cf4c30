namespace PSOptimize.Objectives;

/// <summary>A parameter of a family of test problems.</summary>
/// <param name="Name">Its name, for example <c>b</c> or <c>dimension</c>.</param>
/// <param name="Type">Its type: a number, a whole number, a flag, a vector.</param>
/// <param name="Default">The value where none is given; null for a vector that depends on the other parameters.</param>
public sealed record TestProblemParameter(string Name, Type Type, object? Default);

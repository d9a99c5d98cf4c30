namespace PSOptimize.Methods;

/// <summary>A hyperparameter of a method.</summary>
/// <param name="Name">Its name, spelled alike in C#, in the cmdlets and in files.</param>
/// <param name="Type">Its type: a number, a flag, a schedule, ….</param>
/// <param name="Default">The value where none is given.</param>
public sealed record Hyperparameter(string Name, Type Type, object? Default);

namespace PSOptimize.Catalogues;

/// <summary>What a record in a catalogue takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type: a number, a flag, a schedule, ….</param>
/// <param name="IsMandatory">Whether it has to be given.</param>
/// <param name="Default">The value where none is given.</param>
public sealed record RecordParameter(string Name, Type Type, bool IsMandatory, object? Default);

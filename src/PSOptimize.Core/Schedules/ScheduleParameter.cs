namespace PSOptimize.Schedules;

/// <summary>A parameter of a schedule.</summary>
/// <param name="Name">Its name, spelled alike in C#, in the cmdlets and in files.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Default">The value where none is given; nothing for a parameter that must be given.</param>
public sealed record ScheduleParameter(string Name, Type Type, bool IsRequired, object? Default);

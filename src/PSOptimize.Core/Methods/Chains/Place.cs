namespace PSOptimize.Methods.Chains;

/// <summary>The place of a link in a chain: its name there, and where its slots and numbers are.</summary>
internal sealed record Place(Transformation Link, string Name, int FirstSlot, int SlotCount, int FirstNumber, int NumberCount)
{
    /// <summary>Whether the numbers are more than the names, as of a matrix: they are remembered as one vector.</summary>
    public bool HasVectorOfNumbers => NumberCount != Link.NumberNames.Count;

    /// <summary>The name of a number, or of all if they are one vector.</summary>
    public string NumberName(int index) => $"{Name}.{Link.NumberNames[index]}";
}

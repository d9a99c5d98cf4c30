using System.Globalization;
using System.Text;

namespace PSOptimize.Attack;

/// <summary>The faults that an attack has found, and what it writes about itself.</summary>
internal sealed class Findings(string part)
{
    private readonly List<(string Fault, string Text)> _faults = [];

    /// <summary>How many attempts were made.</summary>
    public int Tried { get; private set; }

    /// <summary>Notes an attempt.</summary>
    /// <param name="fault">What was wrong; null if nothing was.</param>
    /// <param name="text">How to repeat it.</param>
    public void Note(string? fault, string text)
    {
        Tried++;
        if (fault is not null) _faults.Add((fault, text));
    }

    /// <summary>Fails if there were faults; the long part writes its figures first.</summary>
    /// <param name="what">What was tried, as the first column of the page.</param>
    /// <param name="result">What it came to.</param>
    public void Conclude(string what, string result)
    {
        if (Extent.IsLong)
            AttackPage.Write(part, what, string.Create(CultureInfo.InvariantCulture, $"{result}; faults: {_faults.Count}"));
        if (_faults.Count == 0) return;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{_faults.Count} of {Tried}, with seed {Extent.Seed}:\n");
        var kinds = _faults.GroupBy(each => each.Fault[..Math.Min(200, each.Fault.Length)]);
        foreach (var kind in kinds.OrderByDescending(kind => kind.Count()))
        {
            var shortest = kind.MinBy(fault => fault.Text.Length);
            var shown = shortest.Text.Length > 600 ? shortest.Text[..600] + "…" : shortest.Text;
            text.Append(CultureInfo.InvariantCulture, $"{kind.Count()} × {shortest.Fault}\n    {shown}\n");
        }
        Assert.Fail(text.ToString());
    }
}

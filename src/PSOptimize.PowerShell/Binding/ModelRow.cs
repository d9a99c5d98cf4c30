using System.Collections;
using System.Management.Automation;

namespace PSOptimize.Binding;

/// <summary>
/// A row of data in a model: <c>$row.Column</c> or <c>$row['Column']</c>. It remembers what was wrong with the first cell that cannot be
/// read, since PowerShell turns what a dictionary throws into $null, and a script may catch anything.
/// </summary>
/// <param name="known">The names of all columns.</param>
/// <param name="errors">The columns that cannot be read, with the reason.</param>
internal sealed class ModelRow(IReadOnlyList<string> known, IReadOnlyDictionary<string, string> errors)
    : Hashtable(StringComparer.OrdinalIgnoreCase)
{
    /// <summary>What was wrong with the first cell that could not be read; null if nothing was.</summary>
    public string? Error { get; private set; }

    /// <inheritdoc/>
    public override object? this[object key]
    {
        get
        {
            if (key is string name && errors.TryGetValue(name, out var error)) Error ??= error;
            else if (!ContainsKey(key)) Error ??= $"There is no column {key}; the columns are {string.Join(", ", known)}.";
            else return base[key];
            return null;
        }
        set => base[key] = value;
    }

    /// <summary>True for whatever may be a column, so that a misspelt one reaches the indexer.</summary>
    public override bool Contains(object key) =>
        base.Contains(key) || (key is string name && typeof(Hashtable).GetProperty(name) is null);

    /// <summary>Shows the columns as properties of the object too, for models that list them.</summary>
    public void ShowProperties()
    {
        var wrapper = PSObject.AsPSObject(this);
        foreach (var key in Keys.Cast<string>().Where(key => !errors.ContainsKey(key)).ToList())
            wrapper.Properties.Add(new PSNoteProperty(key, base[key]), preValidated: true);
    }
}

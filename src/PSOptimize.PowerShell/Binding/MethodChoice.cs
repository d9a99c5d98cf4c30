using PSOptimize.Methods;

namespace PSOptimize.Binding;

/// <summary>A method as a user may give it: by its name, by its entry in the catalogue, or as a method from New-Optimizer.</summary>
/// <remarks>
/// An unknown name reaches the cmdlet, which can say what would be right. PowerShell itself cannot convert to this type, so it takes no
/// number for the name of a method.
/// </remarks>
public sealed class MethodChoice
{
    private MethodChoice(string name, Method? method) => (Name, Method) = (name, method);

    /// <summary>The name that was given.</summary>
    public string Name { get; }

    /// <summary>The method; null if the name is unknown.</summary>
    public Method? Method { get; }

    /// <summary>The method of a name, whatever its case.</summary>
    /// <param name="name">Any text.</param>
    public static MethodChoice Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new MethodChoice(name.Trim(), Method.Catalogue.Find(name.Trim())?.Default);
    }

    /// <summary>A method as it is.</summary>
    /// <param name="method">Any method.</param>
    public static MethodChoice Of(Method method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return new MethodChoice(method.Name, method);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

using PSOptimize.Methods;

namespace PSOptimize.Binding;

/// <summary>A method as a user may name it: by its name, by its entry in the catalogue, or as a method that New-Optimizer made.</summary>
/// <remarks>PowerShell converts to it, so that an unknown name reaches the cmdlet, which can say what would be right.</remarks>
public sealed class MethodChoice
{
    private MethodChoice(string name, Method? method) => (Name, Method) = (name, method);

    /// <summary>The name that was given.</summary>
    public string Name { get; }

    /// <summary>The method; nothing where the name is unknown.</summary>
    public Method? Method { get; }

    /// <summary>The method of a name.</summary>
    public static implicit operator MethodChoice(string name)
    {
        var known = name is null ? "" : name.Trim();
        return new MethodChoice(known, MethodCatalogue.Find(known)?.Default);
    }

    /// <summary>A method as it is.</summary>
    public static implicit operator MethodChoice(Method method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return new MethodChoice(method.Name, method);
    }

    /// <summary>A method of the catalogue with its defaults.</summary>
    public static implicit operator MethodChoice(MethodEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new MethodChoice(entry.Name, entry.Default);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

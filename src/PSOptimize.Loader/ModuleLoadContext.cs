using System.Reflection;
using System.Runtime.Loader;

namespace PSOptimize.Loader;

/// <summary>
/// Where the module and everything that it ships live, apart from the default context: another module may bring another
/// Math.NET, and neither sees the other's.
/// </summary>
/// <remarks>
/// This assembly alone loads into the default context, and it depends on nothing but the runtime. Types of PowerShell and of the
/// runtime come from the default context, so that they are the same types on both sides; assemblies that lie beside this one
/// come from there and from nowhere else.
/// </remarks>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private const string MainAssembly = "PSOptimize.PowerShell";

    private static readonly Lazy<Assembly> Module = new(() =>
    {
        var own = typeof(ModuleLoadContext).Assembly;
        return new ModuleLoadContext(Path.GetDirectoryName(own.Location)!).LoadFromAssemblyName(new AssemblyName(MainAssembly));
    });

    private static readonly Lazy<Func<object, string, object?>> Views = new(() =>
        LoadModule().GetType("PSOptimize.Presentation.Views", throwOnError: true)!
            .GetMethod("Describe")!.CreateDelegate<Func<object, string, object?>>());

    private readonly string _directory;

    private ModuleLoadContext(string directory) : base("PSOptimize") => _directory = directory;

    /// <summary>The assembly with the cmdlets; always the same one, however often the module is imported.</summary>
    public static Assembly LoadModule() => Module.Value;

    /// <summary>
    /// What the module says of an object in words, for its views: PowerShell finds no type of another load context by its name, so that a
    /// view cannot call the module directly.
    /// </summary>
    /// <param name="target">The object to show.</param>
    /// <param name="property">Which property of it.</param>
    public static object? Describe(object target, string property) => Views.Value(target, property);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        var own = typeof(ModuleLoadContext).Assembly;
        if (assemblyName.Name == own.GetName().Name) return own;
        var path = Path.Combine(_directory, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}

using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PSOptimize.Loader;

/// <summary>
/// The load context of the module and everything that it ships, apart from the default one: another module may bring another Math.NET, and
/// neither sees the other's.
/// </summary>
/// <remarks>
/// Only this assembly loads into the default context, and it depends on nothing but the runtime. Types of PowerShell and of the runtime
/// come from the default context, so that they are the same types on both sides; assemblies in the folder of this one are loaded from there
/// and from nowhere else, those that have code compiled ahead for this platform from its folder within.
/// </remarks>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private const string MainAssembly = "PSOptimize.PowerShell";

    private static readonly Lazy<Assembly> Module = new(() =>
    {
        var own = typeof(ModuleLoadContext).Assembly;
        return new ModuleLoadContext(Path.GetDirectoryName(own.Location)!).LoadFromAssemblyName(new AssemblyName(MainAssembly));
    });

    private static readonly Lazy<Func<object, string, object?>> Descriptions =
        new(() => View<Func<object, string, object?>>(nameof(Describe)));

    private static readonly Lazy<Func<string, int, string>> Wrapping = new(() => View<Func<string, int, string>>(nameof(Wrap)));

    private readonly string _directory;

    private ModuleLoadContext(string directory) : base("PSOptimize") => _directory = directory;

    /// <summary>The folder of the module, which has its manifest.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location))!;

    /// <summary>The assembly of the cmdlets; always the same one, however often the module is imported.</summary>
    public static Assembly LoadModule() => Module.Value;

    /// <summary>
    /// The text of the module for an object, for its views: PowerShell does not find a type of another load context by its name, so a view
    /// cannot call the module directly.
    /// </summary>
    /// <param name="target">The object to show.</param>
    /// <param name="property">The name of one of its properties.</param>
    public static object? Describe(object target, string property) => Descriptions.Value(target, property);

    /// <summary>A text in lines that fit the terminal, broken between words.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">The column at which the view shows it, from 0.</param>
    public static string Wrap(string text, int indent) => Wrapping.Value(text, indent);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        var own = typeof(ModuleLoadContext).Assembly;
        if (assemblyName.Name == own.GetName().Name) return own;
        var file = assemblyName.Name + ".dll";
        string[] places = [Path.Combine(_directory, "runtimes", Platform(), "lib", file), Path.Combine(_directory, file)];
        return Array.Find(places, File.Exists) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = Path.Combine(_directory, "runtimes", Platform(), "native", FileName(unmanagedDllName));
        return File.Exists(path) ? LoadUnmanagedDllFromPath(path) : 0;
    }

    /// <summary>The platform as folders of native libraries are named; distributions may name it more exactly at run time.</summary>
    private static string Platform()
    {
        var identifier = RuntimeInformation.RuntimeIdentifier;
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
            : identifier.Contains("musl", StringComparison.Ordinal) || identifier.Contains("alpine", StringComparison.Ordinal)
                ? "linux-musl" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static string FileName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

    private static T View<T>(string method) where T : Delegate =>
        LoadModule().GetType("PSOptimize.Presentation.Views", throwOnError: true)!.GetMethod(method)!.CreateDelegate<T>();
}

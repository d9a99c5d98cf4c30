using System.Reflection;
using System.Runtime.Loader;
using PSOptimize.Help;

// PSOptimize.Help <assembly with cmdlets> <path of the PowerShell reference assembly> <help file to write> [<address of the pages>]
var (assemblyPath, powerShellPath, helpPath) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]), Path.GetFullPath(args[2]));

AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "System.Management.Automation"
    ? context.LoadFromAssemblyPath(powerShellPath)
    : context.LoadFromAssemblyPath(Path.Combine(Path.GetDirectoryName(assemblyPath)!, name.Name + ".dll"));

var assembly = Assembly.LoadFrom(assemblyPath);
var comments = Comments.Of(assemblyPath, Path.Combine(Path.GetDirectoryName(assemblyPath)!, "PSOptimize.Core.dll"));
var cmdlets = assembly.GetTypes().Select(type => Cmdlet.Of(type, comments)).OfType<Cmdlet>()
    .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal);

Directory.CreateDirectory(Path.GetDirectoryName(helpPath)!);
Maml.Document(cmdlets, args.ElementAtOrDefault(3) ?? "").Save(helpPath);

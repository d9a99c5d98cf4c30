using System.Text.Json;

namespace PSOptimize.Attack;

/// <summary>What the cmdlets take, as PowerShell itself tells it.</summary>
internal sealed record Surface(Surface.Command[] Commands, Surface.Entry[] Methods)
{
    /// <summary>The surface of the module that the build laid out.</summary>
    public static Surface Read()
    {
        var (code, text, errors) = Shell.Run("-File", Path.Combine(Engine.Folder, "Get-Surface.ps1"), "-Module", Repository.Module);
        return code == 0
            ? JsonSerializer.Deserialize<Surface>(text, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException(errors);
    }

    /// <summary>A cmdlet.</summary>
    internal sealed record Command(string Name, Parameter[] Parameters)
    {
        /// <summary>A parameter by its name.</summary>
        public Parameter Find(string name) => Array.Find(Parameters, parameter => parameter.Name == name)!;
    }

    /// <summary>A parameter with the sets that it is in.</summary>
    internal sealed record Parameter(string Name, bool IsDynamic, bool IsEnum, bool IsPiped, string[] Sets);

    /// <summary>A method with its hyperparameters.</summary>
    internal sealed record Entry(string Name, string[] Parameters);
}

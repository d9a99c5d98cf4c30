using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace PSOptimize.Binding;

/// <summary>Which parameters go together: what would be ignored is an error.</summary>
internal static class ParameterRules
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Ruled = new();

    /// <summary>Checks what was given to a command.</summary>
    /// <exception cref="ArgumentException">A parameter would have no effect; the message says with which others it has.</exception>
    public static void Check(PSCmdlet cmdlet)
    {
        var given = cmdlet.MyInvocation.BoundParameters;
        bool Has(string name) => given.TryGetValue(name, out var value) && value is not null;
        var ruled = Ruled.GetOrAdd(cmdlet.GetType(), static type => [.. type.GetProperties().Where(property =>
            property.IsDefined(typeof(NeedsAttribute)) || property.IsDefined(typeof(NotWithAttribute)))]);
        foreach (var property in ruled.Where(property => Has(property.Name)))
        {
            if (property.GetCustomAttribute<NeedsAttribute>() is { Others: var others } && !others.Any(Has))
                throw new ArgumentException(
                    $"-{property.Name} has no effect without -{string.Join(" or -", others)}: give that as well, or leave it out.");
            if (property.GetCustomAttribute<NotWithAttribute>() is { Other: var other } && Has(other))
                throw new ArgumentException($"-{property.Name} has no effect beside -{other}: give only one of them.");
        }
    }

    /// <summary>Checks what was given to a command, and ends it if something would be ignored.</summary>
    public static void Demand(PSCmdlet cmdlet)
    {
        try
        {
            Check(cmdlet);
        }
        catch (ArgumentException error)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(error, "BadArgument", ErrorCategory.InvalidArgument, null));
        }
    }
}

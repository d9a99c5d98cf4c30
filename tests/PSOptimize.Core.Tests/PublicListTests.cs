using System.Reflection;
using PSOptimize.Methods;

namespace PSOptimize.Tests;

/// <summary>
/// A list that a user of PowerShell meets has an indexer of its own: of an object that only implements the interface of a list,
/// <c>$list[0]</c> is the whole list there.
/// </summary>
public class PublicListTests
{
    private static readonly Type[] Interfaces =
        [typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(ICollection<>), typeof(IList<>)];

    public static TheoryData<PropertyInfo> Lists
    {
        get
        {
            // Pictures give text, not objects.
            var types = typeof(Method).Assembly.GetExportedTypes()
                .Where(type => type.Namespace?.Contains("Pictures", StringComparison.Ordinal) != true);
            return [.. types
                .SelectMany(type => type.GetProperties(
                    BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(property => property.GetIndexParameters().Length == 0
                    && property.PropertyType.IsGenericType
                    && property.PropertyType.GetInterface(nameof(System.Collections.IEnumerable)) is not null)];
        }
    }

    [Theory, MemberData(nameof(Lists))]
    public void A_list_has_an_indexer(PropertyInfo property)
    {
        Assert.NotNull(property);
        var type = property.PropertyType;
        Assert.False(
            type.IsInterface && Interfaces.Contains(type.GetGenericTypeDefinition()),
            $"{property.DeclaringType}.{property.Name} is {type}: take ReadOnlyCollection.");
        Assert.Contains(type.GetProperties(), member => member.GetIndexParameters().Length == 1);
    }
}

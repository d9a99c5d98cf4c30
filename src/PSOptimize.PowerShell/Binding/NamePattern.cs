using System.Management.Automation;

namespace PSOptimize.Binding;

/// <summary>A name that may have wildcards.</summary>
internal static class NamePattern
{
    /// <summary>The items whose names match.</summary>
    /// <param name="pattern">The name; one that is no valid pattern, such as <c>[</c>, stands for itself.</param>
    /// <param name="items">The items.</param>
    /// <param name="nameOf">The name of an item.</param>
    public static T[] Matching<T>(string pattern, IEnumerable<T> items, Func<T, string> nameOf)
    {
        try
        {
            var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
            return [.. items.Where(item => wildcard.IsMatch(nameOf(item)))];
        }
        catch (WildcardPatternException)
        {
            return [.. items.Where(item => nameOf(item).Equals(pattern, StringComparison.OrdinalIgnoreCase))];
        }
    }

    /// <summary>Whether nothing that matches is an error: not if the pattern asks for whatever there is.</summary>
    public static bool MustMatch(string pattern) =>
        !WildcardPattern.ContainsWildcardCharacters(pattern) || pattern.IndexOfAny(['*', '?', ']']) < 0;
}

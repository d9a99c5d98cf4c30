using System.Reflection;
using System.Runtime.CompilerServices;
using PSOptimize.Objectives;

namespace PSOptimize.Tests;

/// <summary>
/// The public surface of the core, written down: what is added, removed or renamed shows in the difference of a file. Names of parameters
/// belong to it, since C#, F# and files use them.
/// </summary>
public class PublicApiTests
{
    private static readonly string Written = Path.Combine(Repository.Root, "tests", "PSOptimize.Core.Tests", "PublicApi.txt");

    [Fact]
    public void The_public_surface_is_the_one_that_is_written_down()
    {
        var now = string.Join('\n', Lines()) + "\n";
        if (File.Exists(Written) && File.ReadAllText(Written).ReplaceLineEndings("\n") == now) return;
        var actual = Path.Combine(AppContext.BaseDirectory, "PublicApi.txt");
        File.WriteAllText(actual, now);
        var before = File.Exists(Written) ? File.ReadAllLines(Written) : [];
        Assert.Fail($"""
            The public surface has changed. If that was intended, copy {actual} over {Written} and say it in CHANGELOG.md.
            Added: {string.Join("\n  ", now.Split('\n').Except(before).Take(20))}
            Removed: {string.Join("\n  ", before.Except(now.Split('\n')).Take(20))}
            """);
    }

    private static IEnumerable<string> Lines() => typeof(Objective).Assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Prepend($"{Kind(type)} {Name(type, full: true)}{Bases(type)}"));

    private static IEnumerable<string> Members(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(member => member.GetCustomAttribute<CompilerGeneratedAttribute>() is null || member is PropertyInfo)
        .Select(Text).OfType<string>().Order(StringComparer.Ordinal).Select(text => "  " + text);

    private static string? Text(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})",
        PropertyInfo property when property.GetMethod is { } getter && IsVisible(getter) =>
            $"{Name(property.PropertyType)} {property.Name} "
                + $"{{ get;{(property.SetMethod is { } setter && IsVisible(setter) ? Setter(setter) : "")} }}",
        FieldInfo field when field.IsPublic && !field.IsSpecialName =>
            $"{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? $" = {Constant(field)}" : "")}",
        _ => null,
    };

    private static string Setter(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "")}"));

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string? Constant(FieldInfo field) =>
        Convert.ToString(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture);

    private static string Bases(Type type) =>
        type is { IsClass: true, BaseType: { } basis } && basis != typeof(object) ? $" : {Name(basis)}" : "";

    private static string Name(Type type, bool full = false)
    {
        if (type.IsByRef) return Name(type.GetElementType()!) + "&";
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return type.Name;
        var name = (full ? type.FullName! : type.Name).Split('`')[0].Replace('+', '.');
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(argument => Name(argument)))}>" : name;
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;
using PSOptimize.Objectives;

namespace PSOptimize.Tests;

/// <summary>
/// The values of the core never change: no public type has a public setter, but for the memory that an objective writes into.
/// </summary>
public class MutabilityTests
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly Type[] Writable = [typeof(EvaluationBuffer)];

    [Fact]
    public void No_public_type_has_a_setter()
    {
        var setters = typeof(Objective).Assembly.GetExportedTypes().Except(Writable)
            .SelectMany(type => type.GetProperties(Declared))
            // A write-only view of a step that is being made is a reference to the stack.
            .Where(property => !property.DeclaringType!.IsByRefLike)
            .Where(property => property.SetMethod is { IsPublic: true } setter && !IsInit(setter));
        Assert.Empty(setters.Select(property => $"{property.DeclaringType!.Name}.{property.Name}"));
    }

    [Fact]
    public void No_record_has_a_setter_within_the_core_either()
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var records = typeof(Objective).Assembly.GetTypes().Where(type => type.GetMethod("<Clone>$") is not null);
        var setters = records.SelectMany(type => type.GetProperties(Own))
            .Where(property => property.SetMethod is { } setter && !IsInit(setter));
        Assert.Empty(setters.Select(property => $"{property.DeclaringType!.Name}.{property.Name}"));
    }

    [Fact]
    public void No_public_type_has_a_public_field()
    {
        var fields = typeof(Objective).Assembly.GetExportedTypes().Where(type => !type.IsEnum)
            .SelectMany(type => type.GetFields(Declared))
            .Where(field => !field.IsLiteral && !field.IsInitOnly);
        Assert.Empty(fields.Select(field => $"{field.DeclaringType!.Name}.{field.Name}"));
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}

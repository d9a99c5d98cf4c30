namespace PSOptimize.Storage.Tests;

/// <summary>A test that needs a PostgreSQL server; it is skipped where there is none, and says what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Skips the test if there is no server.</summary>
    public PostgresFactAttribute() => Skip = Server.WhyNot;
}

using System.Globalization;

namespace PSOptimize.Storage;

/// <summary>
/// The tables of a store, version by version. A new store goes through all versions, an older one through those that it lacks; what a
/// version says never changes.
/// </summary>
internal static class Schema
{
    private static readonly string[][] Versions =
    [
        [
            """
            CREATE TABLE experiment (
                id {key},
                name TEXT NOT NULL UNIQUE,
                created TEXT NOT NULL)
            """,
            """
            CREATE TABLE run (
                id {key},
                uuid TEXT NOT NULL UNIQUE,
                experiment BIGINT NOT NULL REFERENCES experiment (id),
                objective TEXT NOT NULL,
                method TEXT NOT NULL,
                label TEXT NOT NULL,
                settings TEXT NOT NULL,
                start TEXT,
                seed BIGINT,
                maximise BIGINT NOT NULL,
                status TEXT NOT NULL,
                value {real},
                point TEXT,
                iterations BIGINT NOT NULL,
                evaluations BIGINT NOT NULL,
                elapsed {real} NOT NULL,
                started TEXT NOT NULL,
                ended TEXT,
                module TEXT NOT NULL,
                runtime TEXT NOT NULL,
                host TEXT NOT NULL,
                pid BIGINT NOT NULL,
                lease_until BIGINT NOT NULL,
                fence BIGINT NOT NULL,
                tags TEXT NOT NULL,
                input TEXT NOT NULL,
                text TEXT NOT NULL,
                state TEXT)
            """,
            """
            CREATE TABLE piece (
                run BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
                number BIGINT NOT NULL,
                first_iteration BIGINT NOT NULL,
                rows BIGINT NOT NULL,
                dimension BIGINT NOT NULL,
                metrics BIGINT NOT NULL,
                columns {bytes} NOT NULL,
                PRIMARY KEY (run, number))
            """,
            "CREATE INDEX run_experiment ON run (experiment)",
        ],
        [
            // The digest of what is asked for, by which a run that is there already is found; and of the bytes of a piece.
            "ALTER TABLE run ADD COLUMN request TEXT",
            "ALTER TABLE piece ADD COLUMN digest TEXT",
            "CREATE INDEX run_request ON run (request)",
        ],
    ];

    /// <summary>The version that this module writes.</summary>
    public static int Current => Versions.Length - 1;

    /// <summary>
    /// Makes the tables where there are none, and brings older ones up to date; refuses a newer or a foreign database without a change.
    /// </summary>
    public static void Update(Database database, bool create)
    {
        var version = database.Read(query => VersionOf(database, query));
        if (version is null && !create)
            throw new StoreException(StoreError.Foreign, $"{database.Source} is no store of PSOptimize: give another one.");
        database.Apply(database.Prepare);
        if (version == Current) return;
        database.Write(query =>
        {
            database.Exclude(query);
            // Another process may have been first.
            var present = VersionOf(database, query);
            if (present == Current) return;
            if (present is null) query.Run("CREATE TABLE psoptimize_store (version BIGINT NOT NULL)");
            for (var next = present + 1 ?? 0; next <= Current; next++)
                foreach (var statement in Versions[next]) query.Run(database.WithTypes(statement));
            query.Run("DELETE FROM psoptimize_store");
            query.Run("INSERT INTO psoptimize_store (version) VALUES (@version)", ("@version", (long)Current));
        });
    }

    /// <summary>The version of the tables; null if there are no tables.</summary>
    private static int? VersionOf(Database database, Statements query)
    {
        if (Count(database.CountOfTable, ("@table", "psoptimize_store")) == 0)
            return Count(database.CountOfTables) == 0 ? null
                : throw new StoreException(StoreError.Foreign, $"{database.Source} holds other tables: give the store a place of its own.");
        var version = Count("SELECT version FROM psoptimize_store");
        return version <= Current ? (int)version
            : throw new StoreException(StoreError.NewerVersion,
                $"{database.Source} has version {version} of the tables, and this module knows version {Current}: "
                + "use the version of PSOptimize that wrote it, or a newer one.");

        long Count(string statement, params ReadOnlySpan<(string, object?)> values) =>
            Convert.ToInt64(query.Value(statement, values), CultureInfo.InvariantCulture);
    }
}

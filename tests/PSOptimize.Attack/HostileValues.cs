namespace PSOptimize.Attack;

/// <summary>Values that nobody should give, as expressions of PowerShell.</summary>
internal static class HostileValues
{
    /// <summary>Nothing, in all its forms.</summary>
    public static readonly string[] Nothing =
    [
        "$null", "@()", "''", "' '", "@($null)", "@{}", ",@()", "[DBNull]::Value", "[Management.Automation.Internal.AutomationNull]::Value",
        "@($null, $null)", "[string[]]@($null, '')", "[pscustomobject]@{}",
    ];

    /// <summary>Numbers at and beyond the ends of their ranges.</summary>
    public static readonly string[] Numbers =
    [
        "[double]::NaN", "[double]::PositiveInfinity", "[double]::NegativeInfinity", "1e308", "-1e308", "5e-324", "0", "-0.0", "-1", "1.5",
        "[long]::MaxValue", "[long]::MinValue", "[int]::MaxValue", "[int]::MinValue", "[decimal]::MaxValue", "[bigint]::Pow(10, 400)",
        "1e9", "100000", "[uint64]::MaxValue", "[float]::Epsilon", "[numerics.complex]::new(1, 2)", "2", "0.5",
    ];

    /// <summary>Texts that something might read as more than a text.</summary>
    public static readonly string[] Texts =
    [
        "'['", "'*'", "'0,05'", "'1e400'", "'NaN'", "'∞'", "\"a`nb\"", "\"`0\"", "'$(throw 1)'", "'; exit 3'", "('x' * 100000)",
        "'<script>alert(1)</script>'", "\"`u{202e}abc\"", "'İıß'", "'١٢'", "'{0} {1}'", "'{\"$type\":\"System.Diagnostics.Process\"}'",
        "'Adam'", "'Adam, Adam'", "'Rosenbrock'", "'1;2'", "'1..'", "'-1..1'", "'1e-3..x log'", "\"`u{d800}\"", "'%n%s'", "'true'", "'--'",
        "'{'", "'{\"format\":\"PSOptimize state\"}'", "'Host=127.0.0.1;Port=1;Timeout=1'", "'12:00:00'", "'1.1.1.1'", "'x=1'",
    ];

    /// <summary>Blocks that throw, leave, return too much or nothing.</summary>
    public static readonly string[] Blocks =
    [
        "{ throw 'boom' }", "{ exit 3 }", "{ break }", "{ continue }", "{ }", "{ param($x) $null }", "{ param($x) 'text' }",
        "{ param($x) $x; $x }", "{ param($x) Write-Error 'bad' }", "{ param($x) return }", "{ param($x, $y) [double]::NaN }",
        "{ param($x, $y) 1 / 0 }", "{ param($x, $y, $z) $x + $y + $z }", "{ param([string] $x) $x }", "{ process { $_ } }",
        "{ param($x) & $x }", "{ param($x) $x.Foo.Bar }", "{ param($x) , @(1, 2) }", "{ param($x, $y) [double]::MaxValue * $x * $y }",
        "{ param($row, $a) $row.nothing + $a }", "{ param($x, $y) $null = Get-Date; throw [Exception]::new('deep') }",
        "{ param($x, $y) $null = Get-Date; break }", "{ param($x, $y) $null = Get-Date; exit 1 }",
        "{ dynamicparam { } }", "{ begin { 1 } end { 2 } }", "{ param([double[]] $x) $x[7] }", "{ param([Parameter(Mandatory)] $x) $x }",
        "{ param($x, $x2 = (throw 'default')) $x }", "{ param($x, $y) $null = Get-Date; $ExecutionContext.SessionState.Foo() }",
        "{ param($step) $null }", "{ param($step) [double]::NaN }", "{ param($x, $y) if ($x -gt 0) { throw 'there' } $y }",
    ];

    /// <summary>Arrays and tables of odd shapes.</summary>
    public static readonly string[] Shapes =
    [
        "@(1, $null, 3)", "@(1, 'a')", ", (1, 2)", "((1, 2), (3, 4, 5))", "[double[,]]::new(2, 2)",
        "[Collections.Generic.List[double]]@(1, 2)", "[byte[]](1, 2)", "(1..1000)", "@(1e308, -1e308)", "[double[]]@([double]::NaN, 1)",
        "[Collections.ArrayList]::new()", "@{ a = 1; b = 2 }", "@{ x = 'y' }", "@{ 1 = $null }", "[ordered]@{ x = $null; y = @() }",
        "$cyclic", "$cycle", "$deep", "(1, 2)", "@{ x = 1; X2 = 2; y = 3 }", "@('Adam', $null)", "@('', 'Adam')", "[object[]]::new(3)",
        "(1..3 | ForEach-Object { , @($_, $_) })", "[Collections.Generic.Dictionary[string, object]]::new()",
        "@{ x = '0..1'; y = @(1, 2, 3) }", "@{ x = { throw 1 } }", "[array]::CreateInstance([double], @(2), @(1))",
    ];

    /// <summary>Objects of wrong types, and such as throw when they are looked at.</summary>
    public static readonly string[] Objects =
    [
        "[object]::new()", "$throwing", "$thrower", "@($thrower)", "$run", "$runs", "$fitRun", "$stored", "$rosenbrock", "$any", "$slow",
        "$fit", "$step", "$rows", "(Get-Date)", "[timespan]::MaxValue", "[timespan]::MinValue", "[double]",
        "[Threading.Thread]::CurrentThread",
        "(Get-Item .)", "(Get-Item keep/run.json)", "[guid]::Empty", "[uri]'http://x/'", "[version]'1.0'", "[IO.MemoryStream]::new()",
        "[Exception]::new('x')", "$true", "[char]0", "[DayOfWeek]::Monday", "$block", "$run.Method", "$run.Trajectory", "$run.Run",
        "$run.Best", "(New-Schedule Cosine -Steps 5)", "(New-Optimizer Adam)", "(Get-OptimizerMethod Adam)",
        "(Get-TestProblem Rosenbrock)", "(Get-Command Invoke-Optimizer)", "$step.Json", "$run.Run.Json", "[pscustomobject]@{ Json = '{' }",
        "[pscustomobject]@{ Method = 'Adam'; LearningRate = '0,05' }", "[pscustomobject]@{ Run = $null }", "$step.Table",
        "([pscustomobject]@{ Index = 'x'; Value = 'y' })", "[Globalization.CultureInfo]::InvariantCulture",
        "[Threading.CancellationToken]::None",
    ];

    /// <summary>Paths to what is no file, or not theirs.</summary>
    public static readonly string[] Paths =
    [
        "'.'", "'/'", "'keep'", "'keep/null'", "'keep/zero'", "'keep/full'", "'aside/pipe'", "'keep/dangling'", "'keep/round'", "'env:/x'",
        "'env:PATH'", "'variable:/x'", "'function:'", "'/no/such/folder/file.json'", "'nosuchdrive:/x'", "'keep/other.txt'",
        "'keep/other.svg'", "'keep/other.txt/x.json'", "'keep/run.json'", "'keep/step.json'", "'keep/runs.db'", "'keep/runs.jsonl'",
        "'keep/rows.csv'", "('d/' * 2000)", "('n' * 300 + '.json')", "'keep/a*b?.svg'", "'keep/a[1].html'", "'keep/*'", "'keep/new.svg'",
        "'keep/new.html'", "'keep/new.jsonl'", "'keep/new.csv'", "'keep/new.db'", "'Microsoft.PowerShell.Core\\FileSystem::keep/x.svg'",
    ];

    /// <summary>All of them.</summary>
    public static string[] All { get; } = [.. Nothing, .. Numbers, .. Texts, .. Blocks, .. Shapes, .. Objects, .. Paths];

    /// <summary>A value: half the time one that a parameter of a kind might take.</summary>
    /// <param name="kind">number, text, path, block, or empty.</param>
    /// <param name="random">Decides.</param>
    public static string Draw(string kind, Random random)
    {
        var values = random.Next(2) == 0 ? All : kind switch
        {
            "number" => Numbers,
            "text" => Texts,
            "path" => Paths,
            "block" => Blocks,
            _ => All,
        };
        return values[random.Next(values.Length)];
    }
}

using System.Globalization;
using System.Text;

namespace PSOptimize.PowerShell.Tests.Fuzz;

/// <summary>
/// A PowerShell objective made from bytes: every decision takes the next byte, and an exhausted list decides 0, the simplest. So any list
/// is a script, and a shorter list is a simpler script, which is all that shrinking needs.
/// </summary>
/// <param name="decisions">The bytes.</param>
/// <param name="isWide">
/// Whether the script may have statements that came into the grammar later; without them the same bytes always give the same script.
/// </param>
internal sealed class RandomScript(IReadOnlyList<byte> decisions, bool isWide)
{
    /// <summary>The variables around each script; the runner defines them.</summary>
    private static readonly string[] CapturedNumbers = ["$n", "$w"];

    private readonly StringBuilder _text = new();
    private readonly List<string> _numbers = [];
    private readonly List<string> _arrays = ["$list", "$ints"];
    private bool _isArray;
    private int _next;
    private int _names;

    public static string Write(IReadOnlyList<byte> decisions, bool isWide) => new RandomScript(decisions, isWide).Script();

    private string Script()
    {
        _isArray = Decide(2) == 1;
        if (_isArray)
        {
            _text.Append("param([double[]] $x) ");
            _arrays.Add("$x");
            _numbers.AddRange(["$x[0]", "$x[1]", "$x[-1]"]);
        }
        else
        {
            _text.Append("param($a, $b, $c) ");
            _numbers.AddRange(["$a", "$b", "$c"]);
        }

        _numbers.AddRange(CapturedNumbers);
        Statements(loops: 2, insideLoop: false);
        _text.Append(Expression(2)).Append(" + ").Append(_numbers[^1]);
        return _text.ToString();
    }

    private void Statements(int loops, bool insideLoop)
    {
        var (numbers, arrays) = (_numbers.Count, _arrays.Count);
        for (var count = 1 + Decide(4); count > 0; count--)
            Statement(loops, insideLoop);
        if (!insideLoop)
            return;
        // A variable that a branch or a loop assigns first may stay unassigned.
        _numbers.RemoveRange(numbers, _numbers.Count - numbers);
        _arrays.RemoveRange(arrays, _arrays.Count - arrays);
    }

    private void Statement(int loops, bool insideLoop)
    {
        var name = _numbers.LastOrDefault(number => number.StartsWith("$v", StringComparison.Ordinal));
        if (isWide && Decide(2) == 1)
        {
            Later();
            return;
        }

        switch (Decide(48))
        {
            case 0 or 1 or 2:
                Declare($"$v{_names++}", Expression(2));
                break;
            case 3 when name is not null:
                Line($"{name} {Pick("+=", "-=", "*=", "/=", "%=")} {Expression(1)}");
                break;
            case 4 when name is not null:
                Line(Pick($"{name}++", $"{name}--"));
                break;
            case 5 or 6 when loops > 0:
                Branch(loops, insideLoop);
                break;
            case 7 or 8 when loops > 0:
                For(loops - 1);
                break;
            case 9 or 10 when loops > 0:
                ForEach(loops - 1);
                break;
            case 11 when loops > 0:
                While(loops - 1);
                break;
            case 12 when loops > 0:
                Switch(loops - 1, insideLoop);
                break;
            case 13:
                Pipeline();
                break;
            case 14:
                Collect();
                break;
            case 15:
                Line($"Write-Verbose \"now {Pick(_numbers)}\"");
                break;
            case 16:
                Declare($"$v{_names++}", $"({Condition()}) ? ({Expression(1)}) : ({Expression(1)})");
                break;
            case 17 when insideLoop:
                Line($"if ({Condition()}) {{ {Pick("break", "continue")} }}");
                break;
            case 18:
                Fill();
                break;
            case 19:
                Line($"$h{_names} = @{{ p = {Expression(1)}; q = {Expression(0)} }}; $h{_names}.p {Pick("=", "+=", "*=")} {Expression(0)}");
                _numbers.AddRange([$"$h{_names}.p", $"$h{_names++}['q']"]);
                break;
            case 20:
                Line($"$v{_names}, $v{_names + 1} = {Expression(0)}, ({Expression(1)})");
                _numbers.AddRange([$"$v{_names++}", $"$v{_names++}"]);
                break;
            case 21:
                Scope();
                break;
            case 22:
                Function();
                break;
            case 23 when name is not null:
                Line($"if ({Condition()}) {{ [int]$t{_names} = 1 }} ; $t{_names} = {Expression(1)}");
                _numbers.Add($"$t{_names++}");
                break;
            case 24:
                var write = $"$g{_names}[{Pick("2", "1", "0")}] = {Expression(0)}";
                Line($"$g{_names} = @({Expression(0)}, 2.0, 3.0); $v{_names} = 0.0");
                Line(Pick(
                    $"foreach ($e{_names} in $g{_names}) {{ {write}; $v{_names} += $e{_names} }}",
                    $"$g{_names} | ForEach-Object {{ {write}; $v{_names} += $_ }}"));
                _numbers.AddRange([$"$v{_names}", $"$g{_names++}[2]"]);
                break;
            case 25:
                Line($"$a{_names} = @(1.0, {Expression(0)}); $b{_names} = {Pick($"$a{_names}", $"@($a{_names})", $"$a{_names} * 1",
                    $"$a{_names} ?? 1", $"$a{_names}.Clone()", $"$a{_names} + 1")}; $b{_names}[0] = {Expression(0)}");
                _numbers.AddRange([$"$a{_names}[0]", $"$b{_names++}[0]"]);
                break;
            case 26:
                Line($"$v{_names} = 0.0; 1..3 | ForEach-Object {{ switch ($_ * 2) {{ 2 {{ $v{_names} += $_ * ({Expression(0)}) }} "
                    + $"{{ $_ -gt 4 }} {{ $v{_names} -= $_ }} default {{ $v{_names} += 1 }} }} }}");
                _numbers.Add($"$v{_names++}");
                break;
            case 27:
                Line($"$w{_names} = 0; $v{_names} = 0.0; while ($w{_names}++ -lt 3) {{ $v{_names} += {Expression(1)} }}");
                _numbers.AddRange([$"$v{_names}", $"$w{_names++}"]);
                break;
            case 28:
                Declare($"$v{_names++}", $"{Pick("$long", "$byte", "$short", "$float")} {Pick("*", "+", "-")} ({Expression(0)})");
                break;
            case 29:
                var handler = Pick("catch { }", "finally { }", $"catch {{ $v{_names} = 3.5 }}");
                Line($"$v{_names} = 1.0; try {{ $v{_names} = {Expression(1)} }} {handler}");
                _numbers.Add($"$v{_names++}");
                break;
            case 30:
                Texts();
                break;
            case 31:
                Grid();
                break;
            case 32:
                Declare($"$v{_names++}", $"({Pick(_numbers)}, ({Expression(1)}), {Constant()} | ForEach-Object {{ [double]$_ }} "
                    + $"| Sort-Object{Pick("", " -Descending")})[{Pick("0", "1", "2")}]");
                break;
            case 33:
                Declare($"$v{_names++}", $"(@({Expression(0)}, {Expression(0)}, {Expression(0)} | "
                    + $"Select-Object {Pick("-First 2", "-Last 2", "-Skip 1", "-Skip 1 -First 1")})[{Pick("0", "-1")}])");
                break;
            case 34:
                Thrown();
                break;
            case 35:
                Line($"$m{_names} = @(@(1.0, {Pick(_numbers)}), @({Constant()}, 2.0)); "
                    + $"$m{_names}[{Pick("0", "1")}][{Pick("0", "1")}] {Pick("=", "+=", "*=")} {Expression(1)}");
                _numbers.Add($"$m{_names}[{Pick("0", "1")}][{Pick("0", "1")}]");
                _names++;
                break;
            case 36:
                Copies();
                break;
            case 37:
                Line($"$v{_names} = 0.0; $null = {Pick(_arrays)}.{Pick("ForEach", "Where")}"
                    + $"({{ $v{_names} += $_ * ({Expression(0)}); $true }})");
                _numbers.Add($"$v{_names++}");
                break;
            case 38:
                Declare($"$v{_names++}", $"{Pick(_numbers)} {Pick("+", "-", "*", "/")} ({Condition()} -and {Condition()})");
                break;
            case 39:
                Line($"foreach ($u in {Pick("@()", "$null", "1..2", Pick(_arrays))}) {{ }}; "
                    + $"$v{_names} = {Pick("7", "1 ?? 2", "$u + 1")}");
                _numbers.Add($"$v{_names++}");
                break;
            case 40:
                Labels();
                break;
            case 41:
                Stages();
                break;
            case 42:
                List();
                break;
            case 43:
                Declare($"$v{_names++}", $"({Pick(_numbers)} {Pick("-is", "-isnot")} "
                    + $"{Pick("[double]", "[int]", "[array]", "[string]")}) ? ({Expression(0)}) : ({Expression(1)})");
                break;
            case 44:
                Declare($"$v{_names++}", $"@({Pick(_arrays)} {Pick("-eq", "-ne", "-gt", "-le")} {Pick(Constant(), Pick(_numbers))})"
                    + Pick(".Count", "[0]", "[-1] * 2"));
                break;
            case 45:
                var rounded = $"[Math]::Round([double]({Expression(1)})";
                Declare($"$v{_names++}", Pick($"[float]({Expression(0)})", $"[decimal]({Constant()}) * 2",
                    $"([int[]]({Expression(0)}, 2.5))[0]", $"{rounded})",
                    $"{rounded}, {Pick("1", "0", "2")}, {Pick("'AwayFromZero'", "'ToEven'", "'ToZero'")})",
                    $"{rounded}, [MidpointRounding]::{Pick("AwayFromZero", "ToEven", "ToNegativeInfinity")})"));
                break;
            case 46:
                Recursion();
                break;
            case 47:
                Line($"$u{_names} = {Expression(0)}; $v{_names} = {Expression(0)}; "
                    + $"$u{_names}, $v{_names} = {Pick($"$v{_names}, $u{_names}", $"($u{_names} + 1), $u{_names}")}");
                _numbers.AddRange([$"$u{_names}", $"$v{_names++}"]);
                break;
            default:
                Declare($"$v{_names++}", Expression(1));
                break;
        }
    }

    /// <summary>The statements that came into the grammar later.</summary>
    private void Later()
    {
        var (v, a, b, f) = ($"$v{_names}", $"$a{_names}", $"$b{_names}", $"w{_names++}x");
        switch (Decide(12))
        {
            case 0:
                var isSet = Pick("$Negate", "-not $Negate", "$Negate -and $alpha -gt 0");
                Line($"function {f}($alpha, [switch]$Negate, $beta = 2) {{ "
                    + $"if ({isSet}) {{ $alpha * $beta }} else {{ $alpha - $beta }} }}");
                Line($"{v} = {f} ({Expression(0)}){Pick("", " -Negate", " -n", $" -neg:({Condition()})")}"
                    + Pick("", $" -be ({Expression(0)})", " -b -2", " 3"));
                break;
            case 1:
                Line($"{a} = {Pick($"@({Expression(0)}, 2.0, {Expression(0)})", "[double[]]::new(3)", "@(0) * 3")}; {v} = 1.0; $i = 1");
                Line(Pick(
                    $"{a}[0], {a}[{Pick("1", "-1", "0")}] = {a}[2], ({Expression(1)})",
                    $"$i, {a}[$i], {v} = 2, ({Expression(0)}), {a}[1]",
                    $"foreach ($i in 0..1) {{ {a}[$i], {a}[$i + 1] = {a}[$i + 1], ({a}[$i] + ({Expression(0)})) }}"));
                _arrays.Add(a);
                _numbers.AddRange([$"{a}[0]", $"{a}[2]"]);
                break;
            case 2:
                Line($"{v} = {Expression(0)}");
                Line(Pick(
                    $"foreach ($q in 1..3) {{ try {{ if ({Condition()}) {{ {Pick("break", "continue", "throw 'a'")} }}; {v} += $q }} "
                        + $"catch {{ {v} *= 2 }} finally {{ {v} += {Expression(0)} }} }}",
                    $"function {f}($t) {{ try {{ if ($t -gt {Constant()}) {{ return 2 * $t }}; $t }} finally {{ $t = 0 }} }}; "
                        + $"{v} += {f} ({Expression(0)})",
                    $"try {{ try {{ if ({Condition()}) {{ throw 'a' }}; {v} += 1 }} finally {{ {v} *= {Expression(0)} }} }} "
                        + $"catch {{ {v} -= {Expression(0)} }}"));
                break;
            case 3:
                Line($"{a} = {Pick(_arrays)}.Where({{ $_ {Pick("-gt", "-lt", "-ne")} {Pick(_numbers)} }}, "
                    + $"{Pick("'First'", "'First', 2", "'Until'", "'SkipUntil'")})");
                Line($"{v} = {a}.Count * ({Expression(0)}); foreach ($q in {a}) {{ {v} = {v} / 2 + $q }}");
                break;
            case 4:
                Line($"{a} = @(1.0, {Expression(0)}); {b} = {Pick($"@({Expression(0)}, 4.0)", a, $"{a}.Clone()")}; {v} = 1.0");
                var exchange = Pick($"{a}, {b} = {b}, {a}", $"$t = {a}; {a} = {b}; {b} = $t");
                Line(Pick(
                    $"{exchange}; {a}[0] = {Expression(0)}",
                    $"foreach ($q in 1..3) {{ {b}[0] = {a}[1] * ({Expression(0)}) + $q; {exchange} }}",
                    $"if ({Condition()}) {{ {exchange} }}; {b}[1] += {Expression(0)}",
                    $"foreach ($q in {a}) {{ {exchange}; {Pick(a, b)}[1] {Pick("=", "+=")} $q; {v} += $q * ({Expression(0)}) }}",
                    $"& {{ {exchange}; {a}[0] = 5.0 }}"));
                _numbers.AddRange([$"{a}[0]", $"{b}[0]", $"{b}[1]"]);
                break;
            case 5:
                Line($"{b} = @(1.0, {Expression(0)}, 2.0); function {f} {{ {Pick(b, $", {b}", $"{b}; 2", $"{b}[1]; {b}[0]")} }}");
                Line($"{Pick("", "[double[]]")}{a} = " + Pick(
                    $"{Pick(_arrays)} | ForEach-Object {{ $_ * ({Expression(0)}) }}",
                    $"foreach ($q in {Pick(_arrays)}) {{ $q - ({Expression(0)}) }}",
                    f,
                    $"if ({Condition()}) {{ {b} }} else {{ {Pick(b, $", {b}", "1, 2")} }}",
                    $"1..4 | Where-Object {{ $_ {Pick("-gt", "-lt")} {Pick(_numbers)} }}"));
                Line($"{a}[{Pick("0", "1", "-1")}] {Pick("=", "+=")} {Expression(0)}; {v} = ({a} | Measure-Object -Sum).Sum");
                _numbers.Add($"{b}[1]");
                break;
            case 6:
                Line($"$s = {Pick("'idle'", $"$(if ({Condition()}) {{ 'idle' }} else {{ 'run' }})")}; {v} = 0.0");
                Line($"foreach ($q in {Pick("1..4", Pick(_arrays))}) {{ switch ($s) {{ "
                    + $"'idle' {{ if ($q -gt {Constant()}) {{ $s = 'run' }} }} "
                    + $"'run' {{ {v} += {Expression(0)}; if ({v} -gt {Constant()}) {{ $s = {Pick("'stop'", "'idle'")} }} }} "
                    + $"default {{ {v} -= 0.5 }} }} }}; if ($s -{Pick("eq", "ne")} 'RUN') {{ {v} += {Expression(0)} }}");
                break;
            case 7:
                Line($"{v} = ({Expression(0)}) -as [{Pick("int", "double", "long", "float")}]");
                break;
            case 8:
                Line($"try {{ if ({Condition()}) {{ throw 'a' }}; {v} = {Expression(1)} }} catch {{ {v} = {Expression(0)} }}");
                break;
            case 9:
                Line($"{v} = {Pick("$long", "[uint32]7", "$byte", "[long][int][Math]::Round(2.5)", "$short")}");
                Line(Pick(
                    $"for ($q = 0; $q -lt {Pick("3", "12", "30")}; $q++) "
                        + $"{{ {v} {Pick("*=", "+=", "-=")} {Pick("7", "$byte", "[long]1000", "-3")} }}",
                    $"{v} = ({v} * {Pick("$byte", "100000", "-2147483647")} + {Constant()}) "
                        + $"{Pick("%", "/", "-")} {Pick("1000", "[uint32]9")}",
                    $"{v} {Pick("-=", "*=")} {Pick("[uint32]8", "$short", "$long")}; {v}{Pick("++", "--")}; "
                        + $"{v} = {v} * 0 + {Pick("1", "-0.0")}"));
                break;
            case 10:
                Line($"function {f}($p, {Pick("", "[double]", "[int]")}$q) {{ $p * ({Expression(0)}) + (2 * $q) }}");
                Line($"{v} = {f} ({Expression(0)}) {Pick("-1", "-2.5", "'3'", "-q -4")}");
                break;
            default:
                Line($"{a} = @(0) * 2; {b} = {Pick("-split '1.5 2 -3'", "'1.5;2;-3' -split ';'", "'1.5,2,-3'.Split(',')")}");
                Line($"foreach ($i in 0..1) {{ {a}[$i] = {Pick("[double[]]::new(2)", $"@(0.0, {Expression(0)})")} }}; "
                    + $"{a}[1][{Pick("0", "1")}] {Pick("=", "+=")} {Expression(0)}; {v} = [double]{b}[{Pick("0", "1", "2")}] + {a}[1][0]");
                _numbers.Add($"{a}[{Pick("0", "1")}][1]");
                break;
        }

        _numbers.Add(v);
    }

    /// <summary>Ways out of a loop from within another one.</summary>
    private void Labels()
    {
        var (sum, label) = ($"$v{_names}", $"l{_names++}");
        var way = $"if ({Pick($"{sum} -gt {Constant()}", Condition())}) {{ {Pick("continue", "break")} {Pick(label, label, "")} }}";
        Line($"{sum} = {Expression(0)}");
        Line($":{label} " + Pick(
            $"foreach ($q in 1..3) {{ foreach ($z in 1..2) {{ {way}; {sum} += $q * {Expression(0)} }}; {sum} -= 1 }}",
            $"for ($q = 0; $q -lt 3; $q++) {{ for ($z = 0; $z -lt 3; $z++) {{ {sum} += {Expression(0)}; {way} }}; {sum} *= 0.5 }}",
            $"foreach ($q in {Pick(_arrays)}) {{ $z = 0; while ($z -lt 2) {{ $z++; {way}; {sum} += $q }} }}",
            $"foreach ($q in 1..3) {{ foreach ($z in 1..2) {{ "
                + $"switch ($z) {{ 1 {{ {way} }} default {{ {sum} += {Expression(0)} }} }} }} }}"));
        _numbers.Add(sum);
    }

    /// <summary>Functions that are stages of a pipeline.</summary>
    private void Stages()
    {
        var (name, result) = ($"g{_names}x", $"$v{_names++}");
        var each = Pick("$_", "$_ * 2", $"$_ * ({Expression(0)})");
        Line(Pick(
            $"function {name} {{ begin {{ $s = {Expression(0)} }} process {{ $s += {each} }} end {{ $s }} }}",
            $"function {name} {{ process {{ {each} }} }}",
            $"filter {name} {{ {each} }}",
            $"function {name} {{ begin {{ $k = 0 }} process {{ if ($k -lt 2) {{ {each} }}; $k++ }} }}"));
        var wanted = Pick("Sum", "Maximum");
        Line($"{result} = ({Pick((string[])[.. _arrays, "1..4"])} | {name} | Measure-Object -{wanted}).{wanted}");
        _numbers.Add(result);
    }

    /// <summary>A list of numbers that grows.</summary>
    private void List()
    {
        var list = $"$y{_names++}";
        var type = Pick("[System.Collections.Generic.List[double]]", "[Collections.Generic.List[double]]");
        Line($"{list} = {Pick($"{type}::new()", $"New-Object {type[1..^1]}")}; {list}.Add({Expression(0)})");
        Line(Pick(
            $"foreach ($q in 1..3) {{ {list}.Add($q * ({Expression(0)})) }}",
            $"foreach ($q in {Pick(_arrays)}) {{ if ({Condition()}) {{ {list}.Add($q) }} }}; {list}.Add({Expression(0)})",
            $"{list}.Add(2); {list}[{Pick("0", "1")}] {Pick("=", "+=")} {Expression(0)}"));
        _arrays.Add(list);
        _numbers.AddRange([$"{list}[0]", $"{list}[1]", $"{list}[-1]", $"{list}.Count"]);
    }

    /// <summary>Functions that call themselves.</summary>
    private void Recursion()
    {
        var (name, result) = ($"r{_names}x", $"$v{_names++}");
        var (first, small) = (Pick($"({Expression(0)})", "12", "7"), Pick("3", "6", "$n"));
        var (function, call) = Decide(5) switch
        {
            0 => ($"($k, $l) {{ if (-not ($l -ge 1)) {{ return $k }}; {name} $l ($k % $l) }}", $"{name} {small} {first}"),
            1 => ($"($k) {{ if ($k -lt 2) {{ $k }} else {{ ({name} ($k - 1)) + ({name} ($k - 2)) }} }}", $"{name} {small}"),
            2 => ($"($z, $k) {{ if ($k -eq 0) {{ 1.0 }} else {{ 1 + $z * ({name} $z ($k - 1)) / $k }} }}", $"{name} {first} {small}"),
            3 => ($"($z, $k) {{ if ($k -le 0 -or $z -gt 1e3) {{ return $z }}; {name} ($z * 2 + 1) ($k - 1) }}", $"{name} {first} {small}"),
            _ => ($"($k, $l) {{ $m = ($k + $l) / 2; if (-not ($l - $k -gt 0.3)) {{ $m * $m }} "
                + $"else {{ ({name} $k $m) + ({name} $m $l) }} }}",
                $"{name} {Pick("0.0", "1", "-1")} (2 + [Math]::Abs({_numbers[0]}) % 3)"),
        };
        Line($"function {name}{function}; {result} = {call.Replace("(-", "(0 -", StringComparison.Ordinal)}");
        _numbers.Add(result);
    }

    /// <summary>Texts, keys, and rows that are picked by them.</summary>
    private void Texts()
    {
        var (result, h) = ($"$v{_names}", $"$h{_names++}");
        Line($"{result} = 0.0");
        Line(Pick(
            $"foreach ($r in $people) {{ if ($r.Kind {Pick("-eq 'a'", "-ne 'B'", "-in 'a', 'c'", "-like '[ab]'", "-match 'B'")}) "
                + $"{{ {result} += $r.P * ({Expression(0)}) }} }}",
            $"foreach ($r in $people) {{ {result} += switch ($r.Kind) {{ 'a' {{ {Expression(0)} }} 'B' {{ $r.P }} default {{ 2 }} }} }}",
            $"{h} = @{{ a = {Expression(0)}; b = 2; c = {Expression(0)} }}; "
                + $"foreach ($r in $people) {{ {result} += {h}[$r.Kind] * $r.P }}",
            $"{h} = @{{}}; foreach ($r in $people) {{ {h}[$r.Kind] += {Expression(0)} }}; {result} = {h}['a'] - {h}.B",
            $"foreach ($g in $people | Group-Object Kind) {{ "
                + $"{result} += ($g.Group | Measure-Object P -Sum).Sum * ({Expression(0)}) / $g.Count }}",
            $"foreach ($r in $people | Where-Object {{ $_.P -gt {Constant()} }}) {{ {result} += $r.P * ({Expression(0)}) }}",
            $"foreach ($r in $people | Sort-Object P -Descending | Select-Object -First 2) {{ "
                + $"{result} = {result} / 2 + $r.P * ({Expression(0)}) }}",
            $"foreach ($r in $people) {{ if ($r.T {Pick("-eq '2'", "-gt 1", "-eq 2", "-lt '10'")}) {{ {result} += {Expression(0)} }} }}",
            $"{result} = [double]('1.5;2;-3' -split ';')[{Pick("0", "1", "2")}] * ({Expression(0)})"));
        _numbers.Add(result);
    }

    /// <summary>An array with two dimensions.</summary>
    private void Grid()
    {
        var (grid, i) = ($"$d{_names}", $"$i{_names}");
        var result = $"$v{_names++}";
        Line($"{grid} = {Pick("[double[,]]::new(2, 3)", "New-Object 'double[,]' 2, 3", "[double[,]]::new(3 - 1, 3)")}");
        Line($"for ({i} = 0; {i} -lt {Pick("2", "$n - 1")}; {i}++) {{ {grid}[{i}, {Pick("0", i, "(2 - " + i + ")")}] "
            + $"{Pick("=", "+=", "-=")} {Expression(1)} * ({i} + 1) }}");
        Line($"{result} = {Pick("0.0", Expression(0))}; foreach ($e in {grid}) {{ {result} = {result} * 0.5 + $e }}");
        _numbers.AddRange([result, $"{grid}[{Pick("0", "1", "-1")}, {Pick("0", "1", "2")}]", $"{grid}.GetLength({Pick("0", "1")})"]);
    }

    /// <summary>A <c>throw</c> that is caught.</summary>
    private void Thrown()
    {
        var result = $"$v{_names++}";
        Line($"{result} = {Expression(0)}");
        Line(Pick(
            $"try {{ if ({Condition()}) {{ throw 'a' }}; {result} += {Expression(0)} }} catch {{ {result} *= 2 }}",
            $"try {{ foreach ($q in 1..3) {{ {result} += $q; if ({Condition()}) {{ throw 'a' }} }} }} "
                + $"catch {{ {result} -= {Expression(0)} }}",
            $"foreach ($q in 1..3) {{ try {{ if ($q -eq 2 -or ({Condition()})) {{ throw 'a' }}; {result} += $q }} "
                + $"catch {{ {result} -= 1 }} }}",
            $"try {{ {result} = 2; throw 'a' }} catch {{ {result} += {Expression(0)} }} finally {{ {result} *= 3 }}"));
        _numbers.Add(result);
    }

    /// <summary>Variables that hold one array, and then no longer do.</summary>
    private void Copies()
    {
        var (a, b, c) = ($"$p{_names}", $"$q{_names}", $"$r{_names++}");
        Line($"{a} = @(1.0, {Expression(0)}); {b} = {Pick(a, $"@(2.0, {Expression(0)})", $"{a}.Clone()")}");
        Line(Pick(
            $"{b} = {b}.Clone(); {b}[0] = {Expression(0)}",
            $"{c} = {a}; {a} = {b}; {b} = {c}.Clone(); {b}[1] = {Expression(0)}",
            $"for ($k = 0; $k -lt 3; $k++) {{ {b} = {a}.Clone(); {b}[0] += {Expression(0)}; {a} = {b} }}",
            $"for ($k = 0; $k -lt 3; $k++) {{ {c} = {a}; {a} = {b}; {b} = {c}; "
                + $"{Pick("", $"{a} = {a}.Clone(); ")}{a}[0] = {Expression(0)} }}",
            $"if ({Condition()}) {{ {b} = {a} }} else {{ {b} = @(5.0, 6.0) }}; {Pick("", $"{b} = @(1, 2); ")}{b}[0] = {Expression(0)}",
            $"& {{ {c} = {a}; {Pick("", $"{a} = @(3.0, 4.0); ")}{c}[0] = 7 }}",
            $". {{ {c} = {a}; {Pick("", $"{a} = @(3.0, 4.0); ")}{c}[0] = 7 }}"));
        _numbers.AddRange([$"{a}[0]", $"{b}[0]", $"{b}[1]"]);
    }

    /// <summary>Compound assignments in a scope of its own.</summary>
    private void Scope()
    {
        var (set, result) = ($"$s{_names}", $"$v{_names++}");
        Line($"{set} = {Expression(0)}");
        var body = $"{set} {Pick("+=", "-=", "*=", "=")} {Expression(1)}; {Pick("[int]" + set + " = 2; ", "")}{set} + 0";
        Line($"{result} = {Pick("&", ".")} {{ {body} }}");
        _numbers.AddRange([set, result]);
    }

    /// <summary>A function with defaults, or one that calls itself.</summary>
    private void Function()
    {
        var (name, result) = ($"f{_names}x", $"$v{_names++}");
        Line(Pick(
            $"function {name}($p, $q = 2 * $p, $r = $p + $q) {{ $p + $q * $r }}",
            $"function {name}($p) {{ if ($p -lt 1) {{ 1 }} else {{ $p * ({name} ($p - 1)) }} }}",
            $"function {name} {{ param([int]$p, $q = $p) $q + $p }}",
            $"function {name}($p) {{ $n += $p; $n }}"));
        Line($"{result} = {name} {Pick("2", "3", $"({Expression(0)})").Replace("(-", "(0 -", StringComparison.Ordinal)}");
        _numbers.Add(result);
    }

    /// <summary>An array that is made here and written into.</summary>
    private void Fill()
    {
        var (array, i) = ($"$f{_names++}", $"$i{_names++}");
        var literal = $"@(({Expression(0)}), 2, ({Expression(0)}))";
        Line($"{array} = {Pick("[double[]]::new(3)", "@(0) * 3", "@(0) * $n", literal, $"{Pick(_arrays)}.Clone() + 1 + 2")}");
        Line($"{array}[{Pick("0", "1", "-1")}] {Pick("=", "+=", "*=")} {Expression(1)}");
        if (Decide(2) == 1)
        {
            var numbers = _numbers.Count;
            _numbers.AddRange([i, $"{array}[{i} - 1]"]);
            var element = Expression(1);
            _numbers.RemoveRange(numbers, _numbers.Count - numbers);
            Line($"for ({i} = 0; {i} -lt {Pick("3", "2")}; {i}++) {{ {array}[{i}] {Pick("=", "+=", "-=")} {element} }}");
        }

        _arrays.Add(array);
        _numbers.AddRange([$"{array}[0]", $"{array}[2]"]);
    }

    private void Declare(string name, string value)
    {
        Line($"{name} = {value}");
        _numbers.Add(name);
    }

    private void Branch(int loops, bool insideLoop)
    {
        var set = $"$v{_names++}";
        Line($"{set} = {Expression(0)}");
        _text.Append("if (").Append(Condition()).Append(") { ");
        Nested(() => Line($"{set} {Pick("=", "+=", "*=")} {Expression(1)}"), loops, insideLoop);
        if (Decide(2) == 1)
        {
            _text.Append("elseif (").Append(Condition()).Append(") { ");
            Nested(() => Line($"{set} = {Expression(1)}"), loops, insideLoop);
        }

        if (Decide(2) == 1)
        {
            _text.Append("else { ");
            Nested(() => Line($"{set} -= {Expression(1)}"), loops, insideLoop);
        }

        Line("");
        _numbers.Add(set);
    }

    private void Nested(Action first, int loops, bool insideLoop)
    {
        first();
        var (numbers, arrays) = (_numbers.Count, _arrays.Count);
        if (Decide(3) == 1)
            Statement(loops - 1, insideLoop);
        _numbers.RemoveRange(numbers, _numbers.Count - numbers);
        _arrays.RemoveRange(arrays, _arrays.Count - arrays);
        _text.Append("} ");
    }

    private void For(int loops)
    {
        var (sum, i) = ($"$v{_names++}", $"$i{_names++}");
        Line($"{sum} = {Pick("0", "0.0", "1", Expression(0))}");
        _text.Append(Pick(
            $"for ({i} = 0; {i} -lt {Pick("3", "$n", "$list.Count")}; {i}++) {{ ",
            $"for ({i} = 4; {i} -gt 0; {i} -= {Pick("1", "2")}) {{ ",
            $"for ({i} = 1; {i} -le 3; {i} += 1) {{ "));
        Loop(() => Line($"{sum} {Pick("+=", "-=", "*=")} {Expression(2)}"), [i, $"$list[{i} % 3]", $"$ints[-1 - {i} % 2]"], loops);
        _numbers.Add(sum);
        if (Decide(3) == 1)
            _numbers.Add(i);
    }

    private void ForEach(int loops)
    {
        var (sum, e) = ($"$v{_names++}", $"$e{_names++}");
        Line($"{sum} = {Pick("0", "0.0", Expression(0))}");
        var source = Decide(6);
        var (array, inside) = source switch
        {
            0 => ("1..3", [e]),
            1 => ("$rows", [$"{e}.P", $"{e}.N"]),
            2 => ($"@({Expression(0)}, {Expression(0)})", [e]),
            3 => ("$rows", [$"(0.5 * {e}.T)", $"{e}.N"]),
            _ => (Pick(_arrays), (string[])[e]),
        };
        _text.Append(CultureInfo.InvariantCulture, $"foreach ({e} in {array}) {{ ");
        Loop(() => Line($"{sum} {Pick("+=", "-=")} {Expression(2)}"), inside, loops);
        _numbers.Add(sum);
    }

    private void While(int loops)
    {
        var (sum, k) = ($"$v{_names++}", $"$k{_names++}");
        Line($"{sum} = {Expression(0)}");
        Line($"{k} = 0");
        var form = Decide(3);
        _text.Append(form == 0 ? $"while ({k} -lt 3 -and ({Condition()})) {{ " : "do { ");
        Line($"{k}++");
        Loop(() => Line($"{sum} = {Expression(2)}"), [k], loops);
        if (form > 0)
            Line(form == 1 ? $"while ({k} -lt 3)" : $"until ({k} -ge 2 -or ({Condition()}))");
        _numbers.AddRange([sum, k]);
    }

    private void Loop(Action body, string[] inside, int loops)
    {
        var count = _numbers.Count;
        _numbers.AddRange(inside);
        body();
        Statements(loops, insideLoop: true);
        _numbers.RemoveRange(count, _numbers.Count - count);
        _text.Append("} ");
    }

    private void Switch(int loops, bool insideLoop)
    {
        var set = $"$v{_names++}";
        Line($"{set} = {Expression(0)}");
        _text.Append(CultureInfo.InvariantCulture, $"switch ([int]({Pick(_numbers)})) {{ ")
            .Append(CultureInfo.InvariantCulture, $"0 {{ {set} = {Expression(1)}; {Pick("", "break")} }} ")
            .Append(CultureInfo.InvariantCulture, $"{Pick("1", "-1", "$n")} {{ {set} += {Expression(1)} }} ");
        if (Decide(2) == 1)
            _text.Append(CultureInfo.InvariantCulture, $"default {{ {set} *= {Expression(1)} }} ");
        Line("}");
        _numbers.Add(set);
        _ = (loops, insideLoop);
    }

    private void Pipeline()
    {
        var source = Pick((string[])[.. _arrays, "1..4", "@(2, 0.5)"]);
        var (old, wanted) = (_numbers.Count, Pick("Sum", "Average", "Maximum", "Minimum"));
        _numbers.Add("$_");
        var each = Expression(1);
        var kept = Decide(3) == 0 ? "" : $" | Where-Object {{ $_ -ne {Expression(0)} -or $true }}";
        if (Decide(4) == 1)
            kept = $" | Where-Object {{ {Condition()} }}";
        _numbers.RemoveRange(old, _numbers.Count - old);
        Declare($"$v{_names++}", $"({source}{kept} | ForEach-Object {{ {each} }} | Measure-Object -{wanted}).{wanted}");
    }

    private void Collect()
    {
        var (array, e) = ($"$c{_names++}", $"$e{_names++}");
        var old = _numbers.Count;
        var source = Pick((string[])[.. _arrays, "0..2"]);
        _numbers.Add(e);
        switch (Decide(3))
        {
            case 0:
                Line($"{array} = @(foreach ({e} in {source}) {{ {Expression(1)} }})");
                break;
            case 1:
                Line($"{array} = @(); foreach ({e} in {source}) {{ {array} += {Expression(1)} }}");
                break;
            default:
                Line($"{array} = @({source} | ForEach-Object {{ {Expression(1).Replace(e, "$_", StringComparison.Ordinal)} }})");
                break;
        }

        _numbers.RemoveRange(old, _numbers.Count - old);
        _arrays.Add(array);
        _numbers.Add($"{array}[{Pick("0", "1", "-1")}]");
        _numbers.Add($"{array}.Count");
    }

    private string Condition() => Decide(8) switch
    {
        0 => $"{Pick(_numbers)} -lt {Expression(0)}",
        1 => $"{Pick(_numbers)} -ge {Constant()}",
        2 => $"-not ({Pick(_numbers)} -gt {Expression(0)})",
        3 => $"{Pick(_numbers)} -lt {Constant()} -and {Pick(_numbers)} -ne {Constant()}",
        5 => $"{Pick(_numbers)} -in {Constant()}, {Constant()}, 2",
        6 => $"({Pick(_numbers)} -lt {Constant()}) -xor ({Pick(_numbers)} -gt {Constant()})",
        4 => $"{Pick(_numbers)} -eq {Constant()} -or {Pick(_numbers)} -le {Constant()}",
        _ => $"{Pick(_numbers)}",
    };

    private string Expression(int depth)
    {
        string Operand() => depth == 0 || Decide(3) == 0 ? Pick(_numbers) : $"({Expression(depth - 1)})";
        return Decide(depth == 0 ? 3 : 30) switch
        {
            0 => Pick(_numbers),
            1 => Constant(),
            2 => Pick(_numbers),
            3 => $"{Operand()} + {Operand()}",
            4 => $"{Operand()} - {Operand()}",
            5 or 6 => $"{Operand()} * {Operand()}",
            7 => $"{Operand()} / {Operand()}",
            8 => $"{Operand()} % {Pick("3", "2.5", Operand())}",
            9 => $"-{Operand()}",
            10 => $"[Math]::Sin({Operand()})",
            11 => $"[Math]::Exp(-[Math]::Abs({Operand()}))",
            12 => $"[Math]::Log(1.5 + [Math]::Abs({Operand()}))",
            13 => $"[Math]::Sqrt({Operand()})",
            14 => $"[Math]::Pow({Operand()}, {Pick("2", "3", "-1", "0.5")})",
            15 => $"[Math]::Max({Operand()}, {Operand()})",
            16 => $"[Math]::Min({Operand()}, {Constant()})",
            17 => $"[Math]::Atan2({Operand()}, {Operand()})",
            18 => $"[Math]::Tanh({Operand()})",
            19 => $"[int]({Operand()})",
            20 => $"[double]({Operand()})",
            21 => $"[Math]::Floor([double]({Operand()}))",
            22 => $"[Math]::Sign({Operand()})",
            23 => $"[Math]::Clamp({Operand()}, {Pick("-1", "-1.5")}, {Pick("1", "2.5")})",
            24 => $"(& $square ({Operand()}))",
            25 => $"(halve ({Operand()}))",
            28 => $"({Pick("5", "12", "[int]3.7")} {Pick("-band", "-bor", "-bxor", "-shl", "-shr")} {Pick("1", "3", "$n", "33")})",
            29 => $"$jagged[{Pick("0", "1")}][{Pick("0", "1", "-1")}]",
            26 => $"$matrix[{Pick("0", "1")}][{Pick("0", "1", "-1")}]",
            _ => $"[Math]::Round({Pick("[double]", "[Math]::Cbrt")}({Operand()}), 1)",
        };
    }

    private string Constant() => Pick("0", "1", "2", "-1", "0.5", "-2.5", "3", "7", "1e3", "100000", "2147483647", "0.0", "-0.0", "1.25");

    private void Line(string text) => _text.Append(text).Append("; ");

    private string Pick(params string[] items) => items[Decide(items.Length)];

    private string Pick(List<string> items) => items[Decide(items.Count)];

    private int Decide(int options) => _next < decisions.Count ? decisions[_next++] % options : 0;
}

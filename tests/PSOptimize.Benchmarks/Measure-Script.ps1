# Times exact gradients of script blocks in this PowerShell and writes the table of docs/script-blocks.md. In the root of the repository:
#     dotnet build -c Release tests/PSOptimize.Benchmarks
#     dotnet tool run pwsh -- -NoProfile -File tests/PSOptimize.Benchmarks/Measure-Script.ps1
param([int] $FirstAfter = -1)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1')

# A block of twenty lines, as somebody would write it for a fit.
$twentyLines = {
    param($k, $e, $a, $b)
    $sum = 0.0
    $penalty = 0.0
    foreach ($t in 1..10) {
        $rate = $k * [Math]::Exp(-$e / $t)
        $signal = $a * [Math]::Exp(-$rate * $t)
        if ($signal -lt 0.01) {
            $signal = 0.01
        }
        $residual = [Math]::Log($signal) - $b / $t
        $weight = 1 / (1 + $residual * $residual)
        $sum += $weight * $residual * $residual
    }
    for ($i = 0; $i -lt 3; $i++) {
        $penalty += [Math]::Pow($k - $i, 2)
    }
    $scaled = $penalty * 0.01
    $total = $sum + $scaled
    [Math]::Sqrt($total + 1)
}
if ($FirstAfter -gt 0) { Start-Sleep -Milliseconds $FirstAfter }
$clock = [Diagnostics.Stopwatch]::StartNew()
$null = (New-Objective $twentyLines -Differentiation Exact).ValueAndGradient([double[]] (1.5, 0.3, 2, 0.1))
$first = $clock.Elapsed.TotalMilliseconds
if ($FirstAfter -ge 0) { return $first }

$text = $twentyLines.ToString()
$later = foreach ($k in 1..15) {
    $another = [scriptblock]::Create($text.Replace('0.01', "0.0$($k + 1)"))
    $clock.Restart()
    $null = (New-Objective $another -Differentiation Exact).ValueAndGradient([double[]] (1.5, 0.3, 2, 0.1))
    $clock.Elapsed.TotalMilliseconds
}
$later = ($later | Sort-Object)[7]
$first = foreach ($pause in 0, 500) {
    (1..5 | ForEach-Object { [double] (dotnet tool run pwsh -- -NoProfile -File $PSCommandPath -FirstAfter $pause) } | Sort-Object)[2]
}

$rosenbrock = New-Objective { param($x, $y) [Math]::Pow(1 - $x, 2) + 100 * [Math]::Pow($y - $x * $x, 2) } -Differentiation Exact
$context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($rosenbrock.GetType().Assembly)
$benchmarks = Join-Path $PSScriptRoot 'bin/Release/net10.0/PSOptimize.Benchmarks.dll'
$times = $context.LoadFromAssemblyPath($benchmarks).GetType('PSOptimize.Benchmarks.ScriptTimes')
[double[]] $start = 0.1, 3
[double[]] $chain = foreach ($i in 0..999) { [Math]::Sin($i) }

$products = New-Objective {
    param([double[]] $x)
    $s = 0
    for ($i = 0; $i -lt $x.Count - 1; $i++) {
        $u = $x[$i + 1] - $x[$i] * $x[$i]
        $v = 1 - $x[$i]
        $s += 100 * $u * $u + $v * $v
    }
    $s
} -Differentiation Exact
$powers = New-Objective {
    param([double[]] $x)
    $s = 0
    for ($i = 0; $i -lt $x.Count - 1; $i++) {
        $s += 100 * [Math]::Pow($x[$i + 1] - $x[$i] * $x[$i], 2) + [Math]::Pow(1 - $x[$i], 2)
    }
    $s
} -Differentiation Exact
$rows = foreach ($i in 1..10000) { [pscustomobject] @{ V = $i / 100; p = [Math]::Sin($i) } }
$fit = New-Objective {
    param($a, $b)
    $s = 0.0
    foreach ($row in $rows) {
        $e = $a * $row.V + $b - $row.p
        $s += $e * $e
    }
    $s
} -Differentiation Exact

$byHand = $times::RosenbrockByHand($start)
$ofRosenbrock = $times::Gradient($rosenbrock, $start)
$handProducts = $times::ChainByHand($chain)
$handPowers = $times::ChainByHandWithPow($chain)
$ofProducts = $times::Gradient($products, $chain)
$ofPowers = $times::Gradient($powers, $chain)
# Per row: times, plus, minus, square, sum.
$perOperation = $times::Gradient($fit, [double[]] (0.5, 0.1)) / (5 * 10000)

$clock.Restart()
$null = $rosenbrock | Invoke-Optimizer Adam $start -MaxIterations 1000
$clock.Restart()
$null = $rosenbrock | Invoke-Optimizer Adam $start -MaxIterations 200000
$compiled = $clock.Elapsed.TotalSeconds
$clock.Restart()
$null = $rosenbrock | Invoke-Optimizer Adam $start -MaxIterations 200000 -TraceEvery 0
$compiledWithoutRows = $clock.Elapsed.TotalSeconds

function Invoke-AdamByHand($x, $y, $iterations, $rows) {
    $m1 = $m2 = $v1 = $v2 = 0.0
    $p1 = $p2 = 1.0
    for ($t = 1; $t -le $iterations; $t++) {
        $b = $y - $x * $x
        if ($null -ne $rows) {
            $rows.Add([pscustomobject] @{ Iteration = $t; Value = [Math]::Pow(1 - $x, 2) + 100 * $b * $b; x = $x; y = $y })
        }
        $g1 = -2 * (1 - $x) - 400 * $x * $b
        $g2 = 200 * $b
        $m1 = 0.9 * $m1 + 0.1 * $g1
        $m2 = 0.9 * $m2 + 0.1 * $g2
        $v1 = 0.999 * $v1 + 0.001 * $g1 * $g1
        $v2 = 0.999 * $v2 + 0.001 * $g2 * $g2
        $p1 *= 0.9
        $p2 *= 0.999
        $x -= 0.001 * ($m1 / (1 - $p1)) / ([Math]::Sqrt($v1 / (1 - $p2)) + 1e-8)
        $y -= 0.001 * ($m2 / (1 - $p1)) / ([Math]::Sqrt($v2 / (1 - $p2)) + 1e-8)
    }
}
Invoke-AdamByHand -x 0.1 -y 3 -iterations 1000
$clock.Restart()
Invoke-AdamByHand -x 0.1 -y 3 -iterations 200000
$loop = $clock.Elapsed.TotalSeconds
$clock.Restart()
Invoke-AdamByHand -x 0.1 -y 3 -iterations 200000 -rows ([Collections.Generic.List[object]]::new())
$loopWithRows = $clock.Elapsed.TotalSeconds

$ten = {
    param([double[]] $x)
    $s = 0
    for ($i = 0; $i -lt $x.Count - 1; $i++) {
        $u = $x[$i + 1] - $x[$i] * $x[$i]
        $v = 1 - $x[$i]
        $s += 100 * $u * $u + $v * $v
    }
    $s
}
[double[]] $at = 0..9 | ForEach-Object { 0.1 * $_ }
$exact = New-Objective $ten -Differentiation Exact
$null = $exact | Invoke-Optimizer Adam $at -MaxIterations 1000
$clock.Restart()
$null = $exact | Invoke-Optimizer Adam $at -MaxIterations 20000
$compiledTen = $clock.Elapsed.TotalSeconds / 20000
# Something in the block that is not differentiated, so that it is invoked.
$invoked = New-Objective ([scriptblock]::Create($ten.ToString().Replace('$s = 0', '$null = [Environment]::TickCount; $s = 0')))
if ($invoked.Differentiation -ne 'Central') { throw 'The block should be invoked.' }
$null = $invoked | Invoke-Optimizer Adam $at -MaxIterations 20
$clock.Restart()
$null = $invoked | Invoke-Optimizer Adam $at -MaxIterations 1000
$invokedTen = $clock.Elapsed.TotalSeconds / 1000

$stops = foreach ($command in 'Invoke-Optimizer NelderMead 1', 'Invoke-Optimizer Adam 1', 'Measure-Objective -Point 1') {
    $begun = [Threading.ManualResetEventSlim]::new()
    $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
    $module = Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1'
    $endless = '{ param($x) $s = 1.0; while ($s -gt 0) { $s = [Math]::Sin($s) * [Math]::Sin($s) + $x * $x }; $s }'
    $null = $shell.AddScript("Import-Module '$module'; `$f = New-Objective $endless; `$args[0].Set(); `$f | $command").AddArgument($begun)
    $null = $shell.BeginInvoke()
    $begun.Wait()
    Start-Sleep -Milliseconds 500
    $clock.Restart()
    $shell.Stop()
    $clock.Elapsed.TotalMilliseconds
    $shell.Dispose()
}

$culture = [cultureinfo]::InvariantCulture
function Format-Row($what, $is, $bar) { '| {0} | {1} | {2} |' -f $what, $is, $bar }
function Format-Number($number, $format) { $number.ToString($format, $culture) }
''
'| what | measured | bar |'
'|---|---:|---:|'
$is = "$(Format-Number $ofRosenbrock 'F1') ns, $(Format-Number ($ofRosenbrock / $byHand) 'F2') times the delegate in C# " +
    "($(Format-Number $byHand 'F1') ns)"
Format-Row -what '2-D Rosenbrock: value and gradient of the script block' -is $is -bar '200 ns, 3 times'
$is = "$(Format-Number $ofProducts 'F0') ns, $(Format-Number ($ofProducts / $handProducts) 'F2') times the value alone in C# " +
    "($(Format-Number $handProducts 'F0') ns)"
Format-Row -what 'chained Rosenbrock, n = 1000, products: value and gradient' -is $is -bar '5 times'
$is = "$(Format-Number $ofPowers 'F0') ns, $(Format-Number ($ofPowers / $handPowers) 'F2') times the value alone in C# " +
    "($(Format-Number $handPowers 'F0') ns)"
Format-Row -what 'the same with [Math]::Pow' -is $is -bar '5 times'
Format-Row -what 'sum over 10,000 captured rows: value and gradient, an operation' -is "$(Format-Number $perOperation 'F2') ns" -bar '20 ns'
$is = "$(Format-Number $compiledWithoutRows 'F3') s, $(Format-Number ($compiledWithoutRows / $loop) 'F3') of a loop by hand " +
    "in PowerShell on four plain variables ($(Format-Number $loop 'F3') s)"
Format-Row -what 'Adam, 200,000 iterations on 2-D Rosenbrock, no rows kept' -is $is -bar '0.2'
$is = "$(Format-Number $compiled 'F3') s, $(Format-Number ($compiled / $loopWithRows) 'F3') of the loop that keeps its rows " +
    "($(Format-Number $loopWithRows 'F3') s)"
Format-Row -what 'the same with all rows kept' -is $is -bar '0.2'
$is = "$(Format-Number ($compiledTen * 1e6) 'F2') µs, $(Format-Number ($compiledTen / $invokedTen) 'F5') of central differences " +
    "by invoking the block ($(Format-Number ($invokedTen * 1e6) 'F0') µs)"
Format-Row -what 'Adam at n = 10, an iteration' -is $is -bar '0.01'
$is = "$(Format-Number $later 'F1') ms; the first block of a session $(Format-Number $first[1] 'F0') ms, " +
    "$(Format-Number $first[0] 'F0') ms in the moment after the import"
Format-Row -what 'a block of 20 lines: translated, compiled and evaluated the first time' -is $is -bar '50 ms'
$what = 'Stop() in an endless loop until the pipeline has ended (Nelder–Mead, Adam, Measure-Objective)'
Format-Row -what $what -is "$(($stops | ForEach-Object { Format-Number $_ 'F0' }) -join ', ') ms" -bar '100 ms'

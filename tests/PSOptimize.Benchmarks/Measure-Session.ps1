<#
.SYNOPSIS
    What somebody at a prompt waits for: times the module in this session, one object a figure.
.PARAMETER Module
    The manifest of the module.
#>
param([Parameter(Mandatory)] [string] $Module)

function Measure-Time([string] $What, [scriptblock] $Action) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $null = . $Action
    [pscustomobject]@{ What = $What; Figure = $watch.Elapsed.TotalMilliseconds; Unit = 'ms' }
}

$manifest = Resolve-Path $Module
Measure-Time 'Import-Module' { Import-Module $manifest -Global }

$run = { Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 200000 -TraceEvery 1000 }
foreach ($time in 'first', 'second', 'third') { Measure-Time "Invoke-Optimizer, $time time" $run }

# The same arithmetic by hand.
$loop = {
    $x, $y, $m0, $m1, $v0, $v1 = -1.2, 1.0, 0.0, 0.0, 0.0, 0.0
    for ($t = 1; $t -le 200000; $t++) {
        $wall = $y - $x * $x
        $g0 = -2 * (1 - $x) - 400 * $wall * $x
        $g1 = 200 * $wall
        $m0 = 0.9 * $m0 + 0.1 * $g0
        $m1 = 0.9 * $m1 + 0.1 * $g1
        $v0 = 0.999 * $v0 + 0.001 * $g0 * $g0
        $v1 = 0.999 * $v1 + 0.001 * $g1 * $g1
        $c1 = 1 - [Math]::Pow(0.9, $t)
        $c2 = 1 - [Math]::Pow(0.999, $t)
        $x -= 0.001 * ($m0 / $c1) / ([Math]::Sqrt($v0 / $c2) + 1e-8)
        $y -= 0.001 * ($m1 / $c1) / ([Math]::Sqrt($v1 / $c2) + 1e-8)
    }
}
# In the variables of the session, as typed at the prompt; and in a scope of its own, as in a function, where PowerShell compiles its
# variables.
Measure-Time 'the loop at the prompt' $loop
foreach ($time in 'first', 'second', 'third') { Measure-Time "the loop in a function, $time time" { & $loop } }

[GC]::Collect()
$before = (Get-Process -Id $PID).WorkingSet64
$null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 1000000 -TraceEvery 1000
$after = (Get-Process -Id $PID).WorkingSet64
[pscustomobject]@{ What = 'memory that a run of 1,000,000 iterations adds'; Figure = ($after - $before) / 1e6; Unit = 'MB' }

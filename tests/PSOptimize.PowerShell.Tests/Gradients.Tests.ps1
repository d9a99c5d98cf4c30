BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve)

    # The compiled and the interpreted form of a block have the same bits at a point.
    function Assert-SameBit([scriptblock] $Block, [double[]] $Point, [switch] $Array) {
        $objective = New-Objective $Block -Differentiation Exact -ErrorAction Stop
        $objective.Differentiation | Should -Be 'Exact'
        $interpreted = if ($Array) { & $Block $Point } else { & $Block @Point }
        $compiled = $objective.Value($Point)
        $bits = [BitConverter]::DoubleToInt64Bits([double] $interpreted)
        [BitConverter]::DoubleToInt64Bits($compiled) | Should -Be $bits -Because "$compiled should be $interpreted"
    }
}

Describe 'A script block in compiled form' {
    It 'computes what PowerShell computes: <Text>' -ForEach @(
        @{ Text = 'Rosenbrock'; Block = { param($x, $y) [Math]::Pow(1 - $x, 2) + 100 * [Math]::Pow($y - $x * $x, 2) }; Point = 0.1, 3 }
        @{ Text = 'integer overflow'; Block = { param($a) $f = 1; foreach ($k in 1..20) { $f *= $k }; $f * $a }; Point = , 0.3 }
        @{ Text = 'integer division'; Block = { param($a) $i = 5; $i /= 2; $j = 6; $j /= 2; $i * $a + $j % 2 }; Point = , 0.3 }
        @{ Text = 'remainder of negatives'; Block = { param($a) (-7 % 3) + (7 % -3) + (-5.5 % 3) + $a % 0.25 }; Point = , 0.3 }
        @{ Text = 'no negative zero in integers'; Block = { param($a) 1.0 / (0.0 + 0 * -5) + $a }; Point = , 0.3 }
        @{ Text = 'minus is subtraction from 0'; Block = { param($a) 1 / (-($a - $a)) }; Point = , 0.3 }
        @{ Text = '[int] rounds to even'; Block = { param($a) [int] 2.5 + [int] 3.5 + [int] ($a) }; Point = , -0.4 }
        @{ Text = '$null is 0'; Block = { param($a) $n = $null; $n - $a + ($n + 2) }; Point = , 0.3 }
        @{ Text = 'overload by the first argument'; Block = { param($a) [Math]::Max(0, $a) + [Math]::Max(0.0, $a) }; Point = , 2.6 }
        @{ Text = 'overload by the bounds'; Block = { param($a) [Math]::Clamp($a, -1, 1) + [Math]::Clamp($a, -1.0, 1) }; Point = , 0.3 }
        @{ Text = 'overload by a cast'; Block = { param($a) [Math]::Clamp(([double] $a), -1, 1) }; Point = , 0.45 }
        @{ Text = 'return from a branch'; Block = { param($a) if ($a -gt 0) { return $a * 2 }; -$a }; Point = , -3 }
        @{
            Text  = 'break and continue'
            Block = { param($a) $s = 0; foreach ($i in 1..9) { if ($i -gt 6) { break }; if ($i % 2) { continue }; $s += $i * $a }; $s }
            Point = , 0.3
        }
        @{
            Text  = 'nested loops'
            Block = { param($a) $s = 0; 1..3 | ForEach-Object { foreach ($j in 1..$_) { $s += $j * $a } }; $s }
            Point = , 0.7
        }
        @{ Text = 'do until'; Block = { param($a) $i = 0; do { $i++; $a = $a * 0.5 } until ($a -lt 0.01); $i + $a }; Point = , 1.5 }
        @{
            Text  = 'switch with a negative number'
            Block = { param($a) switch ([int] $a) { -2 { $a } 2 { $a * $a; break } default { 3 * $a } } }
            Point = , -2.2
        }
        @{ Text = 'ternary and -not'; Block = { param($a) -not ($a -gt 1) ? 1 : 2 * $a }; Point = , 2.2 }
        @{
            Text  = 'an array of integers and doubles'
            Block = { param($a) $z = @(1, $a, 3); $z += 4; $s = 0; foreach ($q in $z) { $s += $q * $q }; $s }
            Point = , 2.2
        }
        @{
            Text  = 'output of a loop'
            Block = { param($a) $r = @(foreach ($i in 1..5) { $i * $a }); $r[-1] + $r.Count + $r[1] }
            Point = , -3
        }
        @{
            Text  = 'Measure-Object'
            Block = { param($a) $m = 1, 5, 3 | Measure-Object -Maximum -Minimum -Average; $m.Maximum * $a - $m.Minimum + $m.Average }
            Point = , 0.7
        }
        @{ Text = 'the smaller of two zeros'; Block = { param($a) 1 / [Math]::Min(($a - $a), -0.0) }; Point = , 0.7 }
        @{
            Text  = 'several variables at once'
            Block = { param($a) $p, $q, $r = 1, $a, 3, 4; $p, $q = $q, $p; $p * $q + $r[1] * $r.Count }
            Point = , 0.7
        }
        @{
            Text  = 'a hashtable'
            Block = { param([double] $a) $h = @{ p = $a; q = 2 }; $h.p *= 3; $h['r'] = $h.p * $h['q']; $h.r + $h.Count + $h.missing }
            Point = , 0.7
        }
        @{
            Text  = 'an object'
            Block = { param([double] $a) $o = [pscustomobject] @{ p = $a; q = 2 }; $o.p += 1; $o.p * $o.q }
            Point = , 0.7
        }
        @{
            Text  = 'objects measured'
            Block = { param($a) (1..3 | ForEach-Object { [pscustomobject] @{ E = $a * $_ } } | Measure-Object E -Sum).Sum }
            Point = , 0.7
        }
        @{
            Text  = 'splatting'
            Block = {
                param($a)
                function f($u, $v = 2) { $u - $v * $u }
                $named = @{ v = 3; u = $a }
                $listed = $a, 5
                (f @named) + (f @listed)
            }
            Point = , 0.7
        }
        @{
            Text  = 'an advanced function'
            Block = {
                param([double] $a)
                function f {
                    [CmdletBinding()] param([Parameter(Mandatory)] [double] $u, [int] $k = 2.6)
                    begin { $t = 1 }
                    process { $t += $u }
                    end { $t * $k }
                }
                f $a
            }
            Point = , 0.7
        }
        @{
            Text  = 'bits of integers'
            Block = {
                param($a)
                $s = 0
                for ($i = 0; $i -lt 5; $i++) { if ($i -band 1) { $s += (1 -shl $i) * $a } else { $s -= (16 -shr $i) -bor 1 } }
                $s + (5 -bxor 3) + (-bnot 4)
            }
            Point = , 0.7
        }
        @{
            Text  = '-in, -contains and -xor'
            Block = {
                param($a)
                $s = 0
                foreach ($i in 0..5) {
                    if ($i -in 1, 2, 4) { $s += $a }
                    if (@(3, 4) -notcontains $i) { $s *= 2 }
                    if (($i -gt 2) -xor ($a -gt 0)) { $s -= 1 }
                }
                $s
            }
            Point = , 0.7
        }
        @{
            Text  = 'switch with conditions'
            Block = { param($a) switch ($a) { { $_ -gt 1 } { 2 * $a; break } { $_ -gt 0 } { 3 * $a } } }
            Point = , 0.7
        }
        @{
            Text  = 'switch on $true'
            Block = { param($a) switch ($true) { ($a -gt 1) { 2 * $a; break } default { 5 * $a } } }
            Point = , 0.7
        }
        @{
            Text  = 'discarded results'
            Block = { param($a) [void] ($a + 1); $a + 2 | Out-Null; $text = "a = $a"; $more = '{0:f2}' -f $a; $a * [double] '1.5' }
            Point = , 0.7
        }
        @{
            Text  = 'a guard that throws'
            Block = { param($a) if ($a -lt -100) { throw 'too small' }; [Math]::Sqrt($a + 100) }
            Point = , 0.7
        }
        @{ Text = '??'; Block = { param($a) $q = $null; ($q ?? 2) * ($a ?? 3) }; Point = , 0.7 }
        @{ Text = 'typed variables'; Block = { param([double] $a) [int] $i = 2.7; $i += $a; $i * $a }; Point = , 0.7 }
    ) { Assert-SameBit $Block $Point }

    It 'computes what PowerShell computes on an array: <Text>' -ForEach @(
        @{
            Text  = 'chained Rosenbrock'
            Block = {
                param([double[]] $x)
                $s = 0
                for ($i = 0; $i -lt $x.Count - 1; $i++) {
                    $s += 100 * [Math]::Pow($x[$i + 1] - $x[$i] * $x[$i], 2) + [Math]::Pow(1 - $x[$i], 2)
                }
                $s
            }
        }
        @{ Text = 'pipeline'; Block = { param([double[]] $x) ($x | ForEach-Object { $_ * $_ } | Measure-Object -Sum).Sum } }
        @{
            Text  = 'pipeline over indices'
            Block = { param([double[]] $x) (0..($x.Length - 2) | ForEach-Object { $x[$_] * $x[$_ + 1] } | Measure-Object -Sum).Sum }
        }
        @{ Text = 'filter'; Block = { param([double[]] $x) ($x | Where-Object { $_ -gt 0.5 } | Measure-Object -Sum).Sum } }
        @{
            Text  = 'slices'
            Block = {
                param([double[]] $x)
                $s = 0
                foreach ($v in $x[1..($x.Count - 1)]) { $s += $v * $s + $v }
                $p = $x[-1, 0]
                $s + $p[0] * 2 + $p[1]
            }
        }
        @{
            Text  = 'a copy of the point that is written to'
            Block = {
                param([double[]] $x)
                $y = $x.Clone()
                $y[0] = 2
                $y[-1] *= $y[0]
                for ($i = 0; $i -lt $y.Count; $i++) { $y[$i] += $x[$i] }
                $y[0] * $y[1] - $y[3]
            }
        }
        @{
            Text  = 'an array of zeros that is filled'
            Block = {
                param([double[]] $x)
                $a = @(0) * $x.Count
                for ($i = 0; $i -lt $x.Count; $i++) { if ($i -ne 2) { $a[$i] = $x[$i] * $i } }
                $s = 0
                for ($i = 1; $i -lt $a.Count; $i++) { $s += $a[$i] * $a[$i - 1] + $a[$i] / 3 }
                $s
            }
        }
        @{
            Text  = 'a typed array'
            Block = {
                param([double[]] $x)
                $a = [double[]]::new(3)
                $a[0] = 1
                $a[1] += $x[0]
                $a[2] = $x[1] * $a[1]
                $s = 0
                foreach ($v in $a) { $s += $v * $v }
                $s / 3
            }
        }
        @{
            Text  = 'a local matrix'
            Block = {
                param([double[]] $x)
                $m = @(($x[0], 2), (3, $x[1]))
                $s = 0
                for ($i = 0; $i -lt 2; $i++) { for ($j = 0; $j -lt 2; $j++) { $s += $m[$i][$j] * $m[$j][$i] } }
                $s
            }
        }
        @{
            Text  = 'an explicit scheme'
            Block = {
                param([double[]] $x)
                $u = [double[]]::new(6)
                $u[2] = $x[0]
                foreach ($t in 1..4) {
                    $v = [double[]]::new(6)
                    for ($i = 1; $i -lt 5; $i++) { $v[$i] = $u[$i] + $x[1] * 0.01 * ($u[$i - 1] - 2 * $u[$i] + $u[$i + 1]) }
                    for ($i = 0; $i -lt 6; $i++) { $u[$i] = $v[$i] }
                }
                $s = 0
                foreach ($w in $u) { $s += $w * $w }
                $s
            }
        }
        @{ Text = 'untyped'; Block = { param($x) $x[-1] * $x[0] } }
    ) { Assert-SameBit $Block (0.1, 3, 2, -1) -Array }

    It 'reads captured data when it is made' {
        $k = 3.5
        $rows = 'V,p', '0.5,10', '1.25,5.5', '2,3' | ConvertFrom-Csv
        $square = { param($v) $v * $v }
        function cube($v) { $v * $v * $v }
        $matrix = (1, 2.5, 3), (4, 5, -6.5)
        $ofMatrix = {
            param($a, $b)
            $s = 0
            for ($i = 0; $i -lt 2; $i++) { foreach ($m in $matrix[$i]) { $s += $m * $a }; $s -= $matrix[$i][-1] * $b }
            foreach ($row in $matrix) { $s += $row[1] / 4 }
            $s
        }
        Assert-SameBit $ofMatrix (1.5, 0.2)
        $block = { param($a, $b) $s = 0; foreach ($row in $rows) { $s += (& $square ($a / ($row.V - $b) - $row.p)) }; $s * $k + (cube $a) }
        $expected = & $block 1.5 0.2
        $objective = New-Objective $block -Differentiation Exact
        $k = 0
        $objective.Value([double[]](1.5, 0.2)) | Should -Be $expected
    }

    It 'has the analytic gradient: <Problem>' -ForEach @(
        @{
            Problem = 'Rosenbrock'
            Block   = {
                param([double[]] $x)
                $s = 0
                for ($i = 0; $i -lt $x.Count - 1; $i++) {
                    $u = $x[$i + 1] - $x[$i] * $x[$i]
                    $v = 1 - $x[$i]
                    $s += 100 * $u * $u + $v * $v
                }
                $s
            }
        }
        @{ Problem = 'Himmelblau'; Block = { param($x, $y) [Math]::Pow($x * $x + $y - 11, 2) + [Math]::Pow($x + $y * $y - 7, 2) } }
        @{
            Problem = 'Beale'
            Block   = {
                param($x, $y)
                $p = 1.5 - $x + $x * $y
                $q = 2.25 - $x + $x * $y * $y
                [Math]::Pow($p, 2) + [Math]::Pow($q, 2) + [Math]::Pow(2.625 - $x + $x * $y * $y * $y, 2)
            }
        }
        @{ Problem = 'Booth'; Block = { param($x, $y) [Math]::Pow($x + 2 * $y - 7, 2) + [Math]::Pow(2 * $x + $y - 5, 2) } }
        @{
            Problem = 'Rastrigin'
            Block   = {
                param([double[]] $x)
                $s = 10 * $x.Count
                foreach ($v in $x) { $s += $v * $v - 10 * [Math]::Cos(2 * [Math]::PI * $v) }
                $s
            }
        }
    ) {
        $builtin = New-Objective -Problem $Problem
        $script = New-Objective $Block -Differentiation Exact
        foreach ($point in (0.3, -1.2), (2.1, 0.7), (-1.5, 1.9)) {
            $expected = $builtin.ValueAndGradient([double[]] $point).Gradient
            $gradient = $script.ValueAndGradient([double[]] $point).Gradient
            $scale = [Math]::Max([Math]::Abs($expected[0]), [Math]::Abs($expected[1]))
            foreach ($i in 0, 1) { [Math]::Abs($gradient[$i] - $expected[$i]) | Should -BeLessOrEqual (1e-13 * $scale) }
        }
    }

    It 'runs on every thread' {
        $objective = New-Objective { param($x, $y) $x * $x + [Math]::Sin($y) } -Differentiation Exact
        $values = 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel { ($using:objective).Value([double[]]($_, 0)) }
        $values | Sort-Object | Should -Be (1, 4, 9, 16, 25, 36, 49, 64)
    }
}

Describe 'The complex step' {
    It 'gives the exact gradient of an analytic block' {
        $block = {
            param([double[]] $x)
            $s = 0
            foreach ($v in $x) { $s += [Math]::Pow($v, 3) * [Math]::Exp(-$v) / [Math]::Sqrt($v * $v + 1) + [Math]::Tanh($v) }
            [Math]::Log(10 + $s)
        }
        $exact = New-Objective $block -Differentiation Exact
        $complex = New-Objective $block -Differentiation ComplexStep -ErrorAction Stop
        $complex.Differentiation | Should -Be 'ComplexStep'
        $point = [double[]] (0.3, -1.2, 2)
        $one = $exact.ValueAndGradient($point)
        $other = $complex.ValueAndGradient($point)
        $other.Value | Should -Be $one.Value
        ($other.Gradient - $one.Gradient).Norm() | Should -BeLessOrEqual (1e-14 * $one.Gradient.Norm())
    }

    It 'is an error that names <Because>' -ForEach @(
        @{ Because = 'Abs'; Block = { param($x, $y) [Math]::Abs($x) + $y } }
        @{ Because = 'Max'; Block = { param($x, $y) [Math]::Max($x, $y) } }
        @{ Because = '<'; Block = { param($x, $y) if ($x -lt $y) { $x } else { $y } } }
        @{ Because = 'Get-Date'; Block = { param($x, $y) $null = Get-Date; $x + $y } }
    ) {
        { New-Objective $Block -Differentiation ComplexStep -ErrorAction Stop } |
            Should -Throw "*because of*$Because*" -ErrorId 'ScriptNotAnalytic*'
    }
}

Describe 'An endless loop' {
    It 'ends when the pipeline is stopped: <Command>' -ForEach @(
        @{ Command = 'Invoke-Optimizer NelderMead 1' }
        @{ Command = 'Invoke-Optimizer Adam 1' }
        @{ Command = 'Measure-Objective -Point 1' }
    ) {
        $begun = [Threading.ManualResetEventSlim]::new()
        $module = (Get-Module PSOptimize).Path -replace 'psm1$', 'psd1'
        $block = '{ param($x) $s = 1.0; while ($s -gt 0) { $s = [Math]::Sin($s) * [Math]::Sin($s) + $x * $x }; $s }'
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        $script = "Import-Module '$module'; `$f = New-Objective $block -Differentiation Exact; `$args[0].Set(); `$f | $Command"
        $null = $shell.AddScript($script).AddArgument($begun)
        $null = $shell.BeginInvoke()
        $begun.Wait(60000) | Should -BeTrue
        Start-Sleep -Milliseconds 300
        $shell.InvocationStateInfo.State | Should -Be 'Running'
        # The time that this takes is in docs/benchmarks.md; here it must only end.
        $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(60000) | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
    }
}

Describe 'A script block outside the subset' {
    It 'falls back to central differences and says why' {
        $messages = New-Objective { param($x)
                $x * (Get-Random -Minimum 1 -Maximum 2) } -Verbose 4>&1
        $objective = $messages | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }
        $objective.Differentiation | Should -Be 'Central'
        $objective.OutsideExact | Should -Match 'Get-Random at line \d+, column 23'
        "$messages" | Should -Match 'Get-Random'
    }

    It 'is an error with -Differentiation Exact' {
        { New-Objective { param($x) "text" } -Differentiation Exact -ErrorAction Stop } | Should -Throw -ErrorId 'ScriptNotDifferentiable*'
    }

    It 'names <What>' -ForEach @(
        @{ What = 'nothing returned'; Block = { param($x) $null = $x } }
        @{ What = 'two values'; Block = { param($x) $x + 1; $x } }
        @{ What = 'text'; Block = { param($x) "$x" } }
        @{ What = 'a write to the point'; Block = { param([double[]] $x) $x[0] = 1; $x[0] } }
        @{ What = 'a write through another variable'; Block = { param($x) $a = $x, 2; $b = $a; $b[0] = 5; $a[0] * $x } }
        @{
            What  = 'a write in a block that was given the array'
            Block = { param($x) $a = $x, 2; $f = { param($q) $q[0] = 5 }; & $f $a; $a[0] * $x }
        }
        @{ What = 'a write in a called block'; Block = { param($x) $a = $x, 2; & { $a[0] = 5 }; $a[0] * $x } }
        @{
            What  = 'a write to the item of a loop'
            Block = { param($x) $m = @(($x, 2), (3, 4)); foreach ($row in $m) { $row[0] = 1 }; $m[0][0] * $x }
        }
        @{
            What  = 'a write to a row that another variable holds'
            Block = { param($x) $r = $x, 2; $m = @($r, (3, 4)); $m[0][0] = 5; $r[0] * $x }
        }
        @{
            What  = 'a write to the item of a pipeline'
            Block = { param($x) $m = @(($x, 2), (3, 4)); $m | ForEach-Object { $_[0] = 1 }; $m[0][0] * $x }
        }
        @{ What = 'Floor of an integer'; Block = { param($x) [Math]::Floor(3) * $x } }
        @{ What = 'a variable that is never set'; Block = { param($x) $x * $nowhere } }
        @{ What = 'a constant without a value'; Block = { param($x) [Math]::Sign(-2.5 % 0.0) + $x } }
        @{ What = 'text on the left of +'; Block = { param($x) $t = '3'; $t + $x } }
    ) {
        $objective = New-Objective $Block -ErrorAction Stop
        $objective.Differentiation | Should -Be 'Central'
        $objective.OutsideExact | Should -Match 'at line \d+, column \d+: '
    }

    It 'fails clearly past the end of the point' {
        $objective = New-Objective { param([double[]] $x) $x[0] * $x[5] } -Differentiation Exact
        { $objective.Value([double[]](1, 2)) } | Should -Throw '*outside an array of 2 elements*'
    }

    It 'runs as in the session of the caller: <Text>' -ForEach @(
        @{
            Text  = 'a counter that was never set'
            Block = { param([double[]] $x) $null = Get-Date; $script:neverSetBefore++; $x[0] + $x[1] }
        }
        @{
            Text  = 'a local sum that was never set'
            Block = { param([double[]] $x) $null = Get-Date; foreach ($v in $x) { $sumOfAll += $v }; $sumOfAll }
        }
        @{ Text = 'a property that is not there'; Block = { param([double[]] $x) $o = [pscustomobject] @{ a = 1 }; $x[0] + $x[1] + $o.b } }
        @{
            Text  = 'past the end of another array'
            Block = { param([double[]] $x) $other = 1, 2; $null = Get-Date; $gone = $other[7]; $x[0] + $x[1] + $gone }
        }
        @{
            Text  = 'a sum that was never set, over computed indexes'
            Block = { param([double[]] $x) $null = Get-Date; for ($i = 0; $i -lt $x.Count; $i++) { $another += $x[$i] }; $another }
        }
        @{
            Text  = 'a property that is not there, before computed indexes'
            Block = {
                param([double[]] $x)
                $s = ([pscustomobject] @{ a = 1 }).b
                $null = Get-Date
                for ($i = 0; $i -lt $x.Count; $i++) { $s += $x[$i] }
                $s
            }
        }
    ) {
        $objective = New-Objective $Block
        $objective.Differentiation | Should -Be 'Central'
        foreach ($time in 1, 2) {
            $at = $objective | Measure-Objective -Point 1, 2 -ErrorAction Stop
            $at.Value | Should -Be 3
            foreach ($slope in $at.Gradient.Elements) { [Math]::Abs($slope - 1) | Should -BeLessThan 1e-8 }
        }
        # Nothing of it stays.
        { $null = $thatWasNeverSetHere } | Should -Not -Throw
    }

    It 'calls the block as often as it says, and not twice because of a counter' {
        $script:calls = $null
        Remove-Variable calls -Scope Script
        $objective = New-Objective { param($x) $script:calls++; $null = Get-Date; $x * $x }
        $run = $objective | Invoke-Optimizer GradientDescent 1 -MaxIterations 4
        $script:calls | Should -Be $run.Evaluations
    }

    It 'fails past the end of the point, whatever else is not strict: <Text>' -ForEach @(
        @{
            Text  = 'with a variable that was never set'
            Block = { param([double[]] $x) $null = Get-Date; $script:alsoNeverSet++; $x[$x.Count] }
        }
        @{
            Text  = 'with a property that is not there'
            Block = { param([double[]] $x) $o = [pscustomobject] @{ a = 1 }; $x[0] + $o.b + $x[2] }
        }
        @{
            Text  = 'at the end of a sum'
            Block = { param([double[]] $x) $null = Get-Date; $s = 0; for ($i = 0; $i -le $x.Count; $i++) { $s += $x[$i] }; $s }
        }
        @{ Text = 'from the other end'; Block = { param([double[]] $x) $null = Get-Date; $x[-3] } }
    ) {
        $null = New-Objective $Block | Measure-Objective -Point 1, 2 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ScriptIndexOutside,*'
    }

    It 'takes differences if they are chosen' {
        (New-Objective { param($x) $x * $x } -Differentiation Forward).Differentiation | Should -Be 'Forward'
        (New-Objective { param($x) $x * $x } -Differentiation Central).ValueAndGradient([double[]](, 3)).Gradient[0] |
            Should -BeGreaterThan 5.999999
    }
}

BeforeDiscovery {
    $blocks = . $PSScriptRoot/Blocks/Roots.ps1
    $solved, $others = foreach ($kind in 'Solved', 'Other') { , @($blocks[$kind].Keys | ForEach-Object { @{ Name = $_ } }) }
}

BeforeAll {
    $blocks = . $PSScriptRoot/Blocks/Roots.ps1

    function Get-Objective($Block, $Point) {
        $objective = New-Objective $Block
        $objective.Differentiation | Should -Be 'Exact' -Because $objective.OutsideExact
        $null = $objective | Measure-Objective -Point $Point -WarningVariable said -WarningAction SilentlyContinue
        [pscustomobject]@{ Objective = $objective; Said = "$said" }
    }

    # The partial derivative of what PowerShell computes, by differences of sixth order.
    function Get-Partial($Objective, $Block, [double[]] $Point, $I) {
        $step = 1e-3 * [Math]::Max(0.1, [Math]::Abs($Point[$I]))
        $values = foreach ($k in -3, -2, -1, 1, 2, 3) {
            $moved = $Point.Clone()
            $moved[$I] += $k * $step
            if ($Objective.Dimension -eq 0) { & $Block $moved } else { & $Block @moved }
        }
        (45 * ($values[3] - $values[2]) - 9 * ($values[4] - $values[1]) + $values[5] - $values[0]) / (60 * $step)
    }
}

Describe 'A script block that solves an equation' {
    It 'has the derivative of the root: <Name>' -ForEach $solved {
        [double[]] $point, $block = $blocks.Solved[$Name]
        $made = Get-Objective $block $point
        $made.Said | Should -BeNullOrEmpty
        foreach ($factor in 1, 1.03, 0.98) {
            [double[]] $at = $point | ForEach-Object { $_ * $factor }
            $given = $made.Objective.ValueAndGradient($at)
            $plain = if ($made.Objective.Dimension -eq 0) { & $block $at } else { & $block @at }
            [BitConverter]::DoubleToInt64Bits($given.Value) | Should -Be ([BitConverter]::DoubleToInt64Bits($plain))
            foreach ($i in 0..($at.Count - 1)) {
                $partial = Get-Partial -Objective $made.Objective -Block $block -Point $at -I $i
                $difference = [Math]::Abs($given.Gradient[$i] - $partial)
                $difference | Should -BeLessThan (1e-6 * (1 + [Math]::Abs($partial))) -Because "not $partial at $at"
            }
        }
    }

    It 'keeps the derivative through its operations, with the warning, if it only looks so: <Name>' -ForEach $others {
        [double[]] $point, $block = $blocks.Other[$Name]
        $made = Get-Objective $block $point
        $made.Objective.ValueAndGradient($point).Gradient.ToArray() | Should -Be 0
        $made.Said | Should -BeLike 'DerivativeMissesBranches: *'
    }

    It 'is calibrated by the default method: implied volatilities' {
        $quotes = foreach ($strike in 80, 90, 100, 110, 120) {
            foreach ($time in 0.25, 0.5, 1, 2) {
                [pscustomobject]@{ Strike = $strike; Time = $time; Mean = 0.2 + 0.03 * $time - 0.1 * [Math]::Log($strike / 100) }
            }
        }
        # The premium that an implied volatility belongs to follows from the parameters; the volatility is looked for by bisection.
        $loss = New-Objective {
            param([double] $level, [double] $term, [double] $skew)
            $sum = 0.0
            foreach ($quote in $quotes) {
                $vol = $level + $term * $quote.Time + $skew * [Math]::Log($quote.Strike / 100)
                $root = [Math]::Sqrt($quote.Time)
                $d = [Math]::Log(100 / $quote.Strike) / ($vol * $root)
                $premium = 100 / (1 + [Math]::Exp(-1.7 * ($d + 0.5 * $vol * $root))) -
                    $quote.Strike / (1 + [Math]::Exp(-1.7 * ($d - 0.5 * $vol * $root)))
                $lo = 0.01
                $hi = 2.0
                while ($hi - $lo -gt 1e-12) {
                    $mid = ($lo + $hi) / 2
                    $d = [Math]::Log(100 / $quote.Strike) / ($mid * $root)
                    $price = 100 / (1 + [Math]::Exp(-1.7 * ($d + 0.5 * $mid * $root))) -
                        $quote.Strike / (1 + [Math]::Exp(-1.7 * ($d - 0.5 * $mid * $root)))
                    if ($price -gt $premium) { $hi = $mid } else { $lo = $mid }
                }
                $sum += ($lo - $quote.Mean) * ($lo - $quote.Mean)
            }
            $sum
        }
        $run = $loss | Invoke-Optimizer -Start 0.3, 0, 0 -WarningVariable said
        $said | Should -BeNullOrEmpty
        $run.Outcome | Should -Be 'Converged'
        $run.Point[0], $run.Point[1], $run.Point[2] | ForEach-Object { [Math]::Round($_, 5) } | Should -Be 0.2, 0.03, -0.1
        ($loss | Test-Gradient -Point 0.25, 0.01, -0.05).Passed | Should -BeTrue
    }

    It 'is a model that is fitted' {
        # The height of a channel's water for a flow.
        $rows = foreach ($flow in 0.5, 1, 2, 4, 8) { [pscustomobject]@{ Flow = $flow; Height = [Math]::Pow($flow / 1.7, 0.6) } }
        $model = {
            param($row, [double] $c, [double] $power)
            $lo, $hi = 0.0, 50.0
            for ($i = 0; $i -lt 80; $i++) {
                $y = ($lo + $hi) / 2
                if ($c * [Math]::Pow($y, $power) -gt $row.Flow) { $hi = $y } else { $lo = $y }
            }
            $lo
        }
        $run = $rows | New-Objective -Model $model -Target Height | Invoke-Optimizer -Start 1, 1.2 -WarningVariable said
        $said | Should -BeNullOrEmpty
        $run.Outcome | Should -Be 'Converged'
        $run.Point[0], $run.Point[1] | ForEach-Object { [Math]::Round($_, 5) } | Should -Be 1.7, ([Math]::Round(5 / 3, 5))
    }
}

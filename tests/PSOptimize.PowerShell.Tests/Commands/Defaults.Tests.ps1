BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')
}

Describe 'A run of which nothing is said but a start' {
    It 'is by <Method>, converges, and says why: <What>' -ForEach @(
        @{
            What = 'a script block'; Method = 'TrustRegionNewton'; Right = 1, 1; Start = -1.2, 1
            Objective = { New-Objective { param($x, $y) [Math]::Pow(1 - $x, 2) + 100 * [Math]::Pow($y - $x * $x, 2) } }
        }
        @{
            What = 'a block that is not exact'; Method = 'LBFGS'; Right = 3, -1; Start = 0, 0
            Objective = { New-Objective { param($x, $y) $null = Get-Date; ($x - 3) * ($x - 3) + 2 * ($y + 1) * ($y + 1) } }
        }
        @{
            What = 'a maximum'; Method = 'TrustRegionNewton'; Right = 0.5, 2; Start = 0, 0
            Objective = { New-Objective -Maximize { param($x, $y) [Math]::Exp(-($x - 0.5) * ($x - 0.5) - ($y - 2) * ($y - 2) / 9) } }
        }
        @{
            What = 'a curve in farads'; Method = 'LevenbergMarquardt'; Right = 1.4e-5, 2.5e-6; Start = 1e-5, 1e-6
            Objective = {
                1..8 | ForEach-Object { [pscustomobject] @{ f = $_; c = 1.4e-5 + 2.5e-6 / $_ } } |
                    New-Objective -Target c -Model { param($row, $a, $b) $a + $b / $row.f }
            }
        }
        @{
            What = 'a line'; Method = 'ClosedForm'; Right = 2, 1; Start = 0, 0
            Objective = { 'x,y', '1,3', '2,5', '3,7' | ConvertFrom-Csv | New-Objective -Linear -Target y }
        }
    ) {
        $run = & $Objective | Invoke-Optimizer -Start $Start
        $run.Method.Name | Should -Be $Method
        $run.Outcome.Kind | Should -Be 'Converged'
        $run.Reason | Should -Not -BeNullOrEmpty
        $run | Format-List | Out-String | Should -Match "Method +: $Method, since"
        for ($i = 0; $i -lt $Right.Count; $i++) { [Math]::Abs($run.Point[$i] / $Right[$i] - 1) | Should -BeLessThan 1e-6 }
    }

    It 'is by a method without gradients if a program gives the values' {
        $file = Join-Path $TestDrive 'rig.ps1'
        Set-Content $file 'param($x, $y) ($x - 1) * ($x - 1) + ($y + 2) * ($y + 2)'
        $blocks = { param($x, $y) & "$TestDrive/rig.ps1" $x $y }, [scriptblock]::Create("param(`$x, `$y) & '$file' `$x `$y")
        foreach ($block in $blocks) {
            $run = New-Objective $block | Invoke-Optimizer -Start 0, 0 -MaxEvaluations 200
            $run.Method.Name, $run.Reason | Should -Be 'NelderMead', 'the values are measured'
            $run.Value | Should -BeLessThan 1e-6
        }
    }

    It 'is by a method without gradients if the block draws numbers' -ForEach @(
        @{ Block = { param($x, $y) ($x - 1) * ($x - 1) + $y * $y + (Get-Random -Minimum 0.0 -Maximum 1e-9) } }
        @{ Block = { param($x, $y) ($x - 1) * ($x - 1) + $y * $y + 1e-9 * [Random]::Shared.NextDouble() } }
    ) {
        $run = New-Objective $Block | Invoke-Optimizer -Start 0, 1
        $run.Method.Name, $run.Reason | Should -Be 'NelderMead', 'the values are measured'
        $run.Value | Should -BeLessThan 1e-6
    }

    It 'takes Adam for a rate, and asks for a method if nothing else takes a hyperparameter' {
        $run = Invoke-Optimizer -Objective Booth -LearningRate 0.1 -MaxIterations 3
        $run.Method.Name, $run.Reason | Should -Be 'Adam', 'it takes -LearningRate'
        { Invoke-Optimizer -Objective Booth -Population 9 -ErrorAction Stop } | Should -Throw '*CMAES*give -Method as well*'
    }

    It 'says that a function falls without end' {
        $run = { param($x, $y) -$x * $x + $y * $y } |
            Invoke-Optimizer -Start 1, 1 -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Match 'falls without end'
        $run.Message | Should -BeLike 'Failed at iteration *falls without end*bound its coordinates.'
    }

    It "names the first row that has no finite value at the start" {
        $rows = 1..4 | ForEach-Object { [pscustomobject] @{ x = 3 - $_; y = $_ } }
        $objective = $rows | New-Objective -Target y -Model { param($row, $a) $a * [Math]::Log($row.x) }
        $null = $objective | Invoke-Optimizer -Start 1 -ErrorVariable failed -ErrorAction SilentlyContinue -WarningVariable warned
        "$failed" | Should -Match "at the start \[1\], first in row 3: start elsewhere"
        $warned | Should -BeNullOrEmpty
    }

    It 'ends in few evaluations where no point satisfies the constraints, and says how far the nearest is: <Name>' -ForEach @(
        @{ Name = 'lines'; Violation = 1; Within = @{ EqualTo = { param($x, $y) $x + $y - 1 }, { param($x, $y) $x + $y - 3 } } }
        @{ Name = 'a circle'; Violation = 2; Within = @{ EqualTo = { param($x, $y) $x * $x + $y * $y + 2 } } }
        @{ Name = 'a disc'; Violation = 2; Within = @{ AtMost = { param($x, $y) $x * $x + $y * $y + 2 } } }
        @{ Name = 'two sides'; Violation = 1; Within = @{ AtMost = { param($x, $y) $x + 1 + 0 * $y }, { param($x, $y) 1 - $x + 0 * $y } } }
        @{ Name = 'a sine'; Violation = 1; Within = @{ EqualTo = { param($x, $y) [Math]::Sin($x) - 2 + 0 * $y } } }
        @{ Name = 'a box'; Violation = 3; Within = @{ AtMost = { param($x, $y) 5 - $x - $y }; Within = '0..1' } }
        @{ Name = 'a constant'; Violation = 3; Within = @{ AtMost = { param($x, $y) 0 * $x + 0 * $y + 3 } } }
    ) {
        $objectives = @(
            { param($x, $y) $x * $x + $y * $y - $x }
            { param($x, $y) $x * $x + [Math]::Exp($y) }
            { param($x, $y) 0 * $x + 0 * $y }
        )
        foreach ($objective in $objectives) {
            $run = New-Objective $objective |
                Invoke-Optimizer -Start 0.5, 0.7 @Within -WarningVariable warned -WarningAction SilentlyContinue
            $run.Outcome | Should -Be 'Stalled'
            $run.Evaluations | Should -BeLessThan 2000
            $size = [regex]::Match("$warned", 'no point near here satisfies all constraints \(Violation ([\d.]+)').Groups[1].Value
            [Math]::Abs([double] $size - $Violation) | Should -BeLessThan 1e-3
        }
    }

    It 'names a constraint that is not finite at the start' {
        $all = { param($x, $y) $x + $y - 9 }, { param($x, $y) [Math]::Sqrt(-1 - $x * $x + 0 * $y) }
        foreach ($within in @{ AtMost = $all }, @{ EqualTo = $all }) {
            $run = Invoke-Optimizer -Objective Booth @within -ErrorVariable failed -ErrorAction SilentlyContinue
            $run.Outcome, $run.Iterations | Should -Be 'Failed', 0
            $failed.FullyQualifiedErrorId | Should -BeLike 'ConstraintIsNotFinite,*'
            "$failed" | Should -BeLike 'Constraint 2 of Booth is not finite at the start*'
        }
    }

    It 'moves a start into the bounds with a warning' {
        $run = Invoke-Optimizer -Objective Booth -Start 9, 9 -Within '0..2' -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -Be 'Booth: the start [9 9] lies outside 0..2; the run begins at [2 2].'
        $run.Outcome.Kind | Should -Be 'Converged'
        [Math]::Abs($run.Point[0] - 1.8) + [Math]::Abs($run.Point[1] - 2) | Should -BeLessThan 1e-8
    }
}

Describe 'Equations and inequalities' {
    It 'are satisfied, with multipliers of the right sign' {
        $run = { param($x, $y) ($x - 2) * ($x - 2) + ($y - 1) * ($y - 1) } | Invoke-Optimizer -Start 0, 0 -EqualTo {
            param($x, $y) $x - 2 * $y + 1
        } -AtMost { param($x, $y) $x * $x / 4 + $y * $y - 1 }, { param($x, $y) $x - 100 + 0 * $y }
        # Hock and Schittkowski 1981, problem 14.
        [Math]::Abs($run.Value - 9 + 2.875 * [Math]::Sqrt(7)) | Should -BeLessThan 1e-8
        $run.Outcome.Kind | Should -Be 'Converged'
        [Math]::Abs($run.Point[0] - 2 * $run.Point[1] + 1) | Should -BeLessThan 1e-9
        $run.Multipliers.Count | Should -Be 3
        $run.Multipliers[1] | Should -BeGreaterThan 1
        $run.Multipliers[2] | Should -Be 0
        $run | Format-List | Out-String | Should -Match 'Multipliers : \['
    }

    It 'that contradict each other end as Stalled, with the violation that is left' {
        $run = { param($x, $y) $x * $x + $y * $y } | Invoke-Optimizer -Start 1, 0 -AtMost { param($x, $y) $x + $y + 1 }, {
            param($x, $y) 1 - $x - $y
        } -WarningAction SilentlyContinue
        $run.Message | Should -BeLike 'Stalled: no point near here satisfies all constraints*'
    }

    It 'are kept by a method that goes on for ever, too' {
        $run = { param($x, $y) $x * $x + $y * $y } | Invoke-Optimizer GradientDescent 1, 0 -LearningRate 0.02 -MaxIterations 3000 -AtMost {
            param($x, $y) 1 - $x - 2 * $y
        }
        [Math]::Abs($run.Point[0] - 0.2) + [Math]::Abs($run.Point[1] - 0.4) | Should -BeLessThan 1e-6
    }

    It 'are refused for methods without gradients, with what to do' {
        { { param($x) $x * $x } | Invoke-Optimizer NelderMead 1 -AtMost { param($x) 1 - $x } -ErrorAction Stop } |
            Should -Throw '*NelderMead uses no gradients*or none*'
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')
}

Describe 'Get-Trajectory' {
    BeforeAll {
        $runs = Invoke-Optimizer Adam, Momentum -Objective Sphere -LearningRate 0.01 -MaxIterations 20
    }

    It 'gives rows of numbers, in the order of the iterations' {
        $rows = $runs | Get-Trajectory
        $rows.Count | Should -Be 42
        $rows[0].Iteration | Should -BeOfType ([long])
        $rows[0].Value | Should -BeOfType ([double])
        $rows[0].Run, $rows[21].Run | Should -Be 1, 2
        ($rows | Where-Object Run -EQ 2).Iteration | Should -Be (0..20)
        ($rows | Measure-Object Value -Minimum).Minimum | Should -Be ($runs.Value | Measure-Object -Minimum).Minimum
    }

    It 'thins with -Every and -Last, and keeps the last row' {
        ($runs[0] | Get-Trajectory -Every 7).Iteration | Should -Be 0, 7, 14, 20
        ($runs[0] | Get-Trajectory -Last 2).Iteration | Should -Be 19, 20
        ($runs[0] | Get-Trajectory -Every 7 -Last 2).Iteration | Should -Be 14, 20
        $runs[0] | Get-Trajectory -Last 0 | Should -BeNullOrEmpty
    }

    It 'names coordinates x0, x1, ... if the objective does not' {
        ($runs[0] | Get-Trajectory -Last 1).PSObject.Properties.Name[9..10] | Should -Be 'x0', 'x1'
    }

    It 'gives every row all columns of the first, and warns if one has more' {
        $small = Invoke-Optimizer Adam -Objective Parabola -MaxIterations 1
        $rows = $runs[0], $small | Get-Trajectory -Last 1 -WarningVariable none
        $rows[1].PSObject.Properties.Name | Should -Be $rows[0].PSObject.Properties.Name
        $rows[1].x1 | Should -BeNullOrEmpty
        $none | Should -BeNullOrEmpty
        $null = $small, $runs[0] | Get-Trajectory -Last 1 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*different coordinates*'
    }
}

Describe 'Get-OptimizerMethod and New-Optimizer' {
    It 'lists methods that New-Optimizer makes, with their defaults' {
        foreach ($entry in Get-OptimizerMethod) {
            $method = $entry | New-Optimizer
            $method.Name | Should -Be $entry.Name
            "$method" | Should -Be "$($entry.Default)"
            $entry.Summary | Should -Not -BeNullOrEmpty
            $entry.Reference | Should -Not -BeNullOrEmpty
        }
    }

    It 'finds by wildcard' {
        (Get-OptimizerMethod Ada*).Name | Should -Contain 'AdaGrad'
        (Get-OptimizerMethod Ada*).Name | Should -Not -Contain 'Momentum'
    }

    It 'sets what is given and leaves the defaults of the rest' {
        $method = New-Optimizer adam -LearningRate 0.3 -Beta2 0.99 -Label mine
        $method.LearningRate.Value, $method.Beta1, $method.Beta2 | Should -Be 0.3, 0.9, 0.99
        $method.Label | Should -Be 'mine'
        (New-Optimizer Adam).Beta2 | Should -Be 0.999
    }

    It 'composes transformations to the same bits as the method that consists of them' {
        $chain = New-Optimizer -Chain ScaleByAdam, scalebylearningrate -LearningRate 0.01 -Beta1 0.8 -Label mine
        $chain.Label | Should -Be 'mine'
        $runs = Invoke-Optimizer $chain, (New-Optimizer Adam -LearningRate 0.01 -Beta1 0.8) -Objective Rosenbrock -MaxIterations 100
        $mine, $adam = $runs.ForEach({ , @($_ | Get-Trajectory | ForEach-Object { '{0:R} {1:R} {2:R}' -f $_.Value, $_.x0, $_.x1 }) })
        $mine.Count | Should -Be 101
        $mine | Should -Be $adam
        (New-Optimizer -Chain ScaleByAdam, ScaleByLearningRate -LearningRate 0.01).Label | Should -Be 'Chain'
    }

    It 'has the rate of its links, which -LearningRate may replace' {
        $chain = New-Optimizer -Chain ScaleByAdam, ScaleByLearningRate -LearningRate 0.01
        $chain.LearningRate.Value | Should -Be 0.01
        $fast, $adam = Invoke-Optimizer $chain, Adam -Objective Rosenbrock -LearningRate 0.1 -MaxIterations 50
        $fast.Last.Point | Should -Be $adam.Last.Point
        (Invoke-Optimizer $chain -Objective Rosenbrock -MaxIterations 50).Last.Point | Should -Not -Be $adam.Last.Point
        ($chain | Out-String) | Should -Match 'LearningRate = 0\.01, Links = ScaleByAdam'
    }

    It 'gives a parameter to each link that has it, and clips and projects' {
        $chain = New-Optimizer -Chain ClipByNorm, ScaleByLearningRate, ProjectOnto -ClipNorm 0.5 -LearningRate 1 -Set 0..10
        $run = New-Objective { param($x, $y) 3 * $x + 4 * $y } | Invoke-Optimizer $chain -Start 5, 0.1 -MaxIterations 1
        $run.Last.Point.ToArray() | Should -Be 4.7, 0
        $two = New-Optimizer -Chain ScaleByAdam, MovingAverage, ScaleByAdaBelief -Beta1 0.5 -Beta 0.25
        $two.Links.Links[0].Method.Beta1, $two.Links.Links[1].Beta, $two.Links.Links[2].Method.Beta1 | Should -Be 0.5, 0.25, 0.5
    }
}

Describe 'New-Schedule' {
    It 'makes every schedule of the catalogue that numbers alone describe' {
        (New-Schedule Constant -Value 0.5).At(7) | Should -Be 0.5
        (New-Schedule InverseTime -Initial 0.1 -Decay 0.5).At(2) | Should -Be 0.05
    }

    It 'makes a schedule of a script block, which the trajectory shows' {
        $rate = New-Schedule { param($step) 0.1 / $step }
        $rows = Invoke-Optimizer GradientDescent -Objective Sphere -LearningRate $rate -MaxIterations 4 | Get-Trajectory
        $rows.LearningRate | Should -Be 0.1, 0.1, 0.05, (0.1 / 3), 0.025
    }

    It 'gives the script block the value if it takes a second parameter' {
        $rate = New-Schedule { param($step, $value) if ($value -gt 1) { 0.1 } else { 0.01 } }
        $rows = Invoke-Optimizer GradientDescent 1, 1 -Objective Sphere -LearningRate $rate -MaxIterations 20 | Get-Trajectory
        $rows[1].LearningRate, $rows[-1].LearningRate | Should -Be 0.1, 0.01
    }
}

Describe 'Get-TestProblem, Measure-Objective and Test-Gradient' {
    It 'agree on every problem: minimum at the minimisers, gradient like differences' {
        # The collection for methods with curvature has some that are scaled too badly for differences.
        foreach ($problem in Get-TestProblem | Where-Object Reference -NotLike 'Moré*') {
            $point = $problem.Minimizers[0]
            $measured = $problem | Measure-Objective -Point $point
            [Math]::Abs($measured.Value - $problem.Minimum) | Should -BeLessOrEqual (1e-9 * [Math]::Max(1, [Math]::Abs($problem.Minimum)))
            ($problem | Test-Gradient -Point $problem.Start).Passed | Should -Not -Contain $false
        }
    }

    It 'a problem with constraints is solved with nothing else said: <_>' -ForEach 'HS2', 'HS43', 'HS71', 'HS113' {
        $problem = Get-TestProblem $_
        $minimum = $_ -eq 'HS2' ? $problem.OtherMinima[0] : $problem.Minimum
        $outside = @{ WarningAction = 'SilentlyContinue' }
        foreach ($run in @($problem | Invoke-Optimizer @outside), @(Invoke-Optimizer -Objective $_ @outside),
            @(New-Objective -Problem $_ | Invoke-Optimizer LBFGS @outside)) {
            $run.Outcome | Should -Be Converged
            [Math]::Abs($run.Value - $minimum) | Should -BeLessOrEqual (1e-6 * [Math]::Max(1, [Math]::Abs($minimum)))
            $run.Multipliers.Count | Should -Be ($problem.Equations.Count + $problem.Inequalities.Count)
            foreach ($equation in $problem.Equations) { [Math]::Abs($equation.Value($run.Point)) | Should -BeLessOrEqual 1e-8 }
            foreach ($inequality in $problem.Inequalities) { $inequality.Value($run.Point) | Should -BeLessOrEqual 1e-8 }
            if ($problem.Within) { $problem.Within.Contains($run.Point) | Should -BeTrue }
        }
    }

    It 'what is given comes beside the constraints of a problem, and bounds in place of its own' {
        $run = Invoke-Optimizer -Objective HS71 -AtMost { param($a, $b, $c, $d) $c - 3.5 }
        $run.Multipliers.Count | Should -Be 3
        $run.Point[2] | Should -BeLessOrEqual 3.50000001
        $run.Value | Should -BeGreaterThan 17.02
        $free = Invoke-Optimizer -Objective HS71 -Within '-10..10'
        $free.Value | Should -BeLessThan 17
        $free.Point[0] | Should -BeLessThan 1
        $points = 10, 1000 | ForEach-Object { "$((Invoke-Optimizer LBFGS -Objective HS71 -Penalty $_ -MaxIterations 8).Point)" }
        $points[0] | Should -Not -Be $points[1]
        { 'HS71' | Invoke-Optimizer NelderMead -ErrorAction Stop } | Should -Throw '*uses no gradients and cannot follow equations*'
    }

    It 'a run on a problem with constraints is resumed and made elsewhere with the same ones' {
        $whole = Invoke-Optimizer SQP -Objective HS71
        $file = Join-Path $TestDrive hs71.json
        $null = Invoke-Optimizer SQP -Objective HS71 -MaxIterations 3 -CheckpointPath $file
        $resumed = Invoke-Optimizer -Objective HS71 -Resume $file -MaxIterations 1000
        $resumed.Point | Should -Be $whole.Point
        $session = New-OptimizerSession -Count 1
        try { (Invoke-Optimizer SQP -Objective HS71 -Session $session).Point | Should -Be $whole.Point }
        finally { $session | Remove-PSSession }
    }

    It 'Test-Gradient finds the coordinate that is wrong' {
        $rows = New-Objective { param($a, $b) $a * $a + $b * $b } -Gradient { param($a, $b) (2 * $a), $b } | Test-Gradient -Point 1, 2
        $rows.Coordinate | Should -Be 'a', 'b'
        $rows.Passed | Should -Be $true, $false
        $rows[1].Given | Should -Be 2
        [Math]::Abs($rows[1].RelativeError - 0.5) | Should -BeLessThan 1e-9
    }

    It 'Measure-Objective gives one row per point' {
        $rows = Measure-Objective (0.1, 3), (1, 1) -Objective Rosenbrock
        $rows.Value | Should -Be 894.82, 0
        $rows[1].GradientNorm | Should -Be 0
    }
}

Describe 'Step-Optimizer' {
    It 'makes the same steps as Invoke-Optimizer, and continues from any state' {
        $run = Invoke-Optimizer Adam 0.1, 3 -Objective Rosenbrock -LearningRate 0.05 -MaxIterations 10
        $step = Step-Optimizer Adam 0.1, 3 -LearningRate 0.05
        $fifth = $null
        foreach ($i in 1..10) {
            $step = $step | Step-Optimizer -Objective Rosenbrock
            if ($i -eq 5) { $fifth = $step }
        }
        "$($step.Point)" | Should -Be "$($run.Last.Point)"
        foreach ($i in 6..10) { $fifth = $fifth | Step-Optimizer -Objective Rosenbrock }
        "$($fifth.Point)" | Should -Be "$($step.Point)"
    }

    It 'takes values and gradients for its request' {
        $step = Step-Optimizer GradientDescent 3, 4 -LearningRate 0.5
        $step.Request.Points[0].ToArray() | Should -Be 3, 4
        $next = $step | Step-Optimizer -Value 25 -Gradient 6, 8
        $next.Point.ToArray() | Should -Be 0, 0
        $step.Point.ToArray() | Should -Be 3, 4
    }

    It 'maximises' {
        (Step-Optimizer GradientDescent 3 -LearningRate 0.5 -Maximize | Step-Optimizer -Value 1 -Gradient 2).Point.ToArray() | Should -Be 4
    }
}

Describe 'Tab completion' {
    It 'offers <Expected> for: <Line>' -ForEach @(
        @{ Line = 'Invoke-Optimizer -Method Ad'; Expected = 'AdaGrad', 'Adam' }
        @{ Line = 'New-Optimizer RMS'; Expected = , 'RMSProp' }
        @{ Line = 'New-Optimizer -Chain ClipByNorm, ScaleByAda'; Expected = 'ScaleByAdam', 'ScaleByAdan' }
        @{ Line = 'New-Optimizer -Chain ClipByNorm -ClipN'; Expected = , '-ClipNorm' }
        @{ Line = 'New-Objective -Problem Ros'; Expected = , 'Rosenbrock' }
        @{ Line = 'New-Schedule Inv'; Expected = , 'InverseTime' }
        @{ Line = 'Get-TestProblem Stybl'; Expected = , 'StyblinskiTang' }
        @{ Line = 'Invoke-Optimizer Adam -LearningR'; Expected = , '-LearningRate' }
        @{ Line = 'New-Objective -Problem Rosenbrock -Dim'; Expected = , '-Dimension' }
    ) {
        $offered = (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText
        foreach ($name in $Expected) { $offered | Should -Contain $name }
    }
}

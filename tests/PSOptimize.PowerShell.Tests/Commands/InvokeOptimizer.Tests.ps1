BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')
}

Describe 'Invoke-Optimizer' {
    It 'gives trajectories with the nine columns and one per coordinate' {
        $rosenbrock = New-Objective { param($x, $y) [Math]::Pow(1 - $x, 2) + 100 * [Math]::Pow($y - $x * $x, 2) }
        $path = Join-Path $TestDrive 'trajectories.csv'
        $runs = $rosenbrock | Invoke-Optimizer -Method GradientDescent, Momentum, AdaGrad, RMSProp, Adam -Start 0.1, 3 -LearningRate 0.001
        $runs | Get-Trajectory | Export-Csv $path
        $rows = Import-Csv $path
        $rows[0].PSObject.Properties.Name |
            Should -Be ('Run Objective Method Iteration Evaluations Value GradientNorm StepNorm LearningRate x y' -split ' ')
        $rows.Count | Should -Be 5005
        foreach ($number in 1..5) {
            $own = @($rows | Where-Object Run -EQ $number)
            $own[0].Iteration | Should -Be 0
            [double] $own[0].x, [double] $own[0].y | Should -Be 0.1, 3
            [double] $own[-1].x, [double] $own[-1].y | Should -Be $runs[$number - 1].Last.Point.ToArray()
        }
    }

    It 'makes one run per row of a file, with the hyperparameters of that row alone' {
        $path = Join-Path $TestDrive 'runs.csv'
        @('Method,LearningRate,Start', 'Adam,0.05,0.1 3', 'Momentum,,0.1;3', 'AdaGrad,0.5,"[1, 2]"') | Set-Content $path
        $runs = Import-Csv $path | Invoke-Optimizer -Objective (New-Objective -Problem Rosenbrock -B 1) -MaxIterations 10
        $runs.Count | Should -Be 3
        $runs.Method.Label | Should -Be 'Adam', 'Momentum', 'AdaGrad'
        $runs.Method.ForEach({ "$($_.LearningRate)" }) | Should -Be '0.05', "$((New-Optimizer Momentum).LearningRate)", '0.5'
        $runs.Start.ForEach({ "$_" }) | Should -Be '[0.1 3]', '[0.1 3]', '[1 2]'
    }

    It 'takes script blocks for objectives and for rates, with and without input from the pipeline' {
        $settings = @{ Method = 'GradientDescent'; Start = 5; LearningRate = { param($t) 0.1 / $t }; MaxIterations = 3 }
        $run = Invoke-Optimizer -Objective { param($x) $x * $x } @settings
        ($run | Get-Trajectory)[1..3].LearningRate | Should -Be (0.1 / 1), (0.1 / 2), (0.1 / 3)
        [Math]::Abs($run.Point[0] - 5 * 0.8 * 0.9 * (1 - 0.2 / 3)) | Should -BeLessThan 1e-15
        $piped = { param($x) $x * $x } | Invoke-Optimizer @settings
        "$($piped.Point)" | Should -Be "$($run.Point)"
        { param($x, $y) $x * $y }, 'Sphere', (Get-TestProblem Booth) | Invoke-Optimizer Adam -Start 1, 2 -MaxIterations 1 |
            ForEach-Object { $_.Objective.Name } | Should -Be 'Objective', 'Sphere', 'Booth'
        (Test-Gradient -Objective { param($x) $x * $x } -Point 3).Given | Should -Be 6
    }

    It 'binds every kind of column, and takes empty cells as not given' {
        $row = [pscustomobject] @{
            Objective = 'Sphere'; Method = 'Momentum'; Momentum = '0.8'; Start = '1 1'; MaxIterations = '7'
            GradientTolerance = ''; MaxTime = ''; Label = 'mine'; Scale = ''
        }
        $run = $row | Invoke-Optimizer
        $run.Objective.Name | Should -Be 'Sphere'
        $run.Method.Momentum | Should -Be 0.8
        $run.Method.Label | Should -Be 'mine'
        $run.Iterations | Should -Be 7
        $unnamed = [pscustomobject] @{ Objective = 'Sphere'; Method = '' } | Invoke-Optimizer
        $unnamed.Method.Label | Should -Be 'LBFGS'
        $unnamed.Reason | Should -Be 'the objective has gradients'
    }

    It 'runs every objective, start, seed and method' {
        $runs = Get-TestProblem Sphere, Booth | Invoke-Optimizer Adam, Momentum -Start (1, 2), (3, 4) -Seed 1, 2 -MaxIterations 2
        $runs.Count | Should -Be 16
        @($runs | Group-Object { $_.Objective.Name }).Count | Should -Be 2
        @($runs | Group-Object { "$($_.Start)" }).Count | Should -Be 2
    }

    It 'takes methods, starts, problems and runs from the pipeline' {
        (New-Optimizer Adam -LearningRate 0.3 | Invoke-Optimizer -Objective Sphere -MaxIterations 1).Method.LearningRate.Value |
            Should -Be 0.3
        (, (1.5, 2.5) | Invoke-Optimizer -Objective Sphere -MaxIterations 1).Start.ToArray() | Should -Be 1.5, 2.5
        (Get-TestProblem Booth | Invoke-Optimizer -MaxIterations 1).Objective.Name | Should -Be 'Booth'
        $run = Invoke-Optimizer Adam -Objective Sphere -MaxIterations 3 -LearningRate 0.3
        $again = $run | Invoke-Optimizer -MaxIterations 3
        "$($again.Last.Point)" | Should -Be "$($run.Last.Point)"
    }

    It 'streams: the first run comes before the second begins' {
        $first = Get-TestProblem | Invoke-Optimizer Adam -MaxIterations 1000000000 -MaxTime 0.05 | Select-Object -First 1
        $first.Outcome.Rule | Should -Be 'Time'
    }

    It 'stops by <Rule>' -ForEach @(
        @{ Rule = 'GradientNorm'; Parameters = @{ GradientTolerance = 1e-3 } }
        @{ Rule = 'ValueChange'; Parameters = @{ ValueTolerance = 1e-6 } }
        @{ Rule = 'StepNorm'; Parameters = @{ StepTolerance = 1e-3 } }
        @{ Rule = 'TargetValue'; Parameters = @{ TargetValue = 0.5 } }
        @{ Rule = 'Iterations'; Parameters = @{ MaxIterations = 4 } }
        @{ Rule = 'Evaluations'; Parameters = @{ MaxEvaluations = 4 } }
        @{ Rule = 'Time'; Parameters = @{ MaxTime = 0.01; GradientTolerance = 0 } }
    ) {
        $run = Invoke-Optimizer GradientDescent 1, 1 -Objective Sphere -LearningRate 1e-3 -TraceEvery 0 @Parameters
        if ($Rule -in 'GradientNorm', 'ValueChange', 'StepNorm', 'TargetValue') {
            $run = Invoke-Optimizer GradientDescent 1, 1 -Objective Sphere -LearningRate 0.1 @Parameters
        }
        $run.Outcome.Rule | Should -Be $Rule
    }

    It 'stops by time within an evaluation of a compiled block' {
        $endless = { param($x) $s = $x; if ($x -ne 1) { for ($i = 0; $i -lt 1e15; $i++) { $s += 1 } }; $s * $s }
        $run = Invoke-Optimizer NelderMead -Objective $endless -Start 1 -MaxTime 0.3
        $run.Outcome.Rule, $run.Value | Should -Be 'Time', 1
    }

    It 'keeps constraints where a block is invoked at several points at once' {
        $given = @{
            Objective = { param($x, $y) $null = Get-Date; $x * $x + $y * $y }; EqualTo = { param($x, $y) $x + $y - 1 }
            Method = 'GradientDescent'; LearningRate = 0.1; Start = 3, 2; MaxIterations = 4
        }
        (Invoke-Optimizer @given -ThrottleLimit 2).Value | Should -Be (Invoke-Optimizer @given).Value
    }

    It 'stops by patience' {
        (Invoke-Optimizer GradientDescent 0, 0 -Objective Sphere -Patience 5).Outcome.Rule | Should -Be 'Patience'
    }

    It 'stops after 1000 iterations by default, unless another budget is set' {
        (Invoke-Optimizer GradientDescent -Objective Booth -LearningRate 1e-3).Iterations | Should -Be 1000
        (Invoke-Optimizer GradientDescent -Objective Booth -LearningRate 1e-3 -MaxEvaluations 1500).Evaluations | Should -Be 1500
    }

    It 'works on the scaled point and shows the original one' {
        $f = New-Objective { param($a, $b) ($a / 1000 - 2) * ($a / 1000 - 2) + ($b * 1000 - 3) * ($b * 1000 - 3) }
        $run = $f | Invoke-Optimizer GradientDescent 1100, 0.0013 -Scale 1000, 0.001 -LearningRate 0.25 -MaxIterations 60
        ($run | Get-Trajectory)[0].a, ($run | Get-Trajectory)[0].b | Should -Be 1100, 0.0013
        [Math]::Abs($run.Point[0] / 2000 - 1) | Should -BeLessThan 1e-12
        [Math]::Abs($run.Point[1] / 0.003 - 1) | Should -BeLessThan 1e-12
    }

    It 'records every N-th iteration and the last' {
        $run = Invoke-Optimizer Adam -Objective Sphere -MaxIterations 25 -TraceEvery 10
        ($run | Get-Trajectory).Iteration | Should -Be 0, 10, 20, 25
        (Invoke-Optimizer Adam -Objective Sphere -MaxIterations 25 -TraceEvery 0 | Get-Trajectory).Iteration | Should -Be 0, 25
    }

    It 'leads an interpreted block close to the trajectory of the built-in problem' {
        $script = New-Objective { param($a, $b) $null = Get-Date; [Math]::Pow(1 - $a, 2) + 100 * [Math]::Pow($b - $a * $a, 2) }
        $run = $script | Invoke-Optimizer Adam 0.1, 3 -LearningRate 0.05 -MaxIterations 20
        $exact = Invoke-Optimizer Adam 0.1, 3 -Objective Rosenbrock -LearningRate 0.05 -MaxIterations 20
        [Math]::Abs($run.Last.Point[0] - $exact.Last.Point[0]) |
            Should -BeLessThan 1e-7 -Because 'central differences err by about 1e-10 per step'
    }

    It 'leaves the streams of an interpreted block to the caller' {
        $f = New-Objective { param($x) Write-Warning "at $x"; $null = Get-Date; $x * $x }
        $warnings = $f | Invoke-Optimizer GradientDescent 1 -MaxIterations 0 3>&1 |
            Where-Object { $_ -is [System.Management.Automation.WarningRecord] }
        $warnings[0].Message | Should -Be 'at 1'
    }

    It 'reads and prints numbers with a decimal point in a culture with a comma' {
        $old = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $row = [pscustomobject] @{ Start = '0.5 1.5'; LearningRate = '0.25' }
            $run = $row | Invoke-Optimizer GradientDescent -Objective Sphere -MaxIterations 1
            $run.Method.LearningRate.Value | Should -Be 0.25
            "$($run.Start)" | Should -Be '[0.5 1.5]'
            ($run | Out-String) | Should -Match '0\.625'
            ($run | Format-List | Out-String) | Should -Not -Match '\d,\d'
        }
        finally {
            [cultureinfo]::CurrentCulture = $old
        }
    }

    It 'warns of a diverging run, and shows other advice only on request' {
        $run = Invoke-Optimizer GradientDescent 0.1, 3 -Objective Rosenbrock -LearningRate 1 -WarningVariable warnings `
            -WarningAction SilentlyContinue
        $run.Outcome.Kind | Should -Be 'Failed'
        $warnings | Should -BeLike '*learning rate*'
        $run.Value | Should -Be 894.82
        $slow = Invoke-Optimizer GradientDescent 1, 1 -Objective Sphere -LearningRate 1e-4 -WarningVariable none
        $none | Should -BeNullOrEmpty
        $slow.Advice | Should -BeLike '*still falling*'
    }

    It 'works in many runspaces at once' {
        $manifest = (Get-Module PSOptimize).Path -replace 'psm1$', 'psd1'
        $compiled = New-Objective { param($a, $b) $a * $a + 3 * $b * $b }
        $interpreted = New-Objective { param($a, $b) $null = Get-Date; $a * $a + 3 * $b * $b }
        $expected = $compiled, $interpreted | ForEach-Object { "$(($_ | Invoke-Optimizer Adam 1, 2 -MaxIterations 50).Point)" }
        $points = 1..16 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:manifest
            $run = $using:compiled, $using:interpreted | Invoke-Optimizer Adam 1, 2 -MaxIterations 50
            "$($run[0].Point)|$($run[1].Point)"
        }
        $points.Count | Should -Be 16
        $points | Select-Object -Unique | Should -Be ($expected -join '|')
    }
}

Describe 'Ctrl-C' {
    It 'returns at once, keeps the best point and leaves the runspace usable: <Name>' -ForEach @(
        @{ Name = 'built-in'; Script = 'Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 1000000000000 -TraceEvery 1000000' }
        @{
            Name   = 'interpreted'
            Script = '{ param($x) $null = Get-Date; $x * $x } | Invoke-Optimizer Adam 3 -MaxIterations 1000000000000 -TraceEvery 1000000'
        }
        @{
            Name   = 'many runs'
            Script = 'Invoke-Optimizer Adam -Seed (1..1000) -Objective Rosenbrock -MaxIterations 1000000000000 -TraceEvery 1000000'
        }
    ) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$((Get-Module PSOptimize).Path -replace 'psm1$', 'psd1')'; `$began = `$true; $Script")
            $handle = $shell.BeginInvoke()
            while (-not $shell.Runspace.SessionStateProxy) { Start-Sleep -Milliseconds 20 }
            Start-Sleep -Milliseconds 1500
            $handle.IsCompleted | Should -BeFalse
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.ElapsedMilliseconds | Should -BeLessThan 5000 -Because 'it must not wait for the run; the benchmark holds it to 100 ms'
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Commands.Clear()
            $null = $shell.AddScript('$InterruptedRun; (Invoke-Optimizer Adam -Objective Sphere -MaxIterations 3).Iterations')
            $run, $iterations = $shell.Invoke()
            $run.Outcome.Kind | Should -Be 'Cancelled'
            [double]::IsFinite($run.Value) | Should -BeTrue
            $iterations | Should -Be 3
        }
        finally {
            $shell.Dispose()
        }
    }
}

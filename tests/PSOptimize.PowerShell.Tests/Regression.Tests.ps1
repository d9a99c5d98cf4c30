[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingPositionalParameters', '', Justification = 'Assert-Near reads like a sentence.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve)

    $data = Join-Path $PSScriptRoot '../../examples/data' -Resolve
    $diabetes = Import-Csv (Join-Path $data 'diabetes.csv')
    $iris = Import-Csv (Join-Path $data 'iris.csv')
    # scikit-learn's optima, with their provenance, are data of the core's tests.
    $references = Get-Content (Join-Path $PSScriptRoot '../PSOptimize.Core.Tests/Data/diabetes-penalised.json') -Raw | ConvertFrom-Json
    $plane = 'x,y,z', '1,2,0.1', '2,3,0.1', '3,5,0.1', '4,4,0.1'

    function Assert-Near([double] $Actual, [double] $Expected, [double] $Tolerance) {
        [Math]::Abs($Actual - $Expected) | Should -BeLessThan $Tolerance -Because "$Actual should be $Expected"
    }
}

Describe 'A curve' {
    BeforeAll {
        # van der Waals with a = 3.64 bar L²/mol² and b = 0.0427 L/mol, exact pressures
        $file = Join-Path $TestDrive 'isotherm.csv'
        0.1, 0.12, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5 | ForEach-Object {
            [pscustomobject]@{ V = $_; p = 0.083145 * 320 / ($_ - 0.0427) - 3.64 / ($_ * $_); dp = 0.5 }
        } | Export-Csv $file
    }

    It 'fits the van der Waals constants of an isotherm from a CSV file' {
        $run = Import-Csv $file |
            New-Objective -Model { param($row, $a, $b) 0.083145 * 320 / ($row.V - $b) - $a / ($row.V * $row.V) } -Target p -Sigma dp |
            Invoke-Optimizer -Method Adam -Start 3, 0.04 -Scale 1, 0.01 -MaxIterations 20000 -ErrorAction Stop
        $run.Trajectory[-1].Value | Should -BeLessThan ($run.Trajectory[0].Value / 100)
        Assert-Near $run.Point[0] 3.64 0.1
        Assert-Near $run.Point[1] 0.0427 0.001
    }
}

Describe 'A curve that is invoked' {
    BeforeAll {
        $rows = 'x,y', '1,2', '2,4', '3,6' | ConvertFrom-Csv
        $core = (New-Objective -Problem Sphere).GetType().Assembly
        $space = 'PSOptimize.Objectives.Regression'

        function Get-ErrorId([object] $Objective) {
            $null = $Objective | Measure-Objective -Point 1, 1 -ErrorVariable failure -ErrorAction SilentlyContinue
            ($failure | ForEach-Object FullyQualifiedErrorId) -split ',' | Select-Object -First 1
        }
    }

    It 'ends at an error that PowerShell would only print, <Where>' -ForEach @(
        @{ Where = 'made in a script'; Module = $null }
        @{ Where = 'made in a module'; Module = New-Module { } }
    ) {
        $make = { $args[0] | New-Objective -Model { param($row, $a, $b) Get-Item /no/such/file; $a * $row.x + $b } -Target y }
        $objective = if ($Module) { & $Module $make $rows } else { & $make $rows }
        Get-ErrorId $objective | Should -Be 'ScriptThrew'
    }

    It 'is told apart from a curve of a program that takes differences' {
        # In the scope of script blocks, which is strict, a variable that was never set is an error.
        $function = { param($row, $point) $null = $neverSet; $point[0] * $row[0] + $point[1] }
        $model = $core.GetType("$space.CurveModel")::FromFunction([string[]] 'x', [string[]] ('a', 'b'), $function)
        $table = $core.GetType("$space.Table")::OfText([string[]] ('x', 'y'), [string[][]] $rows.ForEach({ , ($_.x, $_.y) }))
        $objective = $core.GetType("$space.RegressionObjective")::Curve($table, $model, 'y', $null, $null)
        Get-ErrorId $objective | Should -BeNullOrEmpty
        ($objective | Measure-Objective -Point 2, 0).Value | Should -Be 0
    }
}

Describe 'A reference data set of NIST' {
    It 'is fitted with its certified deviations: <Name>' -ForEach @(
        @{ Name = 'Misra1a'; Start = 250, 0.0005; Model = { param($row, $b1, $b2) $b1 * (1 - [Math]::Exp(-$b2 * $row.x)) } }
        @{ Name = 'DanWood'; Start = 0.7, 4; Model = { param($row, $b1, $b2) $b1 * [Math]::Pow($row.x, $b2) } }
        @{ Name = 'Misra1c'; Start = 600, 0.0002; Model = { param($row, $b1, $b2) $b1 * (1 - 1 / [Math]::Sqrt(1 + 2 * $b2 * $row.x)) } }
        @{ Name = 'Rat42'; Start = 75, 2.5, 0.07; Model = { param($row, $b1, $b2, $b3) $b1 / (1 + [Math]::Exp($b2 - $b3 * $row.x)) } }
    ) {
        $lines = Get-Content (Join-Path $data "nist/$Name.dat")
        $rows = $lines | Select-Object -Skip 60 | Where-Object { $_.Trim() } |
            ForEach-Object { $y, $x = -split $_; [pscustomobject]@{ y = $y; x = $x } }
        $certified = $lines | Select-String '^\s*b\d\s*=' | ForEach-Object { , [double[]](-split ($_.Line -split '=')[1])[-2, -1] }
        $sum = [double]((($lines | Select-String '^Residual Sum of Squares:').Line -split ':')[1])

        $rate = New-Schedule Cosine -Initial 0.01 -Steps 20000
        $run = $rows | New-Objective -Model $Model -Target y -Loss SumOfSquares |
            Invoke-Optimizer -Method Adam -Start $Start -Scale $Start -LearningRate (New-Schedule Cosine -Initial 0.01 -Steps 20000) `
                -MaxIterations 20000 -TraceEvery 0
        $fit = $run | Measure-Objective -Fit
        Assert-Near $run.Value $sum (1e-8 * $sum)
        for ($i = 0; $i -lt $Start.Count; $i++) {
            Assert-Near $fit.Parameters[$i].Value $certified[$i][0] (1e-4 * [Math]::Abs($certified[$i][0]))
            Assert-Near $fit.Parameters[$i].StandardError $certified[$i][1] (1e-4 * $certified[$i][1])
        }
        Assert-Near (($fit.Residuals | ForEach-Object { $_ * $_ } | Measure-Object -Sum).Sum) $sum (1e-8 * $sum)
        $fit.Residuals.Count | Should -Be $fit.Rows
    }
}

Describe 'A linear model' {
    It 'agrees with scikit-learn on the diabetes data: solution <_>' -ForEach 0, 1, 2, 3, 4 {
        $reference = $references.solutions[$_]
        $objective = $diabetes | New-Objective -Linear -Target progression -Standardize -L1 $reference.l1 -L2 $reference.l2
        $run = $objective | Invoke-Optimizer -Method Momentum -LearningRate (0.6 / (4 + $reference.l2)) -Momentum 0.93 `
            -GradientTolerance 1e-8 -MaxIterations 50000
        $run.Outcome.Kind | Should -Be 'Converged'
        Assert-Near $run.Value $reference.objective (1e-9 * $reference.objective)
        for ($i = 0; $i -lt 10; $i++) {
            Assert-Near $run.Point[$i] $reference.coefficients[$i] 1e-6
            if ($reference.coefficients[$i] -eq 0) { $run.Point[$i] | Should -Be 0 -Because 'a zero of a lasso is exact' }
        }
        Assert-Near $run.Point[10] $reference.intercept 1e-6
    }

    It 'is solved in one step without an L1: solution <_>' -ForEach 0, 1 {
        $reference = $references.solutions[$_]
        $run = $diabetes | New-Objective -Linear -Target progression -Standardize -L2 $reference.l2 | Invoke-Optimizer -Method ClosedForm
        $run.Message | Should -Be 'Converged: Steps reached 1, required 1.'
        Assert-Near $run.Value $reference.objective (1e-12 * $reference.objective)
        for ($i = 0; $i -lt 10; $i++) { Assert-Near $run.Point[$i] $reference.coefficients[$i] 1e-9 }
        Assert-Near $run.Point[10] $reference.intercept 1e-9
    }

    It 'is refused a closed form, with advice, if it has none' {
        { $diabetes | New-Objective -Linear -Target progression -L1 1 | Invoke-Optimizer -Method ClosedForm -ErrorAction Stop } |
            Should -Throw '*without L1*Use Momentum*'
        { Invoke-Optimizer -Method ClosedForm -Objective Rosenbrock } | Should -Throw '*Rosenbrock has no closed form*-Linear*'
        (Get-OptimizerMethod ClosedForm).Summary | Should -BeLike '*ridge*'
    }

    It 'is measured on its own rows and on others' {
        $run = $plane | ConvertFrom-Csv | New-Objective -Linear -Target y -Feature x |
            Invoke-Optimizer -Method Momentum -LearningRate 0.02 -Momentum 0.9 -GradientTolerance 1e-10 -MaxIterations 20000
        $fit = $run | Measure-Objective -Fit
        # By hand: slope 4/5, intercept 3/2, residual sum of squares 1.8 of 5.
        Assert-Near $run.Point[0] 0.8 1e-8
        Assert-Near $run.Point[1] 1.5 1e-8
        $fit.Rows | Should -Be 4
        Assert-Near $fit.Loss 0.45 1e-8
        Assert-Near $fit.RSquared 0.64 1e-8
        $new = $run | Measure-Objective -Data ([pscustomobject]@{ x = 10; y = 9.5 }, [pscustomobject]@{ x = 0; y = 1.5 })
        $new.Rows | Should -Be 2
        Assert-Near $new.Predictions[0] 9.5 1e-7
        Assert-Near $new.Predictions[1] 1.5 1e-7
        Assert-Near $new.Residuals[0] 0 1e-7
        # By hand: s = sqrt(1.8/2), the slope's error is s/sqrt(5).
        Assert-Near $fit.Parameters[0].StandardError ([Math]::Sqrt(0.9 / 5)) 1e-8
        "$($fit.Parameters[0])" | Should -Be "x = 0.8 $([char]0xb1) 0.424"
        foreach ($i in 0..3) { Assert-Near ($fit.Predictions[$i] + $fit.Residuals[$i]) (2, 3, 5, 4)[$i] 1e-12 }
    }

    It 'predicts rows whose target is not known' {
        $run = $plane | ConvertFrom-Csv | New-Objective -Linear -Target y -Feature x | Invoke-Optimizer -Method ClosedForm
        $new = $run | Measure-Objective -Data ([pscustomobject]@{ x = 10 })
        Assert-Near $new.Predictions[0] 9.5 1e-12
        [double]::IsNaN($new.Loss) | Should -BeTrue
        $new.Residuals.Count | Should -Be 0
        { $run | Measure-Objective -Data ([pscustomobject]@{ z = 10 }) -ErrorAction Stop } |
            Should -Throw '*no column x; the columns are z*'
    }

    It 'takes every loss of numbers: <_>' -ForEach 'Squared', 'SumOfSquares', 'ReducedChiSquared', 'Absolute', 'Huber', 'LogCosh' {
        $objective = 'x,y', '1,2', '2,3', '3,5', '4,4', '5,7' | ConvertFrom-Csv | New-Objective -Linear -Target y -Loss $_
        $objective.Loss.Name | Should -Be $_
        foreach ($row in $objective | Test-Gradient -Point 0.3, 0.2) { $row.RelativeError | Should -BeLessThan 1e-6 }
    }

    It 'takes the name of a loss in any case' {
        ($plane | ConvertFrom-Csv | New-Objective -Linear -Target y -Feature x -Loss huber).Loss.Name | Should -Be 'Huber'
    }

    It 'has exact zeros under -L1, as any objective has' {
        $bowl = New-Objective { param($x, $y) ($x - 2) * ($x - 2) + ($y - 0.05) * ($y - 0.05) }
        $run = $bowl | Invoke-Optimizer Adam -Start 1, 1 -L1 0.2 -LearningRate 0.05 -GradientTolerance 1e-8
        $run.Outcome.Kind | Should -Be 'Converged'
        Assert-Near $run.Point[0] 1.9 1e-8
        $run.Point[1] | Should -Be 0
        Assert-Near $run.Value (0.01 + 0.0025 + 0.2 * 1.9) 1e-12
    }
}

Describe 'A model of classes' {
    It 'finds two irises by logistic regression' {
        $two = $iris | Where-Object species -NE 0
        $run = $two | New-Objective -Logistic -Target species -Standardize -L2 0.01 |
            Invoke-Optimizer -Method Momentum -LearningRate 0.5 -MaxIterations 1000
        ($run | Measure-Objective -Fit).Accuracy | Should -BeGreaterOrEqual 0.95
    }

    It 'finds three irises by softmax regression' {
        $run = $iris | New-Objective -Softmax -Target species -Standardize |
            Invoke-Optimizer -Method Adam -LearningRate 0.05 -MaxIterations 1000
        ($run | Measure-Objective -Fit).Accuracy | Should -BeGreaterOrEqual 0.96
    }

    It 'finds three irises by a network' {
        $run = $iris | New-Objective -Network 8 -Target species -Standardize |
            Invoke-Optimizer -Method Adam -LearningRate 0.02 -MaxIterations 1000 -Seed 1
        ($run | Measure-Objective -Fit).Accuracy | Should -BeGreaterOrEqual 0.96
    }
}

Describe 'A network' {
    It 'takes every activation: <_>' -ForEach 'ReLU', 'LeakyReLU', 'ELU', 'Sigmoid', 'Tanh', 'Maxout', 'Softmax', 'Identity' {
        $objective = $iris | New-Objective -Network 4 -Target species -Activation $_ -Standardize -BatchSize 30
        $start = $objective.Start(1)
        foreach ($row in $objective | Test-Gradient -Point $start) { $row.RelativeError | Should -BeLessThan 1e-5 }
    }

    It 'takes cross entropies of two and of many classes: <_>' -ForEach 'BinaryCrossEntropy', 'CategoricalCrossEntropy' {
        $objective = $iris | Where-Object species -NE 0 | New-Objective -Network 4 -Target species -Loss $_ -Standardize
        $objective.Loss.Name | Should -Be $_
        $run = $objective | Invoke-Optimizer Adam -LearningRate 0.05 -MaxIterations 300 -Seed 1
        ($run | Measure-Objective -Fit).Accuracy | Should -BeGreaterOrEqual 0.95
    }
}

Describe 'Epochs' {
    BeforeAll {
        $objective = $iris | New-Objective -Network 8 -Target species -Standardize -BatchSize 16 -HeldOut 0.2
    }

    It 'are rows of the trajectory and steps of a schedule' {
        $rate = New-Schedule Geometric -Initial 0.02 -Factor 0.5 -ByEpoch
        $rows = @($objective | Invoke-Optimizer Adam -LearningRate $rate -MaxEpochs 4 -ByEpoch | Get-Trajectory)
        $rows.Epoch | Should -Be 0, 1, 2, 3, 4
        $rows[1].Iteration | Should -Be 8 -Because '120 rows are seven batches of 16 and one of 8'
        # The rate of a row is that of the step that led to it.
        for ($epoch = 1; $epoch -le 4; $epoch++) { Assert-Near $rows[$epoch].LearningRate (0.02 * [Math]::Pow(0.5, $epoch - 1)) 1e-15 }
        foreach ($column in 'FullLoss', 'Accuracy', 'HeldOutLoss', 'HeldOutAccuracy') {
            $rows.$column | Should -BeOfType double
            @($rows.$column | Where-Object { [double]::IsNaN($_) }).Count | Should -Be 0
        }
    }

    It 'end when the loss on the rows held out no longer improves' {
        $run = $objective | Invoke-Optimizer Adam -LearningRate 0.05 -MaxEpochs 500 -PatienceMetric HeldOutLoss -Patience 5
        $run.Message | Should -Be 'Stalled: no better HeldOutLoss in 5 measurements (Patience(HeldOutLoss) 5, required 5).'
        $run.Iterations - $run.Best.Iteration | Should -BeGreaterOrEqual 8
        { $objective | Invoke-Optimizer Adam -PatienceMetric HeldOutLoss -ErrorAction Stop } |
            Should -Throw '*-PatienceMetric has no effect without -Patience*'
    }

    It 'leave out a short batch, take one row at a time, and measure as often as asked' {
        ($iris | New-Objective -Softmax -Target species -BatchSize 40 -DropLast).StepsPerEpoch | Should -Be 3
        ($iris | New-Objective -Softmax -Target species -BatchSize 1).StepsPerEpoch | Should -Be 150
        $rows = @($iris | New-Objective -Softmax -Target species -BatchSize 50 -MetricsEvery 2 | Invoke-Optimizer Adam -MaxIterations 7 |
            Get-Trajectory)
        @($rows | Where-Object { -not [double]::IsNaN($_.FullLoss) }).Iteration | Should -Be 0, 2, 4, 6, 7
    }

    It 'are the same for the same seed, and different for another' {
        $one, $other, $third = 1, 1, 2 | ForEach-Object { $objective | Invoke-Optimizer Adam -MaxEpochs 2 -Seed $_ }
        $one.Last.Point | Should -Be $other.Last.Point
        $one.Last.Point | Should -Not -Be $third.Last.Point
    }
}

Describe 'A list' {
    BeforeAll {
        $objective = $iris | New-Objective -Softmax -Target species -Standardize
        $run = $objective | Invoke-Optimizer -Method Adam -LearningRate 0.05 -MaxIterations 20
        $fit = $run | Measure-Objective -Fit
    }

    It 'has elements at a prompt: <Text>' -ForEach @(
        @{ Text = 'predictions'; List = { , $fit.Predictions }; Count = 150; First = '0' }
        @{ Text = 'classes'; List = { , $objective.Classes }; Count = 3; First = '0' }
        @{ Text = 'predicted classes'; List = { , $fit.Fit.PredictClasses($objective.Data) }; Count = 150; First = '0' }
        @{ Text = 'names of coordinates'; List = { , $objective.CoordinateNames }; Count = 15; First = '0.sepalLength' }
        @{ Text = 'names of metrics'; List = { , $objective.MetricNames }; Count = 1; First = 'Accuracy' }
        @{ Text = 'elements of a vector'; List = { , $run.Start.Elements }; Count = 15; First = 0 }
        @{
            Text  = 'hyperparameters'
            List  = { , (Get-OptimizerMethod GradientDescent).Hyperparameters.Name }
            Count = 7
            First = 'LearningRate'
        }
    ) {
        $values = & $List
        $values.Count | Should -Be $Count
        $values[0] | Should -Be $First
        $seen = 0
        foreach ($value in $values) { $seen++ }
        $seen | Should -Be $Count
    }

    It 'counts rows of a trajectory from both ends' {
        $run.Trajectory.Count | Should -Be 21
        $run.Trajectory[0].Iteration | Should -Be 0
        $run.Trajectory[-1].Iteration | Should -Be 20
    }

    It 'survives JSON' {
        ($run.Trajectory[0] | ConvertTo-Json -Depth 3 | ConvertFrom-Json).Point.Elements.Count | Should -Be 15
        ($fit.Predictions | ConvertTo-Json | ConvertFrom-Json).Count | Should -Be 150
    }
}

Describe 'A constraint' {
    BeforeAll { $bowl = New-Objective { param($x, $y) ($x - 3) * ($x - 3) + ($y + 4) * ($y + 4) } }

    It 'keeps the points in its set: <Text>' -ForEach @(
        @{ Text = 'simplex'; Set = @{ Simplex = 1 }; Best = 1, 0 }
        @{ Text = 'not negative'; Set = @{ NonNegative = $true }; Best = 3, 0 }
        @{ Text = 'bounds'; Set = @{ Within = '0..2 -1..1' }; Best = 2, -1 }
        @{ Text = 'ball'; Set = @{ Ball = 1 }; Best = 0.6, -0.8 }
    ) {
        $run = $bowl | Invoke-Optimizer -Method GradientDescent -Start 0.5, 0.5 -LearningRate 0.1 -MaxIterations 500 @Set
        Assert-Near $run.Point[0] $Best[0] 1e-6
        Assert-Near $run.Point[1] $Best[1] 1e-6
    }

    It 'on the mean gives the die of maximum entropy' {
        $entropy = New-Objective {
            param($p1, $p2, $p3, $p4, $p5, $p6)
            $s = 0.0
            foreach ($p in $p1, $p2, $p3, $p4, $p5, $p6) { $s += $p * [Math]::Log($p) }
            $s
        }
        $sum = New-Objective { param($p1, $p2, $p3, $p4, $p5, $p6) $p1 + $p2 + $p3 + $p4 + $p5 + $p6 - 1 }
        $mean = New-Objective { param($p1, $p2, $p3, $p4, $p5, $p6) $p1 + 2 * $p2 + 3 * $p3 + 4 * $p4 + 5 * $p5 + 6 * $p6 - 4.5 }
        $run = $entropy | Invoke-Optimizer -Method GradientDescent -LearningRate 0.05 -Start (, (1 / 6) * 6) -EqualTo $sum, $mean `
            -MaxIterations 5000
        # The die is p_i ∝ r^i; r by bisection of the mean.
        $low, $high = 1.0, 3.0
        for ($k = 0; $k -lt 60; $k++) {
            $r = ($low + $high) / 2
            $total = $moment = 0.0
            foreach ($i in 1..6) { $total += [Math]::Pow($r, $i); $moment += $i * [Math]::Pow($r, $i) }
            if ($moment / $total -lt 4.5) { $low = $r } else { $high = $r }
        }
        foreach ($i in 1..6) { Assert-Near $run.Point[$i - 1] ([Math]::Pow($r, $i) / $total) 1e-6 }
    }
}

Describe 'Bad data' {
    BeforeDiscovery {
        $good = 'x,y', '1,0', '2,1', '3,0', '4,1'
        $kinds = @(
            @{ Kind = 'curve'; Model = @{ Model = { param($row, $a, $b) $a * $row.x + $b } } }
            @{ Kind = 'linear'; Model = @{ Linear = $true } }
            @{ Kind = 'logistic'; Model = @{ Logistic = $true } }
            @{ Kind = 'softmax'; Model = @{ Softmax = $true } }
            @{ Kind = 'network'; Model = @{ Network = 3 } }
        )
        $all = 'curve', 'linear', 'logistic', 'softmax', 'network'
        $scaled = 'linear', 'logistic', 'softmax', 'network'
        $weighted = 'curve', 'linear', 'network'
        $classes = 'logistic', 'softmax', 'network'
        $mistakes = @(
            @{ What = 'no rows'; Of = $all; Rows = , 'x,y'; Says = 'The data have no rows*Import-Csv*' }
            @{
                What    = 'a missing target'
                Of      = $all
                Rows    = $good
                Options = @{ Target = 'q' }
                Says    = 'There is no column q; the columns are x, y.'
            }
            @{
                What    = 'a missing feature'
                Of      = $scaled
                Rows    = $good
                Options = @{ Feature = 'q' }
                Says    = 'There is no column q; the columns are x, y.'
            }
            @{ What = 'text'; Of = $all; Rows = 'x,y', '1,0', 'two,1', '3,0'; Says = "Row 2, column x is 'two'*a number*" }
            @{
                What = 'a decimal comma'
                Of   = $all
                Rows = 'x,y', '"1,5",0', '2,1', '3,0'
                Says = "Row 1, column x is '1,5'*decimal point*"
            }
            @{ What = 'an empty input'; Of = $all; Rows = 'x,y', '1,0', '2,1', ',0'; Says = 'Row 3, column x is empty*' }
            @{ What = 'an empty target'; Of = $all; Rows = 'x,y', '1,0', '2,1', '3,'; Says = 'Row 3, column y is empty*' }
            @{ What = 'NaN in an input'; Of = $all; Rows = 'x,y', '1,0', '2,1', 'NaN,0'; Says = 'Row 3, column x is NaN*finite*' }
            @{ What = 'NaN in a target'; Of = $all; Rows = 'x,y', '1,0', '2,1', '3,NaN'; Says = 'Row 3, column y is NaN*finite*' }
            @{ What = 'one row'; Of = 'curve', 'linear'; Rows = 'x,y', '1,0'; Says = '1 row cannot determine 2 parameters*' }
            @{
                What = 'one row'
                Of   = $classes
                Rows = 'x,y', '1,0'
                Says = 'The column y has the class 0 in row 1 and no other*at least two*'
            }
            @{
                What = 'fewer rows than parameters'
                Of   = 'linear', 'logistic', 'softmax'
                Rows = 'x,w,y', '1,2,0', '3,4,1'
                Says = '2 rows cannot determine 3 parameters*penalty*'
            }
            @{
                What    = 'a constant column'
                Of      = $scaled
                Rows    = 'x,y', '7,0', '7,1', '7,0'
                Options = @{ Standardize = $true }
                Says    = 'The column x is 7 from row 1 to row 3*standardised*MinMax*'
            }
            @{
                What    = 'a sigma of zero'
                Of      = $weighted
                Rows    = 'x,y,s', '1,0,1', '2,1,0', '3,0,1'
                Options = @{ Sigma = 's' }
                Says    = 'Row 2, column s is 0*above 0*'
            }
            @{
                What    = 'a negative sigma'
                Of      = $weighted
                Rows    = 'x,y,s', '1,0,1', '2,1,1', '3,0,-1'
                Options = @{ Sigma = 's' }
                Says    = 'Row 3, column s is -1*above 0*'
            }
            @{
                What    = 'a batch larger than the data'
                Of      = $all
                Rows    = $good
                Options = @{ BatchSize = 5 }
                Says    = 'A batch of 5 rows is larger than the data, which have 4 rows*'
            }
            @{
                What = 'a class never seen'
                Of   = $classes
                Rows = $good
                New  = 'x,y', '1,0', '2,7'
                Says = "Row 2, column y is '7', a class never seen*one of 0, 1*"
            }
        )
        $cases = foreach ($mistake in $mistakes) {
            foreach ($kind in $kinds | Where-Object Kind -In $mistake.Of) {
                $case = @{ Options = @{}; New = @() } + $kind
                foreach ($key in $mistake.Keys) { $case[$key] = $mistake[$key] }
                $case
            }
        }
    }

    It 'is named by row and column: <What> for a <Kind>' -ForEach $cases {
        $settings = @{ Target = 'y' } + $Model
        foreach ($key in $Options.Keys) { $settings[$key] = $Options[$key] }
        $problem = $null
        try {
            $objective = $Rows | ConvertFrom-Csv | New-Objective @settings -ErrorAction Stop
            if ($New) {
                $point = , (, 0.1 * $objective.Dimension)
                $objective | Measure-Objective -Point $point -Data ($New | ConvertFrom-Csv) -ErrorAction Stop
            }
        } catch { $problem = $_ }
        $problem.Exception.Message | Should -BeLike $Says
        $problem.Exception.Message | Should -Not -Match '\[0\.1' -Because 'the point is not what is wrong'
    }

    It 'names a column that a curve reads and the rows lack' {
        { 'x,y', '1,0', '2,1' | ConvertFrom-Csv | New-Objective -Model { param($row, $a) $a * $row.q } -Target y -ErrorAction Stop } |
            Should -Throw '*no column q; the columns are x, y*'
    }
}

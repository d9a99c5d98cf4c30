<#
    Every parameter of every cmdlet has an effect that can be seen. An entry has a script, what it is called with first, and what then: the
    two results must differ, and the first must be the same twice. A parameter without an entry fails.
#>
BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1')
    $adam = '$run = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 6 @p; ' +
        '"$($run.Value) $($run.Iterations) $($run.Evaluations) $($run.Trajectory.Count) $($run.Point)"'
    $long = '$run = Invoke-Optimizer Momentum -Objective Sphere -LearningRate 0.1 @p; "$($run.Iterations) $($run.Evaluations)"'
    $rows = '$rows = 1..24 | ForEach-Object { [pscustomobject]@{ x = $_ / 8; w = $_ % 5; s = 1 + $_ % 2; ' +
        'y = $_ / 4 + [Math]::Sin(5 * $_); c = "$($_ % 3 -eq 0)" } }; '
    $linear = $rows +
        '$rows | New-Objective -Linear -Target y -Feature x, w @p | Measure-Objective -Point 0.3, 0.2, 0.1 | ' +
        'ForEach-Object { "$($_.Objective) $($_.Value)" }'
    $network = $rows +
        '$o = $rows | New-Objective -Network 3 -Target y -Feature x, w @p; $run = $o | ' +
        'Invoke-Optimizer Adam -MaxEpochs 2; "$($run.Value) $($run.Iterations) $($o.MetricNames)"'
    $fit = $rows +
        '$run = $rows | New-Objective -Linear -Target y -Feature x -Sigma s | Invoke-Optimizer; $m = $run | ' +
        'Measure-Objective @p; ' +
        '"$($m.Value) $($m.Parameters.StandardError) $($m.Parameters.Lower) $($m.Predictions) $($m.GetType().Name)"'
    $line = '$r = 1..6 | ForEach-Object { [pscustomobject]@{ x = $_; y = 2 * $_ + $_ % 2; z = 5 * $_ + $_ % 2 } }; ' +
        '$o = ($r | New-Objective -Linear -Target y -Feature x), ($r | New-Objective -Linear -Target z -Feature x), ' +
        '($r | New-Objective -Model { param($row, $a) $a * $row.x } -Target y); ' +
        '$fits = $o | ForEach-Object { $_ | Invoke-Optimizer -Start (@(1) * $_.Dimension) | Measure-Objective -Fit }; '
    $store = '$null = Invoke-Optimizer Adam, Momentum -Objective Rosenbrock, Booth -MaxIterations 3 -Start 1, 2 -Store ' +
        'runs.db -Experiment first -Tag @{ rig = 3 }; ' +
        '$null = Invoke-Optimizer NelderMead -Objective Rosenbrock -MaxEvaluations 9 -Store runs.db -Experiment second; '
    $shown = '(Get-Run runs.db @p | ForEach-Object { "$($_.Method) $($_.Objective) $($_.Value)" }) -join "; "'
    $resumed = $store +
        '$run = Get-Run runs.db -Experiment first -Objective Rosenbrock -Method Adam | Resume-Run @p; ' +
        '"$($run.Iterations) $($run.Value) $($run.Outcome)"'
    $first = '$s = Step-Optimizer NelderMead -Start 1, 2 @p; ' +
        '"$($s.Request.Points) $($s.Problem.Objective.CoordinateNames) $($s.Problem.Objective.Maximize) $($s.Notes.Text) ' +
        '$($s.Method.Label)"'
    $told = '$s = Step-Optimizer Adam -Start 3 | Step-Optimizer @p; "$($s.Point) $($s.Open) $($s.Notes.Text) $($s.Iteration)"'
    $finished = '$s = Step-Optimizer Adam -Start 3 -LearningRate 0.1 @p; foreach ($i in 1..3) { if (-not $s.Outcome) { $s = $s | ' +
        'Step-Optimizer -Value 4 -Gradient 1e-3 } }; "$($s.Iteration) $($s.Outcome)"'
    $picture = '$run = Invoke-Optimizer Adam -Objective Booth -MaxIterations 4; $file = $run | Export-TrajectoryPlot @p; ' +
        '"$($file.Name) $(@(Get-ChildItem -File | ' +
        'ForEach-Object { "$($_.Name) $((Get-FileHash -LiteralPath $_.FullName).Hash)" }))"'
    $terminal = '(Invoke-Optimizer Adam -Objective Booth -MaxIterations 4 @r | Show-Trajectory @p) -join "`n"'
    $exported = 'Set-Content old.csv old; $run = Invoke-Optimizer Adam -Objective Booth -MaxIterations 4; ' +
        '$file = $run | Export-Run @p; ' +
        '"$($file.Name) $(@(Get-ChildItem -File).Name) $((Get-Content old.csv -TotalCount 1).Length)"'
    $imported = $store +
        'Get-Run runs.db | Export-Run runs.jsonl; $run = Import-Run @p; ' +
        '"$($run.Count) $(if (Test-Path other.db) { (Get-Run other.db | ' +
        'ForEach-Object { "$($_.Experiment) $($_.rig)" }) -join ";" })"'
    $compared = '$runs = Invoke-Optimizer Adam, CMAES -Objective Booth -Seed 1, 2, 3 -MaxIterations 30; ($runs | ' +
        'Compare-Run @p | ForEach-Object { "$($_.Group) $($_.Solved) $($_.Median) $($_.P) $($_.Alpha)" }) -join "; "'
    $sessions = '$s = New-OptimizerSession @p; try { "$(@($s).Count)" } finally { $s | Remove-PSSession }'
    $made = '"$(New-Optimizer @p)"'
    $scheduled = '$s = New-Schedule @p; "$s"'

    $table = @{
        'Invoke-Optimizer' = @{
            Objective = '(Invoke-Optimizer Adam -MaxIterations 3 @p).Value', @{ Objective = 'Booth' }, @{ Objective = 'Sphere' }
            Method = '(Invoke-Optimizer -Objective Booth -MaxIterations 3 @p).Value', @{ Method = 'Adam' }, @{ Method = 'Momentum' }
            Start = $adam, @{}, @{ Start = 3, 3 }
            InputObject = 'Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 @p | Out-Null; "made"',
                @{}, @{ InputObject = [pscustomobject]@{ a = 1 } }, 'pipe them'
            Scale = $adam, @{}, @{ Scale = 2, 0.5 }
            Seed = '(Invoke-Optimizer CMAES -Objective Booth -MaxIterations 5 @p).Value', @{}, @{ Seed = 7 }
            TraceEvery = $adam, @{}, @{ TraceEvery = 3 }
            MaxIterations = $long, @{}, @{ MaxIterations = 7 }
            MaxEvaluations = $long, @{}, @{ MaxEvaluations = 9 }
            MaxTime = ('"$((Invoke-Optimizer NelderMead -Objective { param($x) Start-Sleep -Milliseconds 2; ' +
                '$x * $x } -Start 1 -MaxIterations 200 @p).Outcome.Rule -eq "Time")"'), @{}, @{ MaxTime = 0.05 }
            GradientTolerance = $long, @{}, @{ GradientTolerance = 1e-3 }
            ValueTolerance = $long, @{}, @{ ValueTolerance = 1e-3 }
            StepTolerance = $long, @{}, @{ StepTolerance = 1e-3 }
            TargetValue = $long, @{}, @{ TargetValue = 0.1 }
            Patience = '(Invoke-Optimizer Momentum -Objective Rosenbrock -LearningRate 0.001 @p).Iterations', @{}, @{ Patience = 2 }
            CheckpointPath = ($adam + '; "$(@(Get-ChildItem).Name)"'), @{}, @{ CheckpointPath = 'c.json' }
            CheckpointEvery = ('$null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 6 -CheckpointPath c.json @p; ' +
                '@(Get-Content c.json).Count'), @{}, @{ CheckpointEvery = 1 }
            Force = ('$null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 6 -CheckpointPath c.json; ' +
                '"$((Invoke-Optimizer Momentum -Objective Booth -MaxIterations 6 -CheckpointPath c.json -ErrorAction ' +
                'SilentlyContinue @p).Value)"'), @{}, @{ Force = $true }
            Resume = ('$null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 6 -CheckpointPath c.json; ' +
                '(Invoke-Optimizer -Objective Booth -MaxIterations 9 @p).Value'), @{}, @{ Resume = 'c.json' }
            EqualTo = $adam, @{}, @{ EqualTo = { param($x, $y) $x + $y - 1 } }
            AtMost = $adam, @{}, @{ AtMost = { param($x, $y) $x + $y + 9 } }
            Penalty = '"$((Invoke-Optimizer Adam -Objective Booth -MaxIterations 6 -EqualTo { param($x, $y) $x + $y - 1 } @p).Point)"',
                @{}, @{ Penalty = 50 }
            Within = $adam, @{}, @{ Within = '0..0.5' }
            NonNegative = $adam, @{}, @{ NonNegative = $true }
            Simplex = $adam, @{}, @{ Simplex = 1 }
            Ball = $adam, @{}, @{ Ball = 0.5 }
            L1 = $adam, @{}, @{ L1 = 2 }
            L2 = $adam, @{}, @{ L2 = 2 }
            MaxEpochs = ($rows +
                '(($rows | New-Objective -Linear -Target y -Feature x -BatchSize 6 | Invoke-Optimizer Adam @p).Iterations)'),
                @{}, @{ MaxEpochs = 3 }
            ByEpoch = ($rows +
                '(($rows | New-Objective -Linear -Target y -Feature x -BatchSize 6 | ' +
                'Invoke-Optimizer Adam -MaxEpochs 3 @p).Trajectory.Count)'), @{}, @{ ByEpoch = $true }
            PatienceMetric = ($rows +
                '(($rows | New-Objective -Linear -Target y -Feature x -BatchSize 6 -HeldOut 0.4 | ' +
                'Invoke-Optimizer Adam -LearningRate 0.5 -MaxEpochs 200 -Patience 2 @p).Iterations)'),
                @{}, @{ PatienceMetric = 'HeldOutLoss' }
            ThrottleLimit = ('(@((Invoke-Optimizer DifferentialEvolution -Objective { param($x, $y) Start-Sleep -Milliseconds 5; ' +
                '$x * $x + $y } -Start 1, 1 -MaxEvaluations 20 @p) | Get-Evaluation | ForEach-Object Worker | ' +
                'Sort-Object -Unique).Count -gt 1)'), @{}, @{ ThrottleLimit = 3 }
            OnEvaluationError = ('"$((Invoke-Optimizer NelderMead -Objective { param($x) if ($x -lt 0) { throw "no" }; ' +
                '$x * $x } -Start 0.2 -MaxEvaluations 20 @p -ErrorAction SilentlyContinue -WarningAction ' +
                'SilentlyContinue).Outcome.Kind)"'), @{}, @{ OnEvaluationError = 'Worst' }
            EvaluationRetries = (
                '(Invoke-Optimizer NelderMead -Objective { param($x) throw "no" } -Start 0.2 -MaxEvaluations 20 @p ' +
                '-ErrorAction SilentlyContinue -WarningAction SilentlyContinue).FailureCount'), @{}, @{ EvaluationRetries = 2 }
            KeepEvaluations = '(Invoke-Optimizer Adam -Objective Booth -MaxIterations 6 @p).Evaluated.Count',
                @{}, @{ KeepEvaluations = 5 }
            Known = '(Invoke-Optimizer NelderMead -Objective { param($x, $y) $x * $x + $y * $y } -MaxEvaluations 6 @p).Value',
                @{ Start = 1, 1 }, @{ Known = [pscustomobject]@{ x = 3; y = 3; Value = 18 } }
            StartCount = '@(Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 @p).Count', @{}, @{ StartCount = 3 }
            Sampling = '"$((Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 -StartCount 3 @p).Value)"',
                @{}, @{ Sampling = 'Sobol' }
            Store = ($adam + '; Test-Path r.db'), @{}, @{ Store = 'r.db' }
            Experiment = '$null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 -Store r.db @p; (Get-Run r.db).Experiment',
                @{}, @{ Experiment = 'e' }
            Tag = '$null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 -Store r.db @p; (Get-Run r.db).rig',
                @{}, @{ Tag = @{ rig = 3 } }
            SkipDone = ('1..2 | ForEach-Object { $null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 -Store r.db @p }; ' +
                '@(Get-Run r.db).Count'), @{}, @{ SkipDone = $true }
            Session = 'Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 @p | Out-Null; "made"',
                @{}, @{ Session = 'no session' }, 'session'
            On = 'Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 @p | Out-Null; "made"', @{}, @{ On = 'Evaluations' }, '-Session'
            Retry = ('"$([bool] (Get-Command Invoke-Optimizer).Parameters.Retry)"; ' +
                'Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 @p | Out-Null'), @{}, @{ Retry = 5 }, '-Session'
            LeaseSeconds = 'Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 @p | Out-Null; "made"',
                @{}, @{ LeaseSeconds = 5 }, '-Session'
        }
        'New-Objective' = @{
            Script = 'New-Objective @p | Measure-Objective -Point 2 | ForEach-Object Value',
                @{ Script = { param($x) $x } }, @{ Script = { param($x) 3 * $x } }
            Gradient = 'New-Objective { param($x) $x * $x } @p | Measure-Objective -Point 2 | ForEach-Object GradientNorm',
                @{}, @{ Gradient = { param($x) 7 } }
            Differentiation = '"$((New-Objective { param($x) $x * $x } @p).Differentiation)"', @{}, @{ Differentiation = 'Central' }
            Name = '(New-Objective { param($x) $x } @p).Name', @{}, @{ Name = 'Line' }
            Verify = ('$steps = { param($x) $n = 0; foreach ($i in -30..30) { if ($i / 10.0 -lt $x) { $n += 1 } }; $n * 1.0 }; ' +
                '"$((New-Objective $steps @p).Differentiation)"'), @{}, @{ Verify = $true }
            Maximize = '(New-Objective { param($x) $x } @p).Maximize', @{}, @{ Maximize = $true }
            Problem = '(New-Objective @p).Name', @{ Problem = 'Booth' }, @{ Problem = 'Sphere' }
            A = 'New-Objective -Problem Rosenbrock @p | Measure-Objective -Point 2, 2 | ForEach-Object Value', @{}, @{ A = 5 }
            B = 'New-Objective -Problem Rosenbrock @p | Measure-Objective -Point 2, 2 | ForEach-Object Value', @{}, @{ B = 3 }
            InputObject = ('(New-Objective -Linear -Target y @p).Data.RowCount'),
                @{ InputObject = @([pscustomobject]@{ x = 1; y = 1 }) * 3 }, @{ InputObject = @([pscustomobject]@{ x = 1; y = 1 }) * 4 }
            Path = ('Set-Content a.csv "x,y`n1,2`n2,3"; Set-Content b.csv "x,y`n1,2`n2,3`n4,1"; ' +
                '(New-Objective -Linear -Target y @p).Data.RowCount'), @{ Path = 'a.csv' }, @{ Path = 'b.csv' }
            Delimiter = ('Set-Content a.csv "x;y`n1;2`n2;3"; (New-Objective -Path a.csv -Linear -Target y @p).Data.RowCount'),
                @{ Delimiter = ';' }, @{ Delimiter = ',' }, 'semicolons'
            Model = ($rows +
                '($rows | New-Objective -Target y @p).CoordinateNames'),
                @{ Model = { param($row, $a) $a * $row.x } }, @{ Model = { param($row, $b) $b * $row.x } }
            Linear = ($rows + '($rows | New-Objective -Target c @p).Name'), @{ Logistic = $true }, @{ Linear = $true; Feature = 'x' }, 'c'
            Logistic = ($rows + '($rows | New-Objective -Target c -Feature x @p).Name'), @{ Softmax = $true }, @{ Logistic = $true }
            Softmax = ($rows +
                '($rows | New-Objective -Target c -Feature x @p).CoordinateNames.Count'), @{ Logistic = $true }, @{ Softmax = $true }
            Network = ($rows +
                '($rows | New-Objective -Target y -Feature x @p).CoordinateNames.Count'), @{ Network = 3 }, @{ Network = 5 }
            Target = ($rows + '($rows | New-Objective -Linear -Feature x @p).Name'), @{ Target = 'y' }, @{ Target = 'w' }
            Feature = ($rows +
                '($rows | New-Objective -Linear -Target y @p).CoordinateNames'), @{ Feature = 'x' }, @{ Feature = 'x', 'w' }
            Sigma = $linear, @{}, @{ Sigma = 's' }
            Weight = $linear, @{}, @{ Weight = 's' }
            Loss = $linear, @{}, @{ Loss = 'Absolute' }
            HuberDelta = $linear, @{ Loss = 'Huber' }, @{ Loss = 'Huber'; HuberDelta = 0.1 }
            LossScale = $linear, @{ Loss = 'Cauchy' }, @{ Loss = 'Cauchy'; LossScale = 0.1 }
            L1 = $linear, @{}, @{ L1 = 1 }
            L2 = $linear, @{}, @{ L2 = 1 }
            Standardize = $linear, @{}, @{ Standardize = $true }
            MinMax = $linear, @{}, @{ MinMax = $true }
            Activation = $network, @{}, @{ Activation = 'Tanh' }
            OutputActivation = $network, @{ Loss = 'Squared' }, @{ Loss = 'Squared'; OutputActivation = 'Tanh' }
            Initialization = $network, @{}, @{ Initialization = 'He' }
            BatchSize = $network, @{}, @{ BatchSize = 6 }
            DropLast = $network, @{ BatchSize = 7 }, @{ BatchSize = 7; DropLast = $true }
            HeldOut = $network, @{ Loss = 'Squared' }, @{ Loss = 'Squared'; HeldOut = 0.3 }
            HeldOutSeed = $network, @{ Loss = 'Squared'; HeldOut = 0.3 }, @{ Loss = 'Squared'; HeldOut = 0.3; HeldOutSeed = 5 }
            MetricsEvery = ($rows +
                '($rows | New-Objective -Linear -Target y -Feature x -BatchSize 6 @p).MetricsEvery'), @{}, @{ MetricsEvery = 3 }
        }
        'Measure-Objective' = @{
            Objective = '(Measure-Objective -Point 0, 1 @p).Value', @{ Objective = 'Booth' }, @{ Objective = 'Sphere' }
            Point = '(Measure-Objective -Objective Booth @p).Value', @{ Point = 1, 2 }, @{ Point = 3, 4 }
            Data = $fit, @{ Fit = $true }, @{ Data = @{ x = 3 } }
            Fit = $fit, @{}, @{ Fit = $true }
            RelativeSigma = $fit, @{ Fit = $true }, @{ Fit = $true; RelativeSigma = $true }
            Confidence = $fit, @{ Fit = $true }, @{ Fit = $true; Confidence = 0.5 }
            Interval = ($rows + '$run = $rows | New-Objective -Logistic -Target c -Feature x | Invoke-Optimizer; ' +
                '"$(($run | Measure-Objective -Fit @p).Parameters.Lower)"'), @{}, @{ Interval = 'Profile' }
            Problem = ($rows +
                '$o = $rows | New-Objective -Linear -Target y -Feature x; $run = $o | Invoke-Optimizer -Within @{ x = 1 }; ' +
                '$point = $run.Point; $q = if ($p.Bounded) { @{ Problem = $run.Problem } } else { @{} }; ' +
                '"$((Measure-Objective -Objective $o -Point $point -Fit @q).Parameters.Note)"'), @{}, @{ Bounded = 1 }
        }
        'Test-Gradient' = @{
            Objective = '"$((Test-Gradient -Point 1, 2 @p).Given)"', @{ Objective = 'Booth' }, @{ Objective = 'Sphere' }
            Point = '"$((Test-Gradient -Objective Booth @p).Given)"', @{ Point = 1, 2 }, @{ Point = 3, 4 }
            Tolerance = '"$((Test-Gradient -Objective { param($x) [Math]::Exp($x) } -Point 1 @p).Passed)"', @{}, @{ Tolerance = 1e-300 }
        }
        'Get-Prediction' = @{
            InputObject = ($line + '"$((Get-Prediction $fits[0] @p).Prediction)"'),
                @{ InputObject = [pscustomobject]@{ x = 1 } }, @{ InputObject = [pscustomobject]@{ x = 2 } }
            Fit = ($line + '"$(([pscustomobject]@{ x = 3 } | Get-Prediction -Fit $fits[$p.Which].Json).Prediction)"'),
                @{ Which = 0 }, @{ Which = 1 }
            Model = ($line + '"$(([pscustomobject]@{ x = 3 } | Get-Prediction $fits[2].Json @p).Prediction)"'),
                @{ Model = { param($row, $a) $a * $row.x } }, @{ Model = { param($row, $a) $a / $row.x } }
        }
        'Get-OptimizerMethod' = @{ Name = '(Get-OptimizerMethod @p).Name', @{}, @{ Name = 'Ad*' } }
        'Get-TestProblem' = @{ Name = '(Get-TestProblem @p).Name', @{}, @{ Name = 'Bo*' } }
        'Get-Trajectory' = @{
            Run = 'Get-Trajectory @p | ForEach-Object Method', @{ Run = 'a' }, @{ Run = 'b' }
            Every = '@(Invoke-Optimizer Adam -Objective Booth -MaxIterations 6 | Get-Trajectory @p).Count', @{}, @{ Every = 3 }
            Last = '@(Invoke-Optimizer Adam -Objective Booth -MaxIterations 6 | Get-Trajectory @p).Count', @{}, @{ Last = 2 }
        }
        'Get-Evaluation' = @{
            Run = 'Get-Evaluation @p | ForEach-Object Method', @{ Run = 'a' }, @{ Run = 'b' }
            Last = '@(Invoke-Optimizer NelderMead -Objective Booth -MaxEvaluations 9 | Get-Evaluation @p).Count', @{}, @{ Last = 2 }
            Failed = '@(Invoke-Optimizer NelderMead -Objective Booth -MaxEvaluations 9 | Get-Evaluation @p).Count',
                @{}, @{ Failed = $true }
        }
        'Show-Trajectory' = @{
            Run = '(Show-Trajectory @p) -join "`n"', @{ Run = 'a' }, @{ Run = 'b' }
            Domain = $terminal, @{ Width = 60 }, @{ Width = 60; Domain = -1, 5, -1, 5 }
            Width = $terminal, @{ Width = 60 }, @{ Width = 70 }
            Height = $terminal, @{ Width = 60 }, @{ Width = 60; Height = 6 }
        }
        'Export-TrajectoryPlot' = @{
            Run = '$null = Export-TrajectoryPlot p.svg @p; (Get-FileHash p.svg).Hash', @{ Run = 'a' }, @{ Run = 'b' }
            Path = $picture, @{ Path = 'p.svg' }, @{ Path = 'q.svg' }
            LiteralPath = $picture, @{ LiteralPath = 'p.svg' }, @{ LiteralPath = '[p].svg' }
            Domain = $picture, @{ Path = 'p.svg' }, @{ Path = 'p.svg'; Domain = -1, 5, -1, 5 }
            Title = $picture, @{ Path = 'p.html' }, @{ Path = 'p.html'; Title = 'Mine' }
            Theme = $picture, @{ Path = 'p.svg' }, @{ Path = 'p.svg'; Theme = 'Dark' }
            Resolution = $picture, @{ Path = 'p.svg'; Domain = -1, 5, -1, 5 }, @{ Path = 'p.svg'; Domain = -1, 5, -1, 5; Resolution = 30 }
            Force = ('Set-Content p.svg x; ' + $picture), @{ Path = 'p.svg'; Force = $true }, @{ Path = 'p.svg' }, 'exists'
            PassThru = $picture, @{ Path = 'p.svg' }, @{ Path = 'p.svg'; PassThru = $true }
            Show = $picture, @{ Path = 'p.svg' }, @{ Path = 'p.svg'; Show = $true; WhatIf = $true }
        }
        'New-Optimizer' = @{
            Method = $made, @{ Method = 'Adam' }, @{ Method = 'Momentum' }
            Chain = $made, @{ Chain = 'ScaleByAdam' }, @{ Chain = 'ScaleByAdan' }
        }
        'New-Schedule' = @{
            Name = $scheduled, @{ Name = 'Geometric'; Initial = 1; Factor = 0.5 }, @{ Name = 'Constant'; Value = 2 }
            Script = $scheduled, @{ Script = { param($step) 1 } }, @{ Script = { param($step) 2 } }
            ByEpoch = $scheduled,
                @{ Name = 'Geometric'; Initial = 1; Factor = 0.5 }, @{ Name = 'Geometric'; Initial = 1; Factor = 0.5; ByEpoch = $true }
        }
        'New-OptimizerSession' = @{
            Count = $sessions, @{ Count = 1 }, @{ Count = 2 }
        }
        'Step-Optimizer' = @{
            Method = '"$((Step-Optimizer -Start 1 @p).Method.Label)"', @{ Method = 'Adam' }, @{ Method = 'Momentum' }
            Start = '"$((Step-Optimizer Adam @p).Point)"', @{ Start = 1, 2 }, @{ Start = 2, 2 }
            CoordinateName = $first, @{}, @{ CoordinateName = 'a', 'b' }
            Seed = '"$((Step-Optimizer CMAES -Start 1, 2 @p).Request.Points)"', @{}, @{ Seed = 5 }
            Maximize = $first, @{}, @{ Maximize = $true }
            Within = '"$((Step-Optimizer Adam -Start 1, 2 @p).Request.Points)"', @{}, @{ Within = '0..1' }
            Scale = $first, @{}, @{ Scale = 10, 1 }
            Path = 'Step-Optimizer Adam -Start 1, 2 @p | Out-Null; "$((Get-ChildItem).Name)"', @{}, @{ Path = 's.json' }
            Force = 'Set-Content s.json x; "$((Step-Optimizer Adam -Start 1, 2 -Path s.json @p).Point)"',
                @{ Force = $true }, @{}, 'exists'
            Step = '"$((Step-Optimizer -Objective { param($x) $x * $x } @p).Point)"', @{ Step = 'one' }, @{ Step = 'two' }
            Value = '$s = Step-Optimizer NelderMead -Start 1 | Step-Optimizer @p; "$($s.Request.Points) $($s.Best)"',
                @{ Value = 1, 2 }, @{ Value = 2, 1 }
            Gradient = $told, @{ Value = 1; Gradient = 1 }, @{ Value = 1; Gradient = -1 }
            Index = '"$((Step-Optimizer NelderMead -Start 1, 2 | Step-Optimizer -Value 5 @p).Open)"', @{ Index = 0 }, @{ Index = 1 }
            Failed = '"$((Step-Optimizer NelderMead -Start 1, 2 | Step-Optimizer -Index 0 @p).History.Error)"',
                @{ Value = 1 }, @{ Failed = 'broke' }
            Answer = '"$((Step-Optimizer NelderMead -Start 1 | Step-Optimizer @p).Open)"',
                @{ Answer = [pscustomobject]@{ Index = 0; Value = 1 } }, @{ Answer = [pscustomobject]@{ Index = 1; Value = 1 } }
            Objective = '"$((Step-Optimizer GradientDescent -Start 1, 2 | Step-Optimizer @p).Point)"',
                @{ Objective = 'Booth' }, @{ Objective = 'Sphere' }
            Note = $told, @{ Value = 1; Gradient = 1 }, @{ Value = 1; Gradient = 1; Note = 'humid' }
            MaxIterations = $finished, @{}, @{ MaxIterations = 1 }
            MaxEvaluations = $finished, @{}, @{ MaxEvaluations = 2 }
            TargetValue = $finished, @{}, @{ TargetValue = 5 }
            ValueTolerance = $finished, @{}, @{ ValueTolerance = 1 }
            StepTolerance = $finished, @{}, @{ StepTolerance = 1 }
            GradientTolerance = $finished, @{}, @{ GradientTolerance = 0.01 }
            Patience = $finished, @{}, @{ Patience = 1 }
        }
        'Get-Run' = @{
            Store = ($store +
                '$null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 -Store other.db; @(Get-Run @p).Count'),
                @{ Store = 'runs.db' }, @{ Store = 'other.db' }
            Experiment = ($store + $shown), @{}, @{ Experiment = 'sec*' }
            Method = ($store + $shown), @{}, @{ Method = 'Adam' }
            Objective = ($store + $shown), @{}, @{ Objective = 'Booth' }
            Status = ($store + $shown), @{}, @{ Status = 'Failed' }
            Tag = ($store + $shown), @{}, @{ Tag = @{ rig = 3 } }
            Best = ($store + $shown), @{}, @{ Best = 1 }
            Id = ($store +
                '$id = @(Get-Run runs.db)[0].Id; $q = if ($p.One) { @{ Id = $id } } else { @{} }; @(Get-Run runs.db @q).Count'),
                @{}, @{ One = 1 }
        }
        'Resume-Run' = @{
            Run = ($store +
                '(Get-Run runs.db @p | Resume-Run -MaxIterations 5).Count'), @{ Experiment = 'first' }, @{ Objective = 'Booth' }
            Store = ($store +
                '$id = @(Get-Run runs.db)[0].Id; (Resume-Run -Id $id -MaxIterations 5 @p).Iterations'),
                @{ Store = 'runs.db' }, @{ Store = 'nothing.db' }, 'nothing.db'
            Id = ($store +
                '$runs = Get-Run runs.db; (Resume-Run -Store runs.db -MaxIterations 5 -Id $runs[$p.Which].Id).Value'),
                @{ Which = 0 }, @{ Which = 1 }
            Objective = ('$null = Invoke-Optimizer Adam 1 -Objective { param($x) $x * $x } -MaxIterations 3 -Store r.db; (Get-Run r.db | ' +
                'Resume-Run -MaxIterations 5 @p).Iterations'), @{ Objective = { param($x) $x * $x } }, @{}, '-Objective'
            Method = ('$o = New-Optimizer Adam -LearningRate (New-Schedule { param($step) 0.1 }); ' +
                '$null = Invoke-Optimizer $o -Objective Booth -MaxIterations 3 -Store r.db; ' +
                '$q = if ($p.Given) { @{ Method = $o } } else { @{} }; (Get-Run r.db | Resume-Run -MaxIterations 5 @q).Iterations'),
                @{ Given = 1 }, @{}, 'method'
            EqualTo = ('$e = { param($x, $y) $x + $y - 1 }; ' +
                '$null = Invoke-Optimizer Adam -Objective Booth -EqualTo $e -MaxIterations 3 -Store r.db; ' +
                '$q = if ($p.Given) { @{ EqualTo = $e } } else { @{} }; (Get-Run r.db | ' +
                'Resume-Run -MaxIterations 5 @q).Iterations'), @{ Given = 1 }, @{}, 'constraint'
            AtMost = ('$e = { param($x, $y) $x + $y - 1 }; ' +
                '$null = Invoke-Optimizer Adam -Objective Booth -AtMost $e -MaxIterations 3 -Store r.db; ' +
                '$q = if ($p.Given) { @{ AtMost = $e } } else { @{} }; (Get-Run r.db | Resume-Run -MaxIterations 5 @q).Iterations'),
                @{ Given = 1 }, @{}, 'constraint'
            MaxIterations = $resumed, @{ MaxIterations = 4 }, @{ MaxIterations = 8 }
            MaxEvaluations = $resumed, @{ MaxIterations = 50 }, @{ MaxEvaluations = 12 }
            MaxTime = ('$null = Invoke-Optimizer NelderMead 1 -Objective { param($x) Start-Sleep -Milliseconds 2; ' +
                '$x * $x } -MaxEvaluations 9 -Store r.db; (Get-Run r.db | ' +
                'Resume-Run -Objective { param($x) Start-Sleep -Milliseconds 2; $x * $x } @p).Outcome.Rule'),
                @{ MaxEvaluations = 15 }, @{ MaxTime = 0.06 }
            MaxEpochs = $resumed, @{ MaxIterations = 50 }, @{ MaxEpochs = 9 }
            GradientTolerance = $resumed, @{ MaxIterations = 50 }, @{ MaxIterations = 50; GradientTolerance = 1e6 }
            ValueTolerance = $resumed, @{ MaxIterations = 50 }, @{ MaxIterations = 50; ValueTolerance = 1e6 }
            StepTolerance = $resumed, @{ MaxIterations = 50 }, @{ MaxIterations = 50; StepTolerance = 1e6 }
            TargetValue = $resumed, @{ MaxIterations = 50 }, @{ MaxIterations = 50; TargetValue = 1e6 }
            Patience = ($store + '(Get-Run runs.db -Experiment second | Resume-Run @p).Iterations'),
                @{ MaxIterations = 50 }, @{ MaxIterations = 50; Patience = 1 }
            OnEvaluationError = ('$b = { param($x) if ($x -lt 0.05) { throw "no" }; $x * $x }; ' +
                '$null = Invoke-Optimizer NelderMead 0.2 -Objective $b -MaxEvaluations 2 -Store r.db; "$((Get-Run r.db | ' +
                'Resume-Run -Objective $b -MaxEvaluations 40 @p -ErrorAction SilentlyContinue -WarningAction ' +
                'SilentlyContinue).Outcome.Kind)"'), @{}, @{ OnEvaluationError = 'Worst' }
            ThrottleLimit = ('$b = { param($x, $y) Start-Sleep -Milliseconds 5; $x * $x + $y }; ' +
                '$null = Invoke-Optimizer DifferentialEvolution 1, 1 -Objective $b -MaxEvaluations 5 -Store r.db; ' +
                '@((Get-Run r.db | Resume-Run -Objective $b -MaxEvaluations 40 @p) | Get-Evaluation | ForEach-Object Worker | ' +
                'Sort-Object -Unique).Count -gt 1'), @{}, @{ ThrottleLimit = 3 }
        }
        'Remove-Run' = @{
            Run = ($store +
                'Get-Run runs.db @p | Remove-Run; @(Get-Run runs.db).Count'), @{ Experiment = 'first' }, @{ Objective = 'Booth' }
            Store = ($store +
                '$id = @(Get-Run runs.db)[0].Id; Remove-Run -Id $id @p; @(Get-Run runs.db).Count'),
                @{ Store = 'runs.db' }, @{ Store = 'nothing.db' }, 'nothing.db'
            Id = ($store +
                '$id = @(Get-Run runs.db)[$p.Which].Id; Remove-Run -Store runs.db -Id $id; ' +
                '(Get-Run runs.db | ForEach-Object { "$($_.Method) $($_.Objective)" }) -join ";"'),
                @{ Which = 0 }, @{ Which = 1 }
        }
        'Compare-Run' = @{
            Run = '(Compare-Run @p).Group', @{ Run = 'a' }, @{ Run = 'b' }
            By = $compared, @{}, @{ By = 'Seed' }
            Over = $compared, @{}, @{ Over = 'Seed' }
            Metric = $compared, @{}, @{ Metric = 'Evaluations' }
            Tolerance = $compared, @{}, @{ Tolerance = 1 }
            Target = $compared, @{}, @{ Target = 1e9 }
            Profile = $compared, @{}, @{ Profile = 'Data' }
        }
        'Export-Run' = @{
            Path = $exported, @{ Path = 'a.csv' }, @{ Path = 'b.jsonl' }
            LiteralPath = $exported, @{ LiteralPath = 'a.csv' }, @{ LiteralPath = '[a].csv' }
            Run = 'Export-Run r.csv @p; (Import-Csv r.csv).Method', @{ Run = 'a' }, @{ Run = 'b' }
            Force = $exported, @{ Path = 'old.csv'; Force = $true }, @{ Path = 'old.csv' }, 'exists'
            PassThru = $exported, @{ Path = 'a.csv' }, @{ Path = 'a.csv'; PassThru = $true }
        }
        'Import-Run' = @{
            Path = $imported, @{ Path = 'runs.db' }, @{ Path = 'r*.*' }
            LiteralPath = ('Invoke-Optimizer Adam -Objective Booth -MaxIterations 2 | Export-Run -LiteralPath "a[1].jsonl"; ' +
                '@(Import-Run @p).Count'), @{ LiteralPath = 'a[1].jsonl' }, @{ LiteralPath = '*.jsonl' }, '*.jsonl'
            Store = $imported, @{ Path = 'runs.db' }, @{ Path = 'runs.db'; Store = 'other.db' }
            Experiment = $imported, @{ Path = 'runs.db'; Store = 'other.db' }, @{ Path = 'runs.db'; Store = 'other.db'; Experiment = 'e' }
            Tag = $imported, @{ Path = 'runs.db'; Store = 'other.db' }, @{ Path = 'runs.db'; Store = 'other.db'; Tag = @{ rig = 9 } }
        }
    }
    # Those that need a machine behind sshd are seen in SshSessions.Tests.ps1.
    $overSsh = 'HostName', 'PerHost', 'UserName', 'KeyFilePath', 'Port', 'Options', 'ModulePath'
    $entries = foreach ($command in $table.Keys) { $table[$command].Keys | ForEach-Object { @{ Command = $command; Parameter = $_ } } }
    $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
    $cases = foreach ($command in Get-Command -Module PSOptimize -CommandType Cmdlet) {
        $own = $command.ImplementingType.GetProperties().Name
        foreach ($name in $command.Parameters.Keys | Where-Object { $_ -in $own -and $_ -notin $common }) {
            if ($command.Name -eq 'New-OptimizerSession' -and $name -in $overSsh) { continue }
            $code, $before, $then, $refusal = ($table[$command.Name] ?? @{})[$name]
            @{ Command = $command.Name; Parameter = $name; Code = $code; First = $before; Then = $then; Refusal = $refusal }
        }
    }
    $changing = Get-Command -Module PSOptimize -CommandType Cmdlet | Where-Object { $_.Parameters.ContainsKey('WhatIf') } |
        ForEach-Object { @{ Name = $_.Name } }
    $methods = Get-OptimizerMethod | ForEach-Object { @{ Method = $_.Name } }
}

BeforeAll {
    # Of runs and steps that a parameter takes, those of these names.
    $script:made = @{
        a   = Invoke-Optimizer Adam -Objective Booth -MaxIterations 4 -KeepEvaluations 9
        b   = Invoke-Optimizer Momentum -Objective Booth -MaxIterations 4 -KeepEvaluations 9
        one = Step-Optimizer Adam -Start 3
        two = Step-Optimizer Adam -Start 4
    }

    function Invoke-Case([string] $Code, [hashtable] $Given) {
        $p = @{}
        foreach ($key in $Given.Keys) {
            $isName = $key -in 'Run', 'Step' -and $Given[$key] -is [string]
            $p[$key] = $isName ? $script:made[$Given[$key]] : $Given[$key]
        }
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid())))
        try {
            $ErrorActionPreference = 'Stop'
            $WarningPreference = 'SilentlyContinue'
            $r = $q = @{}
            $null = $r, $q
            (. ([scriptblock]::Create($Code)) | Out-String).Trim()
        }
        finally {
            Pop-Location
        }
    }
}

Describe 'The effect of parameters' {
    It '<Command> -<Parameter>' -ForEach $cases {
        $Code | Should -Not -BeNullOrEmpty -Because 'each parameter needs an entry in the table of this file'
        $plotly = Join-Path (Get-Module PSOptimize).ModuleBase 'assets/plotly.min.js'
        if ("$($First.Path)" -match 'html' -and -not (Test-Path $plotly)) {
            Set-ItResult -Skipped -Because 'the build could not fetch Plotly.js with npm'
        }
        $before = Invoke-Case $Code $First
        Invoke-Case $Code $First | Should -BeExactly $before -Because 'nothing but the parameter may change the result'
        if ($Refusal) { { Invoke-Case $Code $Then } | Should -Throw "*$([WildcardPattern]::Escape($Refusal))*" }
        else { Invoke-Case $Code $Then | Should -Not -Be $before }
    }

    It 'the table has no entry of a parameter that is gone' -ForEach @{ Entries = $entries } {
        foreach ($entry in $Entries) { (Get-Command $entry.Command).Parameters.Keys | Should -Contain $entry.Parameter }
    }
}

Describe 'The effect of hyperparameters' {
    It 'of <Method>: each changes the method, and is refused by methods that do not have it' -ForEach $methods {
        $usual = "$(New-Optimizer $Method)"
        foreach ($parameter in (Get-OptimizerMethod $Method).Parameters) {
            $type = [Nullable]::GetUnderlyingType($parameter.Type) ?? $parameter.Type
            $default = "$($parameter.Default)" -as [double]
            $values = if ($type.IsEnum) { [Enum]::GetNames($type) }
            elseif ($type -eq [bool]) { -not $parameter.Default }
            elseif ($type.Name -eq 'Search') { 'Backtracking', 'HagerZhang' }
            elseif ($type.Name -eq 'Method') { 'NelderMead' }
            elseif ($type.Name -eq 'Vector') { , @(1.5, 2.5) }
            else { ($default + 1), ($default / 2 + 0.01), 7 }
            $effects = foreach ($value in $values) {
                $given = @{ $parameter.Name = $value }
                try { "$(New-Optimizer $Method @given -ErrorAction Stop)" } catch { continue }
            }
            $effects | Where-Object { $_ -ne $usual } | Should -Not -BeNullOrEmpty -Because "$Method -$($parameter.Name)"
            $other = Get-OptimizerMethod GradientDescent, NelderMead, Brent | Where-Object { $parameter.Name -notin $_.Parameters.Name } |
                Select-Object -First 1
            if ($other) {
                { New-Optimizer $other.Name @given -ErrorAction Stop } | Should -Throw "*has no hyperparameter $($parameter.Name)*"
            }
        }
    }
}

Describe '-WhatIf' {
    It 'of <Name> writes nothing' -ForEach $changing {
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid())))
        try {
            $null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 4 -Store runs.db
            $before = (Get-Run runs.db).Iterations
            switch ($Name) {
                'Invoke-Optimizer' { $null = Invoke-Optimizer Adam -Objective Booth -MaxIterations 4 -Store new.db -WhatIf }
                'Export-TrajectoryPlot' { $made.a | Export-TrajectoryPlot p.svg -WhatIf }
                'Export-Run' { $made.a | Export-Run r.csv -WhatIf }
                'Import-Run' { Import-Run runs.db -Store new.db -WhatIf }
                'Resume-Run' { Get-Run runs.db | Resume-Run -MaxIterations 9 -WhatIf }
                'Remove-Run' { Get-Run runs.db | Remove-Run -WhatIf }
                default { throw "$Name needs a line here" }
            }
            (Get-Run runs.db).Iterations | Should -Be $before
            (Get-ChildItem).Name | Should -BeLike 'runs.db*'
        }
        finally {
            Pop-Location
        }
    }
}

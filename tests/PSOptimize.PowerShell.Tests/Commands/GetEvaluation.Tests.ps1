BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')

    # A program that takes its time, and fails if the third decimal of x is 3.
    $program = Join-Path $TestDrive 'experiment.sh'
    @'
case $(awk -v x="$1" 'BEGIN { x = x < 0 ? -x : x; print int(1000 * x) % 10 }') in 3) echo "no signal" >&2; exit 7;; esac
sleep 0.03
awk -v x="$1" -v y="$2" 'BEGIN { printf "%.17g\n", (x - 1) * (x - 1) + y * y }'
'@ | Set-Content $program
    $experiment = New-Objective {
        param($x, $y)
        $printed = & sh $program $x $y 2>&1
        if ($LASTEXITCODE -ne 0) { throw "the program ended with $LASTEXITCODE" }
        [double]$printed
    }
    $plan = @{ Method = 'DifferentialEvolution'; Start = 0.2, 3; Within = '-5..5'; Population = 16; MaxEvaluations = 64 }
}

Describe 'Get-Evaluation of an external program' {
    It 'gives 64 rows with times and errors, 8 at a time, and a failure loses nothing' {
        $began = Get-Date
        $run = $experiment | Invoke-Optimizer @plan -ThrottleLimit 8 -OnEvaluationError Worst -WarningAction SilentlyContinue
        $rows = $run | Get-Evaluation
        $run.Evaluations | Should -Be 64
        $rows.Count | Should -Be 64
        $rows.Evaluation | Should -Be (1..64)
        $failed = $run | Get-Evaluation -Failed
        $failed.Count | Should -BeGreaterThan 0
        $failed.Count | Should -Be $run.FailureCount
        foreach ($row in $rows) {
            $expected = [Math]::Truncate(1000 * [Math]::Abs($row.x)) % 10 -eq 3
            [bool]$row.Error | Should -Be $expected -Because "x is $($row.x)"
            if ($expected) {
                $row.Error | Should -BeLike 'the program ended with 7*'
                $row.Value | Should -BeNullOrEmpty
            }
            else {
                # The program computes with numbers that were text in between.
                [Math]::Abs($row.Value - ($row.x - 1) * ($row.x - 1) - $row.y * $row.y) | Should -BeLessThan 1e-12
                $row.Seconds | Should -BeGreaterOrEqual 0.03
            }
            $row.Started | Should -BeGreaterOrEqual $began.AddSeconds(-1)
            $row.Started | Should -BeLessOrEqual (Get-Date).AddSeconds(1)
            $row.Worker | Should -BeIn (1..8)
        }
        ($rows.Worker | Sort-Object -Unique).Count | Should -BeGreaterThan 1
        ($rows | Sort-Object Value | Where-Object { -not $_.Error })[0].Value | Should -Be $run.Value
    }

    It 'retries a failure, and gives each attempt a row of its own' {
        $calls = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new()
        $run = New-Objective {
            param($x, $y)
            if ($calls.AddOrUpdate("$x $y", 1, { param($key, $old) $null = $key; $old + 1 }) -eq 1 -and $x -lt 0) { throw 'no signal' }
            $x * $x + $y * $y
        } | Invoke-Optimizer @plan -ThrottleLimit 4 -OnEvaluationError Retry -WarningAction SilentlyContinue
        $rows = $run | Get-Evaluation
        $rows.Count | Should -Be $run.Evaluations
        $failed = $rows | Where-Object Error
        $failed.Count | Should -BeGreaterThan 5
        foreach ($row in $failed) {
            $again = $rows | Where-Object { $_.x -eq $row.x -and $_.y -eq $row.y -and $_.Attempt -eq 2 }
            $again.Error | Should -BeNullOrEmpty
            $again.Iteration | Should -Be $row.Iteration
            $again.Evaluation | Should -BeGreaterThan $row.Evaluation
        }
    }

    It 'is made again from a file without a call, and goes on from there' {
        $file = Join-Path $TestDrive 'evaluations.csv'
        $first = $experiment | Invoke-Optimizer @plan -ThrottleLimit 8 -OnEvaluationError Worst -WarningAction SilentlyContinue
        $first | Get-Evaluation | Export-Csv $file
        $plan.MaxEvaluations = 16
        $plan.Known = Import-Csv $file
        $more = $experiment | Invoke-Optimizer @plan -ThrottleLimit 8 -OnEvaluationError Worst -WarningAction SilentlyContinue
        # Those that failed are evaluated again.
        $more.Evaluated.Count | Should -Be $more.Evaluations
        $more.Evaluations | Should -Be (16 + $first.FailureCount)
        $more.Evaluated.Recalled | Should -Be (64 - $first.FailureCount)
        $more.Value | Should -BeLessOrEqual $first.Value
    }
}

Describe 'Get-Evaluation' {
    It 'has the same columns for every method, and the coordinates by name' {
        $names = -split 'Run Objective Method Evaluation Iteration Value Error Started Seconds Worker Attempt a b'
        $rows = New-Objective { param($a, $b) $a * $a + $b * $b } -Name bowl |
            Invoke-Optimizer NelderMead, Adam, LBFGS 3, 4 -MaxIterations 5 -KeepEvaluations 100 | Get-Evaluation
        foreach ($row in $rows) { $row.PSObject.Properties.Name | Should -Be $names }
        ($rows | Group-Object Run).Name | Should -Be '1', '2', '3'
        ($rows | Where-Object Run -EQ 2).Count | Should -Be 6
        $rows[0].a, $rows[0].b, $rows[0].Value | Should -Be 3, 4, 25
        ($rows | ConvertTo-Csv)[0] | Should -Be (($names | ForEach-Object { "`"$_`"" }) -join ',')
    }

    It 'is a row per point of a gradient by differences, in this session and in several' {
        $block = { param($x, $y) $null = Get-Date; $x * $x + $y * $y }
        foreach ($more in @{}, @{ ThrottleLimit = 3 }) {
            $run = $block | Invoke-Optimizer Adam 1, 2 -MaxIterations 3 @more
            $rows = $run | Get-Evaluation
            $rows.Count | Should -Be 4
            $run.Evaluations | Should -Be 20
            $rows[0].x, $rows[0].y, $rows[0].Value | Should -Be 1, 2, 5
        }
    }

    It '-Last gives the last, -Failed the failed, both the last of the failed' {
        $run = { param($x) $null = Get-Date; if ($x -lt 0) { throw 'cold' }; $x * $x } |
            Invoke-Optimizer RandomSearch 0.5 -Within '-1..1' -MaxIterations 40 -OnEvaluationError Worst -WarningAction Ignore
        $rows = Get-Evaluation $run
        (Get-Evaluation $run -Last 3).Evaluation | Should -Be $rows[-3..-1].Evaluation
        $failed = @($rows | Where-Object Error)
        $failed.Count | Should -BeGreaterThan 3
        (Get-Evaluation $run -Failed).Evaluation | Should -Be $failed.Evaluation
        (Get-Evaluation $run -Failed -Last 2).Evaluation | Should -Be $failed[-2..-1].Evaluation
        Get-Evaluation $run -Last 0 | Should -BeNullOrEmpty
    }

    It 'says what to give when a run kept none, and goes on with the next' {
        $runs = Invoke-Optimizer Adam, NelderMead -Objective Rosenbrock -MaxIterations 9
        $rows = $runs | Get-Evaluation -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors.FullyQualifiedErrorId | Should -BeLike 'NoEvaluationsKept*'
        "$errors" | Should -BeLike 'Adam on Rosenbrock kept none of its 10 evaluations: give Invoke-Optimizer -KeepEvaluations 10*'
        $rows[0].Run | Should -Be 2
        $null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 9 -KeepEvaluations 4 |
            Get-Evaluation -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*kept its first 4 of 10 evaluations: give Invoke-Optimizer -KeepEvaluations 10 to keep all.'
    }

    It 'is a table of 80 columns' {
        $run = { param($rate, $depth) $null = Get-Date; if ($rate -lt 0) { throw 'cold' }; $rate * $rate + $depth } |
            Invoke-Optimizer RandomSearch 0.5, 2 -Within '-1..2' -MaxIterations 20 -OnEvaluationError Worst -WarningAction Ignore
        $table = Get-Evaluation $run | Out-String -Width 80
        $table | Should -Match 'Run Evaluation Iteration +Value +Seconds Worker Point'
        $table | Should -Match '1 +1 +0 +2.25 .* 0 rate=0.5 depth=2'
        $table | Should -Match 'failed'
        $table | Should -Not -Match '…'
    }
}

Describe 'Invoke-Optimizer -Known' {
    BeforeAll {
        $bowl = New-Objective { param($a, $b) $null = Get-Date; ($a - 1) * ($a - 1) + $b * $b }
    }

    It 'begins at the best of <What>' -ForEach @(
        @{ What = 'rows'; Of = { param($run) Get-Evaluation $run } }
        @{ What = 'a run'; Of = { param($run) $run } }
        @{ What = 'evaluations of a run'; Of = { param($run) $run.Evaluated } }
        @{ What = 'hashtables'; Of = { param($run) Get-Evaluation $run | ForEach-Object { @{ a = $_.a; b = $_.b; Value = $_.Value } } } }
        @{ What = 'rows of the trajectory'; Of = { param($run) Get-Trajectory $run } }
    ) {
        $run = $bowl | Invoke-Optimizer NelderMead 3, 4 -MaxIterations 12
        $next = $bowl | Invoke-Optimizer CMAES -MaxIterations 3 -Known (& $Of $run)
        "$($next.Start)" | Should -BeExactly "$($run.Point)"
        $next.Evaluated.Recalled | Should -BeGreaterThan 0
        $next.Value | Should -BeLessOrEqual $run.Value
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a row without a value column'; Known = @{ a = 1; b = 2 }; Says = 'Row 1 of -Known has no column Value*' }
        @{ What = 'a row without a coordinate'; Known = @{ a = 1; Value = 2 }; Says = 'Row 1 of -Known has no column b*' }
        @{ What = 'text'; Known = @{ a = 1; b = 'two'; Value = 2 }; Says = "Row 1 of -Known has 'two' in b: it must be a number." }
        @{ What = 'a number'; Known = 7; Says = 'Row 1 of -Known has no column Value*' }
    ) {
        { $bowl | Invoke-Optimizer NelderMead 1, 2 -Known $Known -ErrorAction Stop } | Should -Throw $Says
    }

    It 'refuses a run that kept nothing' {
        $run = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 3
        { Invoke-Optimizer NelderMead -Objective Rosenbrock -Known $run } | Should -Throw '*kept no evaluations: give -KeepEvaluations*'
    }
}

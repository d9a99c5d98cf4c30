BeforeAll {
    $module = (Resolve-Path (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')).Path
    Import-Module $module
}

Describe 'A run is one flat row' {
    BeforeAll {
        $runs = Import-Csv -Path (New-Item (Join-Path $TestDrive 'grid.csv') -Force -Value (
                "Method,LearningRate,Start,Seed,Note`nAdam,0.05,0.1 3,1,first`nMomentum,0.0005,0.1 3,2,second`nAdam,,1 2,3,")) |
            Invoke-Optimizer -Objective Rosenbrock -MaxIterations 50
    }

    It 'has its columns in order' {
        $runs[0].PSObject.Properties.Name -join ' ' | Should -Be (
            'Id Objective Method Label LearningRate Seed Note Start.x0 Start.x1 Outcome Value Iterations Evaluations Seconds x0 x1')
    }

    It 'names the coordinates of a script block' {
        $run = New-Objective { param($a, $b) $a * $a + $b * $b } | Invoke-Optimizer NelderMead 1, 2 -MaxIterations 5
        $run.'Start.a' | Should -Be 1
        $run.a | Should -Be $run.Point[0]
    }

    It 'keeps a coordinate apart from a column of its name' {
        $run = New-Objective { param($value, $seed) $value * $value + $seed * $seed } | Invoke-Optimizer NelderMead 1, 2 -MaxIterations 5
        $run.Value | Should -Be ($run.'Point.value' * $run.'Point.value' + $run.'Point.seed' * $run.'Point.seed')
        $run.Seed | Should -Be 0
    }

    It 'goes through Export-Csv and ConvertTo-Json as it is' {
        $text = $runs | ConvertTo-Csv
        $text[0] | Should -Be ('"' + ($runs[0].PSObject.Properties.Name -join '","') + '"')
        ($text | ConvertFrom-Csv)[1].Note | Should -Be 'second'
        [double] ($text | ConvertFrom-Csv)[1].Value | Should -Be $runs[1].Value
        $json = $runs[0] | ConvertTo-Json -WarningVariable warned | ConvertFrom-Json
        $warned | Should -BeNullOrEmpty
        $json.Method | Should -Be Adam
        $json.LearningRate | Should -Be 0.05
        $json.x1 | Should -Be $runs[0].Point[1]
    }

    It 'groups, sorts and compares' {
        ($runs | Group-Object Method | Sort-Object Name).Name | Should -Be 'Adam', 'Momentum'
        ($runs | Group-Object Outcome).Name | Should -Be 'BudgetExhausted'
        ($runs | Sort-Object Value)[0].Value | Should -Be ($runs.Value | Measure-Object -Minimum).Minimum
        (Compare-Object $runs[0] $runs[1] -Property Note).Count | Should -Be 2
    }

    It 'ranks a run without a value last, when minimising and when maximising' {
        $rig = New-Objective { param($x) if ($x -lt 3) { throw 'broken' }; ($x - 4) * ($x - 4) }
        $up = New-Objective { param($x) if ($x -lt 3) { throw 'broken' }; -($x - 4) * ($x - 4) } -Maximize
        $low = 1, 5 | ForEach-Object { $rig | Invoke-Optimizer NelderMead $_ -MaxEvaluations 20 -ErrorAction SilentlyContinue }
        $high = 1, 5 | ForEach-Object { $up | Invoke-Optimizer NelderMead $_ -MaxEvaluations 20 -ErrorAction SilentlyContinue }
        ($low | Sort-Object Value)[0].Outcome | Should -Be BudgetExhausted
        ($high | Sort-Object Value -Descending)[0].Outcome | Should -Be BudgetExhausted
    }

    It 'has the rest of the run under its name, in no list' {
        $runs[0].Trajectory.Count | Should -Be 51
        $runs[0].Best.Value | Should -Be $runs[0].Value
        $runs[0].Run.Method.GetType().Name | Should -Be Adam
        $runs[0].Outcome.Limit | Should -Be 50
        $runs[0].Objective.Value($runs[0].Point) | Should -Be $runs[0].Value
        ($runs[0] | Select-Object *).PSObject.Properties.Name | Should -Not -Contain 'Trajectory'
    }

    It 'shows in a table what differs' {
        $text = $runs | Out-String -Width 80
        $text | Should -Match 'rate 0.05, from \[0.1 3\]'
        $text | Should -Not -Match 'Rosenbrock'
        foreach ($line in $text -split "`n") { $line.TrimEnd().Length | Should -BeLessOrEqual 80 }
        $runs[0] | Format-Table | Out-String | Should -Match 'Setting'
        (Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 2 | Out-String) | Should -Match 'Point'
    }

    It 'begins the next run' {
        $again = $runs[0] | Invoke-Optimizer -MaxIterations 50
        $again.Value | Should -Be $runs[0].Value
        $longer = $runs | ConvertTo-Csv | ConvertFrom-Csv | Invoke-Optimizer -Objective Rosenbrock -Start 0.1, 3 -MaxIterations 60
        $longer.Note | Should -Be 'first', 'second', ''
        $longer[0].Iterations | Should -Be 60
    }
}

Describe 'A run crosses borders' {
    BeforeAll {
        $named = New-Objective { param($a, $b) [Math]::Pow($a - 1, 2) + $b * $b } -Name bowl
        $runs = @(
            Invoke-Optimizer Adam, NelderMead -Objective Rosenbrock -MaxIterations 40
            $named | Invoke-Optimizer CMAES 1, 2 -MaxIterations 10
        )
        $rows = $runs | Get-Trajectory | ConvertTo-Csv
        function Test-Crossed($crossed) {
            ($crossed | Get-Trajectory | ConvertTo-Csv) | Should -Be $rows
            $crossed.Value | Should -Be $runs.Value
            ($crossed | Sort-Object Value)[0].Id | Should -Be ($runs | Sort-Object Value)[0].Id
            ($crossed[0] | Measure-Objective).Value | Should -Be $runs[0].Value
            $crossed | Out-String -Width 80 | Should -Match 'NelderMead'
            $file = Join-Path $TestDrive "$([guid]::NewGuid()).svg"
            $crossed[0, 1] | Export-TrajectoryPlot $file
            (Get-Content $file -Raw) | Should -Match '<svg'
        }
    }

    It 'through a file of Export-Clixml' {
        $file = Join-Path $TestDrive 'runs.xml'
        $runs | Export-Clixml $file
        Test-Crossed (Import-Clixml $file)
    }

    It 'as text' {
        $text = $runs.Json
        ($text | Get-Trajectory | ConvertTo-Csv) | Should -Be $rows
        $text | ForEach-Object { $_ | Should -Not -Match "`n" }
    }

    It 'from a job, to the same bits' {
        $jobs = Start-Job { param($module)
            Import-Module $module
            Invoke-Optimizer Adam, NelderMead -Objective Rosenbrock -MaxIterations 40
        } -ArgumentList $module
        $crossed = $jobs | Receive-Job -Wait -AutoRemoveJob
        ($crossed | Get-Trajectory | ConvertTo-Csv) | Should -Be ($runs[0, 1] | Get-Trajectory | ConvertTo-Csv)
        ($crossed[0] | Measure-Objective).Value | Should -Be $runs[0].Value
        $crossed[0].Trajectory.Count | Should -Be 41
    }

    It 'from ForEach-Object -Parallel' {
        $crossed = 'Adam', 'NelderMead' | ForEach-Object -Parallel {
            Import-Module $using:module
            Invoke-Optimizer $_ -Objective Rosenbrock -MaxIterations 40
        } | Sort-Object Method
        ($crossed | Get-Trajectory | ConvertTo-Csv) | Should -Be ($runs[0, 1] | Get-Trajectory | ConvertTo-Csv)
    }

    It 'says what a run of a script block lacks' {
        $text = [System.Management.Automation.PSSerializer]::Serialize($runs[2])
        $crossed = [System.Management.Automation.PSSerializer]::Deserialize($text)
        $caught = { $crossed | Measure-Objective -ErrorAction Stop } | Should -Throw -PassThru
        $caught.Exception.Message | Should -Match 'bowl'
        ($crossed | Measure-Objective -Objective $named).Value | Should -Be $runs[2].Value
    }

    It 'refuses a text that was altered' {
        $text = $runs[0].Json.Replace('"evaluations":41', '"evaluations":42')
        { Get-Trajectory $text -ErrorAction Stop } | Should -Throw '*damaged or truncated*'
    }
}

Describe 'A table of experiments' {
    It 'is refused whole for the column <Column>, which was meant to be <Meant>' -ForEach @(
        @{ Column = 'LearnRate'; Meant = 'LearningRate' }
        @{ Column = 'Learning Rate'; Meant = 'LearningRate' }
        @{ Column = 'learning_rate'; Meant = 'LearningRate' }
        @{ Column = 'Rate'; Meant = 'LearningRate' }
        @{ Column = 'Methode'; Meant = 'Method' }
        @{ Column = 'MaxIteration'; Meant = 'MaxIterations' }
        @{ Column = 'Populaton'; Meant = 'Population' }
    ) {
        $table = 1..3 | ForEach-Object { [pscustomobject] @{ Start = '1 2'; $Column = 3; Note = 'x' } }
        $made = @()
        $caught = { $table | Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 3 -OutVariable +made -ErrorAction Stop } |
            Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'UnknownColumn,*'
        $caught.Exception.Message | Should -BeLike "*Did you mean $Meant?*"
        $made | Should -BeNullOrEmpty
    }

    It 'keeps columns that are no parameters: <_>' -ForEach 'Note', 'Trial', 'Comment', 'Rig', 'Operator', 'Day' {
        $run = [pscustomobject] @{ Method = 'Adam'; $_ = 'a b' } | Invoke-Optimizer -Objective Rosenbrock -MaxIterations 3 -ErrorAction Stop
        $run.$_ | Should -Be 'a b'
    }

    It 'is checked before the first run, and names the row' {
        $events = [System.Collections.Generic.List[string]]::new()
        $objective = New-Objective { param($x) $events.Add('run'); $x * $x } -Differentiation Central
        $rows = 1, 2, -1 | ForEach-Object { [pscustomobject] @{ Method = 'CMAES'; Sigma = $_; Start = 3 } }
        $rows | Invoke-Optimizer -Objective $objective -MaxIterations 1 -ErrorVariable problems -ErrorAction SilentlyContinue | Out-Null
        "$problems" | Should -Match 'Row 3: .*Sigma'
        { $rows | Invoke-Optimizer -Objective $objective -MaxIterations 1 -ErrorAction Stop } | Should -Throw '*Row 3*'
    }

    It 'is run at once to the same bits and in order' -ForEach @(
        @{ Name = 'compiled'; Objective = 'Rosenbrock' }
        @{ Name = 'invoked'; Objective = { param($x, $y) $null = Get-Date; ($x - 1) * ($x - 1) + [Math]::Pow($y, 4) } }
    ) {
        $given = $Objective -is [string] ? $Objective : (New-Objective $Objective)
        $table = 'Adam', 'NelderMead', 'CMAES' | ForEach-Object {
            foreach ($seed in 1..4) { [pscustomobject] @{ Method = $_; Start = "$seed 3"; Seed = $seed } }
        }
        $serial = $table | Invoke-Optimizer -Objective $given -MaxIterations 30
        $parallel = $table | Invoke-Optimizer -Objective $given -MaxIterations 30 -ThrottleLimit 4
        ($parallel | Get-Trajectory | ConvertTo-Csv) | Should -Be ($serial | Get-Trajectory | ConvertTo-Csv)
        $parallel.Seed | Should -Be $serial.Seed
    }

    It 'uses variables and functions of the caller at once' {
        function Get-Offset { 2 }
        $k = 3
        $given = New-Objective { param($x) $null = Get-Date; ($x - $k) * ($x - $k) + (Get-Offset) }
        $runs = 1..4 | ForEach-Object { [pscustomobject] @{ Start = $_ } } |
            Invoke-Optimizer NelderMead -Objective $given -MaxIterations 30 -ThrottleLimit 4
        $runs.Count | Should -Be 4
        foreach ($run in $runs) { $run.Value | Should -BeGreaterOrEqual 2; $run.Value | Should -BeLessThan 2.01 }
    }

    It 'goes on after a run that fails' {
        $given = New-Objective { param($x) $null = Get-Date; if ($x -gt 2.5) { throw 'broken' }; $x * $x }
        $quiet = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
        $runs = 1..4 | ForEach-Object { [pscustomobject] @{ Start = $_ } } |
            Invoke-Optimizer NelderMead -Objective $given -MaxIterations 5 -ThrottleLimit 2 @quiet
        "$($runs.Outcome)" | Should -Be 'BudgetExhausted BudgetExhausted Failed Failed'
        $problems.Count | Should -Be 2
    }

    It 'shows one record for all runs, and one below it for each' -ForEach 1, 3 {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({ param($module, $limit)
                Import-Module $module
                $ProgressPreference = 'Continue'
                $slow = New-Objective { param($x) Start-Sleep -Milliseconds 60; $x * $x }
                1..6 | ForEach-Object { [pscustomobject] @{ Start = $_ } } |
                    Invoke-Optimizer NelderMead -Objective $slow -MaxEvaluations 12 -ThrottleLimit $limit
            }).AddArgument($module).AddArgument($_)
        $shell.Invoke().Count | Should -Be 6
        $whole = $shell.Streams.Progress | Where-Object { $_.Activity -eq 'Runs' }
        ($whole.StatusDescription -match '^\d of 6').Count | Should -BeGreaterThan 3
        ($whole.StatusDescription -match 'best').Count | Should -BeGreaterThan 0
        $whole[-1].RecordType | Should -Be Completed
        $children = $shell.Streams.Progress | Where-Object { $_.Activity -eq 'NelderMead on Objective' }
        $children.Count | Should -BeGreaterThan 3
        $children.ParentActivityId | Select-Object -Unique | Should -Be $whole[0].ActivityId
        $shell.Dispose()
    }

    It 'leaves what was made where it can be found, after Ctrl-C' -ForEach 1, 2 {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({ param($module, $limit)
                Import-Module $module
                $slow = New-Objective { param($x) Start-Sleep -Milliseconds 20; $x * $x }
                $runs = 1..200 | ForEach-Object { [pscustomobject] @{ Start = $_ } } |
                    Invoke-Optimizer NelderMead -Objective $slow -MaxEvaluations 15 -ThrottleLimit $limit
            }).AddArgument($module).AddArgument($_)
        $null = $shell.BeginInvoke()
        Start-Sleep -Seconds 6
        $shell.Stop()
        $shell.Commands.Clear()
        $kept = $shell.AddScript('$InterruptedRuns').Invoke()
        $kept.Count | Should -BeGreaterThan 3
        $kept.Count | Should -BeLessThan 200
        $kept[0].Outcome | Should -Be BudgetExhausted
        $kept[-1].Outcome | Should -Be Cancelled
        ($kept[0] | Get-Trajectory).Count | Should -BeGreaterThan 3
        $shell.Dispose()
    }
}

Describe 'Checkpoints of a table' {
    It 'begins where there is nothing yet, and goes on there' {
        $file = Join-Path $TestDrive 'both.json'
        $line = { Invoke-Optimizer NelderMead 0.1, 3 -Objective Rosenbrock -CheckpointPath $file -Resume $file -MaxIterations $args[0] }
        (& $line 20).Iterations | Should -Be 20
        $longer = & $line 50
        $longer.Iterations | Should -Be 50
        $longer.Point | Should -Be (Invoke-Optimizer NelderMead 0.1, 3 -Objective Rosenbrock -MaxIterations 50).Point
    }

    It 'replaces another run only with -Force' {
        $file = Join-Path $TestDrive 'force.json'
        $null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 30 -CheckpointPath $file
        $caught = { Invoke-Optimizer Adam -Objective Beale -MaxIterations 3 -CheckpointPath $file -ErrorAction Stop } |
            Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'CheckpointExists,*'
        (Invoke-Optimizer -Objective Rosenbrock -Resume $file -MaxIterations 40).Iterations | Should -Be 40
        $null = Invoke-Optimizer Adam -Objective Beale -MaxIterations 3 -CheckpointPath $file -Force
        (Invoke-Optimizer -Objective Beale -Resume $file -MaxIterations 4).Iterations | Should -Be 4
    }

    It 'refuses -<Name> with -Resume, which would be ignored' -ForEach @(
        @{ Name = 'Start'; Value = 7, 7 }, @{ Name = 'Seed'; Value = 5 }, @{ Name = 'LearningRate'; Value = 0.5 }
        @{ Name = 'Within'; Value = '0..1' }, @{ Name = 'L1'; Value = 0.1 }, @{ Name = 'CheckpointPath'; Value = 'other.json' }
    ) {
        $file = Join-Path $TestDrive "$Name.json"
        $null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 3 -CheckpointPath $file
        $more = @{ $Name = $Value }
        $caught = { Invoke-Optimizer -Objective Rosenbrock -Resume $file @more -ErrorAction Stop } | Should -Throw -PassThru
        $caught.Exception.Message | Should -Match "-$Name has no effect"
    }

    It 'refuses another function of the same name' {
        $file = Join-Path $TestDrive 'function.json'
        $null = New-Objective { param($x) ($x - 1) * ($x - 1) } | Invoke-Optimizer Adam 3 -MaxIterations 9 -CheckpointPath $file
        $caught = { New-Objective { param($x) ($x - 2) * ($x - 1) } | Invoke-Optimizer -Resume $file -ErrorAction Stop } |
            Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'CheckpointOtherObjective,*'
    }

    It 'says where it cannot write before anything is evaluated' {
        $evaluated = [System.Collections.Generic.List[int]]::new()
        $objective = New-Objective { param($x) $evaluated.Add(1); $x * $x } -Differentiation Central
        $caught = { $objective | Invoke-Optimizer NelderMead 1 -CheckpointPath (Join-Path $TestDrive 'no/folder.json') -ErrorAction Stop } |
            Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'CheckpointNotWritable,*'
        $evaluated.Count | Should -Be 0
    }
}

BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve
    Import-Module $manifest

    function Wait-Iteration($Store, $Iteration) {
        foreach ($attempt in 1..1200) {
            # Until the process has made the store there is none.
            try { if (Get-Run $Store | Where-Object Iterations -GT $Iteration) { return } }
            catch { if ($_.FullyQualifiedErrorId -notlike 'StoreMissing,*') { throw } }
            Start-Sleep -Milliseconds 100
        }
        throw "No run of $Store came to iteration $Iteration in two minutes."
    }

    function Get-Csv($Run) { ($Run | Get-Trajectory | Select-Object * -ExcludeProperty Run | ConvertTo-Csv) -join "`n" }
}

Describe 'A store of runs' {
    BeforeAll {
        $store = Join-Path $TestDrive 'runs.db'
        $bowl = New-Objective { param($a, $b) ($a - 1) * ($a - 1) + 3 * $b * $b } -Name Bowl
        $made = Invoke-Optimizer Adam, CMAES -Objective Rosenbrock -Seed 1, 2 -MaxIterations 60 -Store $store -Experiment first `
            -Tag @{ rig = 3 }
        $made += $bowl | Invoke-Optimizer NelderMead 4, 5 -MaxIterations 30 -Store $store -Experiment second
    }

    It 'gives the runs back, whole' {
        $read = Get-Run $store
        $read.Count | Should -Be 5
        foreach ($i in 0..4) {
            $read[$i].Id | Should -Be $made[$i].Id
            Get-Csv $read[$i] | Should -Be (Get-Csv $made[$i])
            foreach ($column in 'Method', 'Seed', 'Outcome', 'Value', 'Iterations', 'Evaluations', 'Seconds') {
                "$($read[$i].$column)" | Should -Be "$($made[$i].$column)"
            }
        }
        $read[0].rig | Should -Be 3
        $read[0].Experiment | Should -Be first
        $read[4].Status | Should -Be Budget
    }

    It 'filters by <Filter.Keys>' -ForEach @(
        @{ Filter = @{ Experiment = 'sec*' }; Count = 1 }
        @{ Filter = @{ Method = 'Adam', 'Neld*' }; Count = 3 }
        @{ Filter = @{ Objective = 'Bowl' }; Count = 1 }
        @{ Filter = @{ Status = 'Budget' }; Count = 5 }
        @{ Filter = @{ Status = 'Lost', 'Failed' }; Count = 0 }
        @{ Filter = @{ Tag = @{ rig = 3 } }; Count = 4 }
        @{ Filter = @{ Tag = @{ rig = 4 } }; Count = 0 }
        @{ Filter = @{ Best = 2 }; Count = 2 }
        @{ Filter = @{ Experiment = 'first'; Method = 'CMAES'; Best = 5 }; Count = 2 }
    ) {
        @(Get-Run $store @Filter).Count | Should -Be $Count
    }

    It 'ranks by value, failed runs last, whichever the direction' {
        $ranked = Join-Path $TestDrive 'ranked.db'
        $hill = New-Objective { param($x) 5 - $x * $x } -Name Hill -Maximize
        foreach ($start in 1, 3, 2) { $null = $hill | Invoke-Optimizer NelderMead $start -MaxIterations 0 -Store $ranked }
        $bad = New-Objective { param($x) throw 'The rig is off.' } -Name Hill -Maximize
        $null = $bad | Invoke-Optimizer NelderMead 9 -MaxIterations 5 -Store $ranked -ErrorAction SilentlyContinue
        (Get-Run $ranked -Best 4).Value | Should -Be 4, 1, -4, ([double]::NegativeInfinity)
    }

    It 'keeps a run through Ctrl-C, from where it is resumed to the same bits' {
        $cut = Join-Path $TestDrive 'cut.db'
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($manifest, $store)
                Import-Module $manifest
                New-Objective { param($x) & { Start-Sleep -Milliseconds 1; ($x - 2) * ($x - 2) } } -Name Slow |
                    Invoke-Optimizer SPSA 9 -MaxIterations 100000000 -Store $store
            }).AddArgument($manifest).AddArgument($cut)
        $running = $shell.BeginInvoke()
        Wait-Iteration $cut 20
        $shell.Stop()
        $null = $running.AsyncWaitHandle.WaitOne()
        $shell.Dispose()
        $run = Get-Run $cut
        $run.Status | Should -Be Cancelled
        $quick = New-Objective { param($x) ($x - 2) * ($x - 2) } -Name Slow
        $resumed = $run | Resume-Run -Objective $quick -MaxIterations ($run.Iterations + 40)
        $whole = $quick | Invoke-Optimizer SPSA 9 -MaxIterations ($run.Iterations + 40)
        Get-Csv $resumed | Should -Be (Get-Csv $whole)
        (Get-Run $cut).Iterations | Should -Be $whole.Iterations
    }

    It 'resumes as -Resume does' {
        $file = Join-Path $TestDrive 'run.json'
        $null = $bowl | Invoke-Optimizer CMAES 4, 5 -MaxIterations 20 -CheckpointPath $file
        $byFile = $bowl | Invoke-Optimizer -Resume $file -MaxIterations 50
        $null = $bowl | Invoke-Optimizer CMAES 4, 5 -MaxIterations 20 -Store $store -Experiment resumed
        $byStore = Get-Run $store -Experiment resumed | Resume-Run -Objective $bowl -MaxIterations 50
        Get-Csv $byStore | Should -Be (Get-Csv $byFile)
        Get-Csv (Get-Run $store -Experiment resumed) | Should -Be (Get-Csv $byFile)
    }

    It 'knows the objective again if it is a test problem, and asks for it otherwise' {
        $longer = Get-Run $store -Method Adam -Best 1 | Resume-Run -MaxIterations 90
        $longer.Iterations | Should -Be 90
        $caught = { Get-Run $store -Objective Bowl -Best 1 | Resume-Run -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'ObjectiveNeeded,*'
        $other = New-Objective { param($a, $b) $a + $b } -Name Bowl
        $caught = { Get-Run $store -Objective Bowl -Best 1 | Resume-Run -Objective $other -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'CheckpointOtherObjective,*'
    }

    It 'goes through a file of texts and another store without a change' {
        $file = Join-Path $TestDrive 'runs.jsonl'
        Get-Run $store -Experiment first, second | Export-Run $file
        $imported = Import-Run $file
        Get-Csv $imported[3] | Should -Be (Get-Csv (Get-Run $store)[3])
        $copy = Join-Path $TestDrive 'copy.db'
        Import-Run $file -Store $copy -Experiment imported
        Import-Run $store -Store $copy
        @(Get-Run $copy).Count | Should -Be @(Get-Run $store).Count
        @(Get-Run $copy -Experiment imported).Count | Should -Be 5
        Get-Csv (Get-Run $copy)[4] | Should -Be (Get-Csv (Get-Run $store)[4])
        { Get-Run $store | Export-Run $file -ErrorAction Stop } | Should -Throw '*exists*'
        Get-Run $store -Best 1 | Export-Run $file -WhatIf -Force
        (Get-Content $file).Count | Should -Be 5
    }

    It 'reads good lines beside bad ones' {
        $file = Join-Path $TestDrive 'bad.jsonl'
        Get-Run $store -Experiment first | Export-Run $file
        $lines = Get-Content $file
        $lines[1] = $lines[1].Replace('"evaluations":', '"evaluations":1')
        Set-Content $file $lines
        $runs = Import-Run $file -ErrorAction SilentlyContinue -ErrorVariable bad
        $runs.Count | Should -Be 3
        $bad[0].FullyQualifiedErrorId | Should -BeLike 'BadRunText,*'
        "$($bad[0])" | Should -BeLike 'Line 2 of *'
    }

    It 'takes in a checkpoint file, and resumes it' {
        $file = Join-Path $TestDrive 'checkpoint.json'
        $null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 20 -CheckpointPath $file
        (Import-Run $file).Iterations | Should -Be 20
        $fresh = Join-Path $TestDrive 'fresh.db'
        Import-Run $file -Store $fresh
        Import-Run $file -Store $fresh
        $run = @(Get-Run $fresh)
        $run.Count | Should -Be 1
        $run[0].Status | Should -Be Lost
        $resumed = $run | Resume-Run -Objective Rosenbrock -MaxIterations 70
        Get-Csv $resumed | Should -Be (Get-Csv (Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 70))
    }

    It 'writes a table of rows with the columns of all' {
        $file = Join-Path $TestDrive 'runs.csv'
        Get-Run $store | Export-Run $file
        $rows = Import-Csv $file
        $rows.Count | Should -Be @(Get-Run $store).Count
        [double] $rows[0].x0 | Should -Be (Get-Run $store)[0].Point[0]
        $rows[4].a | Should -Not -BeNullOrEmpty
    }

    It 'removes runs, but not with -WhatIf' {
        $copy = Join-Path $TestDrive 'removed.db'
        Import-Run $store -Store $copy
        $count = @(Get-Run $copy).Count
        Get-Run $copy | Remove-Run -WhatIf
        @(Get-Run $copy).Count | Should -Be $count
        Get-Run $copy -Method CMAES | Remove-Run
        @(Get-Run $copy -Method CMAES).Count | Should -Be 0
        Remove-Run -Store $copy -Id (Get-Run $copy)[0].Id
        $caught = { Remove-Run -Store $copy -Id ffffffff -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'StoreRunMissing,*'
    }

    It 'is made only when a run is kept' {
        $none = Join-Path $TestDrive 'none.db'
        $null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 5 -Store $none -WhatIf
        $none | Should -Not -Exist
        $caught = { Get-Run $none } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'StoreMissing,*'
        $none | Should -Not -Exist
    }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'StoreForeign'; Run = { 'text' | Set-Content (Join-Path $TestDrive 'no.txt'); Get-Run (Join-Path $TestDrive 'no.txt') } }
        @{ Id = 'StoreUnreachable'; Run = { Get-Run 'Host=127.0.0.1;Port=1;Username=me;Password=secret;Timeout=5' } }
        @{ Id = 'BadArgument'; Run = { Invoke-Optimizer Adam -Objective Rosenbrock -SkipDone } }
        @{ Id = 'BadArgument'; Run = { Invoke-Optimizer Adam -Objective Rosenbrock -Store x.db -CheckpointPath y.json } }
        @{ Id = 'RunWithoutStore'; Run = { Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 1 | Remove-Run -ErrorAction Stop } }
        @{ Id = 'UnknownFormat'; Run = { Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 1 | Export-Run x.parquet } }
    ) {
        $caught = $Run | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $caught.Exception.Message | Should -Not -Match 'secret'
    }

    It 'says which run was altered, gives the others, and refuses tables of a newer version' {
        $altered = Join-Path $TestDrive 'altered.db'
        $null = Invoke-Optimizer Adam -Objective Rosenbrock -Seed 1, 2, 3 -MaxIterations 5 -Store $altered
        $context = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'PSOptimize'
        $sqlite = $context.LoadFromAssemblyName([System.Reflection.AssemblyName] 'Microsoft.Data.Sqlite')
        function Invoke-Sql($Statement) {
            $type = $sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection')
            $connection = $type.GetConstructor([string]).Invoke("Data Source=$altered;Pooling=False")
            $connection.Open()
            $command = $connection.CreateCommand()
            $command.CommandText = $Statement
            $null = $command.ExecuteNonQuery()
            $connection.Dispose()
        }
        Invoke-Sql "UPDATE run SET text = replace(text, 'Rosenbrock', 'Rosenbruck') WHERE id = 2"
        $runs = Get-Run $altered -ErrorAction SilentlyContinue -ErrorVariable bad
        $runs.Seed | Should -Be 1, 3
        $bad[0].FullyQualifiedErrorId | Should -BeLike 'StoreDamaged,*'
        Invoke-Sql 'UPDATE psoptimize_store SET version = 99'
        $caught = { Get-Run $altered } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'StoreNewerVersion,*'
        $caught = { Invoke-Optimizer Adam -Objective Rosenbrock -Store $altered } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'StoreNewerVersion,*'
    }
}

Describe 'Runs that are asked for again' {
    It 'tells script blocks apart that are invoked at several points at once' {
        $store = Join-Path $TestDrive 'apart.db'
        $given = @{ Method = 'NelderMead'; Start = 3; MaxIterations = 5; Store = $store; SkipDone = $true; ThrottleLimit = 2 }
        $first = Invoke-Optimizer @given -Objective { param($x) $null = Get-Date; $x * $x }
        $second = Invoke-Optimizer @given -Objective { param($x) $null = Get-Date; $x * $x + 1 }
        $second.Id | Should -Not -Be $first.Id
        (Invoke-Optimizer @given -Objective { param($x) $null = Get-Date; $x * $x }).Id | Should -Be $first.Id
        $given.Remove('ThrottleLimit')
        (Invoke-Optimizer @given -Objective { param($x) $null = Get-Date; $x * $x }).Id | Should -Be $first.Id
    }

    It 'makes only what is missing with -SkipDone, whether one after the other or at once' {
        $store = Join-Path $TestDrive 'grid.db'
        $table = foreach ($method in 'Adam', 'RMSProp') {
            foreach ($rate in 0.01, 0.05) { [pscustomobject] @{ Method = $method; LearningRate = $rate; Note = "n$rate" } }
        }
        $bowl = New-Objective { param($a, $b) $a * $a + 3 * $b * $b } -Name Bowl
        $common = @{ Objective = $bowl; Start = (2, 1); MaxIterations = 40; Store = $store; Experiment = 'grid'; SkipDone = $true }
        $first = $table[0..1] | Invoke-Optimizer @common
        $all = $table | Invoke-Optimizer @common -ThrottleLimit 2
        $all.Count | Should -Be 4
        $all[0..1].Id | Should -Be $first.Id
        $all[3].Note | Should -Be 'n0.05'
        $again = $table | Invoke-Optimizer @common
        $again.Id | Should -Be $all.Id
        $again.Value | Should -Be $all.Value
        @(Get-Run $store).Count | Should -Be 4
        # Another experiment, start, seed or budget is another run.
        $null = $table[0] | Invoke-Optimizer @common -Seed 5
        $common.MaxIterations = 41
        $null = $table[0] | Invoke-Optimizer @common
        $common.Experiment = 'other'
        $null = $table[0] | Invoke-Optimizer @common
        @(Get-Run $store).Count | Should -Be 7
    }

    It 'goes on with a run that was killed' {
        $store = Join-Path $TestDrive 'killed.db'
        $line = {
            param($manifest, $store)
            Import-Module $manifest
            New-Objective -Name Rig { param($x)
                & { if ($env:RIG_DELAY) { Start-Sleep -Milliseconds $env:RIG_DELAY }; ($x - 2) * ($x - 2) }
            } |
                Invoke-Optimizer NelderMead 9 -MaxIterations 60 -Seed 3 -Store $store -SkipDone
        }
        $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
        'tool', 'run', 'pwsh', '--', '-NoProfile', '-NonInteractive', '-Command', "& { $line } '$manifest' '$store'" |
            ForEach-Object { $start.ArgumentList.Add($_) }
        $start.WorkingDirectory = Join-Path $PSScriptRoot '../..' -Resolve
        $start.Environment['RIG_DELAY'] = '100'
        $process = [System.Diagnostics.Process]::Start($start)
        Wait-Iteration $store 5
        $process.Kill($true)
        $process.WaitForExit()
        # The tool has ended; the PowerShell that it started may take a moment longer to die.
        for ($attempt = 0; $attempt -lt 300 -and -not ($lost = @(Get-Run $store -Status Lost)); $attempt++) {
            Start-Sleep -Milliseconds 100
        }
        $lost.Count | Should -Be 1
        $run = & $line $manifest $store
        $run.Id | Should -Be $lost[0].Id
        $whole = New-Objective { param($x) ($x - 2) * ($x - 2) } -Name Rig | Invoke-Optimizer NelderMead 9 -MaxIterations 60 -Seed 3
        Get-Csv $run | Should -Be (Get-Csv $whole)
        @(Get-Run $store).Status | Should -Be Budget
    }
}

Describe 'Compare-Run' {
    BeforeAll {
        function New-Race($Problem, $More = @{}) {
            Invoke-Optimizer CMAES -Objective $Problem -Seed (1..6) -MaxEvaluations 800 @More
            Invoke-Optimizer RandomSearch -Objective $Problem -Seed (1..6) -MaxEvaluations 20 @More
        }
        $runs = 'Rosenbrock', 'Beale' | ForEach-Object { New-Race $_ }
    }

    It 'gives quartiles, successes and a rank test for each group, the best first' {
        $rows = $runs | Where-Object Objective -EQ Rosenbrock | Compare-Run
        $rows.Group | Should -Be CMAES, RandomSearch
        $rows | ForEach-Object Count | Should -Be 6, 6
        $rows[0].Solved | Should -Be 1
        $values = $runs | Where-Object { $_.Objective -eq 'Rosenbrock' -and $_.Method -eq 'CMAES' } | ForEach-Object Value | Sort-Object
        $rows[0].Best | Should -Be $values[0]
        $rows[0].Median | Should -BeGreaterThan $values[2]
        $rows[0].Median | Should -BeLessThan $values[3]
        $rows[0].Worst | Should -Be $values[5]
        [double]::IsNaN($rows[0].P) | Should -BeTrue
        $rows[1].P | Should -BeGreaterThan 0
        $rows[1].P | Should -BeLessThan 0.05
    }

    It 'pairs runs, groups by several columns, and takes runs of a job and of a store' {
        $store = Join-Path $TestDrive 'compared.db'
        $null = New-Race Rosenbrock @{ Store = $store }
        $paired = Get-Run $store | Compare-Run -By Method -Over Seed
        # All six pairs on one side.
        $paired[1].P | Should -Be (2 / 64)
        (Get-Run $store | Export-Clixml (Join-Path $TestDrive 'runs.xml'))
        $back = Import-Clixml (Join-Path $TestDrive 'runs.xml') | Compare-Run -By Method -Over Seed
        $back[1].P | Should -Be $paired[1].P
        $both = $runs | Compare-Run -By Objective, Method
        $both.Count | Should -Be 4
        $both[0].Objective | Should -BeIn 'Rosenbrock', 'Beale'
    }

    It 'gives profiles that rise to the share of solved problems' {
        foreach ($profile in 'Data', 'Performance') {
            $steps = $runs | Compare-Run -Profile $profile -Tolerance 1e-3
            foreach ($group in $steps | Group-Object Group) {
                $solved = $runs | Where-Object Method -EQ $group.Name | Compare-Run -Target 1e9
                $group.Group.Alpha | Should -Be ($group.Group.Alpha | Sort-Object)
                $group.Group.Solved[-1] | Should -BeLessOrEqual 1
                $solved | ForEach-Object Count | Should -Be 12
            }
        }
        ($runs | Compare-Run -Profile Performance).Alpha | Sort-Object | Select-Object -First 1 | Should -Be 1
    }

    It 'reads a target, also when maximising' {
        $hill = New-Objective { param($x) 5 - $x * $x } -Name Hill -Maximize
        $rows = $hill | Invoke-Optimizer NelderMead, RandomSearch 3 -MaxEvaluations 60 | Compare-Run -Target 4.9
        $rows[0].Best | Should -BeGreaterThan 4.9
        $rows[0].Solved | Should -Be 1
    }

    It 'names a column that no run has' {
        $caught = { $runs | Compare-Run -By LearningRat -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike 'UnknownColumn,*'
    }
}

Describe 'The databases' {
    It 'are loaded when a store is opened and not before, from the folder of the module' {
        $script = {
            param($manifest, $store)
            Import-Module $manifest
            $null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 5
            $names = { [System.Runtime.Loader.AssemblyLoadContext]::All.Assemblies.ForEach({ $_.GetName().Name }) -match 'Sqlite|Npgsql' }
            @(& $names).Count
            $null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 5 -Store $store
            (& $names) -contains 'Npgsql'
            (Get-Run $store).Iterations
        }
        $command = "& { $script } '$manifest' '$(Join-Path $TestDrive 'x.db')'"
        $before, $server, $iterations = dotnet tool run pwsh -- -NoProfile -NonInteractive -Command $command
        $before | Should -Be 0
        $server | Should -Be 'False'
        $iterations | Should -Be 5
    }

    It 'come for seven platforms, with their licences' {
        $native = Join-Path (Split-Path $manifest) 'bin/runtimes'
        (Get-ChildItem $native).Name | Sort-Object |
            Should -Be 'linux-arm64', 'linux-musl-x64', 'linux-x64', 'osx-arm64', 'osx-x64', 'win-arm64', 'win-x64'
        foreach ($folder in Get-ChildItem $native) { (Get-ChildItem $folder/native).Name | Should -Match 'e_sqlite3\.' }
        foreach ($file in 'LICENSE', 'THIRD-PARTY-NOTICES.md') { Join-Path (Split-Path $manifest) $file | Should -Exist }
    }
}

Describe 'What makes runs the same' {
    It 'is the function and what it uses, not its name: <Name>' -ForEach @(
        @{ Name = 'compiled'; Script = { param($x) ($x - $k) * ($x - $k) } }
        @{ Name = 'invoked'; Script = { param($x) $null = Get-Date; ($x - $k) * ($x - $k) } }
        @{ Name = 'invoked by a function'; Script = { param($x) $null = Get-Date; Get-Square ($x - 1) } }
    ) {
        $store = Join-Path $TestDrive "$([guid]::NewGuid()).db"
        $common = @{ Method = 'NelderMead'; Start = 9; MaxIterations = 20; Store = $store; SkipDone = $true }
        $k = 1
        function Get-Square($y) { $y * $y }
        $first = New-Objective $Script | Invoke-Optimizer @common
        $again = New-Objective $Script | Invoke-Optimizer @common
        $again.Id | Should -Be $first.Id
        $k = 2
        function Get-Square($y) { 2 * $y * $y }
        $other = New-Objective $Script | Invoke-Optimizer @common
        $other.Id | Should -Not -Be $first.Id
        @(Get-Run $store).Count | Should -Be 2
    }

    It 'is the data of a model, too' {
        $store = Join-Path $TestDrive 'models.db'
        $fit = {
            param($rows)
            $rows | ConvertFrom-Csv | New-Objective -Linear -Target y |
                Invoke-Optimizer Adam -MaxIterations 5 -Store $store -SkipDone
        }
        $one = & $fit ('x,y', '1,2', '2,3', '3,5')
        $two = & $fit ('x,y', '1,2', '2,3', '3,6')
        (& $fit ('x,y', '1,2', '2,3', '3,5')).Id | Should -Be $one.Id
        $two.Id | Should -Not -Be $one.Id
    }
}

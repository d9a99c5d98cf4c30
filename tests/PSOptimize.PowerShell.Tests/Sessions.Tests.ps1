BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve
    Import-Module $manifest

    # PowerShell needs a minute to close a session whose process was killed: the next tests don't wait for that.
    function Close-Session($sessions) {
        $null = Start-ThreadJob { $using:sessions | Remove-PSSession } -ThrottleLimit 10
    }

    # All that a run is, but for when, where and how long.
    function Get-Bits($run) {
        $text = ($run.Json | ConvertFrom-Json -AsHashtable).content
        foreach ($name in 'id', 'started', 'host', 'runtime', 'elapsedTicks', 'evaluated') { $text.Remove($name) }
        $text | ConvertTo-Json -Depth 20 -Compress
    }
}

Describe 'Sessions that are lost' {
    BeforeAll {
        $deadly = { param($x) if ($x -eq 3.14159) { Stop-Process -Id $PID -Force; Start-Sleep 60 }; $x * $x }
    }

    It 'give their runs to the others: 40 runs, one of three processes killed midway' {
        $sessions = New-OptimizerSession -Count 3
        try {
            $mark = Join-Path $TestDrive 'killed'
            $given = @{
                Objective = {
                    param($x, $y)
                    if ($x -eq 17.5 -and -not (Test-Path $mark)) { $null = New-Item $mark; Stop-Process -Id $PID -Force; Start-Sleep 60 }
                    ($x - 1) * ($x - 1) + 2 * $y * $y
                }
                Method = 'NelderMead'; MaxIterations = 15
            }
            $starts = foreach ($i in 1..40) { , @(($i + 0.5), 2) }
            $null = New-Item $mark
            $here = Invoke-Optimizer @given -Start $starts
            Remove-Item $mark
            $there = Invoke-Optimizer @given -Start $starts -Session $sessions -WarningVariable warnings -WarningAction SilentlyContinue
            $there.Count | Should -Be 40
            for ($i = 0; $i -lt 40; $i++) { Get-Bits $there[$i] | Should -Be (Get-Bits $here[$i]) }
            @($warnings).Count | Should -Be 1
            "$warnings" | Should -Match 'SessionLost: Session \d on localhost is lost: .+ Made again elsewhere: runs? 17'
        }
        finally {
            Close-Session $sessions
        }
    }

    It 'lose no more than a second of a run: it goes on elsewhere from its last state' {
        $sessions = New-OptimizerSession -Count 2
        try {
            $log = Join-Path $TestDrive 'evaluations.log'
            $given = @{
                Objective = {
                    param($x, $y)
                    Add-Content $log 'x'
                    # The 60th evaluation, after about two seconds.
                    if (@(Get-Content $log).Count -eq 60) { Stop-Process -Id $PID -Force; Start-Sleep 60 }
                    Start-Sleep -Milliseconds 30
                    ($x - 1) * ($x - 1) + 2 * $y * $y
                }
                Method = 'NelderMead'; Start = 3, 2; MaxIterations = 40
            }
            Set-Content $log (, 'x' * 60)
            $here = Invoke-Optimizer @given
            Remove-Item $log
            $there = Invoke-Optimizer @given -Session $sessions -WarningAction SilentlyContinue -WarningVariable warnings
            Get-Bits $there | Should -Be (Get-Bits $here)
            @($there | Get-Evaluation).Count | Should -Be @($here | Get-Evaluation).Count
            "$warnings" | Should -Match 'SessionLost'
            # From its beginning it would be 60 more.
            @(Get-Content $log).Count | Should -BeLessThan ($here.Evaluations + 40)
        }
        finally {
            Close-Session $sessions
        }
    }

    It 'do not all go with a run that kills them' {
        $sessions = New-OptimizerSession -Count 3
        try {
            $there = Invoke-Optimizer NelderMead -Objective $deadly -Start (1, 2, 3.14159, 4, 5 | ForEach-Object { , @($_) }) `
                -MaxIterations 5 -Session $sessions -Retry 2 -WarningAction SilentlyContinue -WarningVariable warnings `
                -ErrorVariable errors -ErrorAction SilentlyContinue
            "$($there.Outcome)" | Should -Be 'BudgetExhausted BudgetExhausted Failed BudgetExhausted BudgetExhausted'
            $there[2].Outcome.Reason | Should -Be 'WorkerLost'
            $there[2].Outcome.Message | Should -Match '2 sessions were lost on this run'
            @($errors).Count | Should -Be 1
            @($warnings -match 'SessionLost').Count | Should -Be 2
        }
        finally {
            Close-Session $sessions
        }
    }

    It 'leave an error that names the runs that were not made, and those that were' {
        $sessions = New-OptimizerSession -Count 1
        try {
            $made = [System.Collections.Generic.List[object]]::new()
            $caught = {
                Invoke-Optimizer NelderMead -Objective $deadly -Start (1, 2, 3.14159, 4 | ForEach-Object { , @($_) }) -MaxIterations 5 `
                    -Session $sessions -WarningAction SilentlyContinue |
                    ForEach-Object { $made.Add($_) }
            } | Should -Throw -PassThru
            $caught.FullyQualifiedErrorId | Should -Match '^SessionsLost,'
            $caught.Exception.Message | Should -Match '2 of 4 runs were not made: 3, 4'
            $made.Count | Should -Be 2
            $caught = { Invoke-Optimizer Adam -Objective Rosenbrock -Session $sessions } | Should -Throw -PassThru
            $caught.FullyQualifiedErrorId | Should -Match '^Session(NotOpen|Failed),'
        }
        finally {
            Close-Session $sessions
        }
    }

    It 'are those that are silent for longer than their lease' {
        $sessions = New-OptimizerSession -Count 2
        try {
            $mark = Join-Path $TestDrive 'silent'
            $silent = {
                param($x, $y)
                if (-not (Test-Path $mark)) { $null = New-Item $mark; Start-Sleep 120 }
                $x * $x + $y * $y
            }
            $there = Invoke-Optimizer NelderMead -Objective $silent -Start 1, 2 -MaxIterations 5 -Session $sessions -LeaseSeconds 8 `
                -WarningVariable warnings -WarningAction SilentlyContinue
            "$($there.Outcome)" | Should -Be 'BudgetExhausted'
            "$warnings" | Should -Match 'silent for 8 s'
        }
        finally {
            Close-Session $sessions
        }
    }
}

Describe 'Runs in processes of this machine' {
    BeforeAll {
        $sessions = New-OptimizerSession -Count 3
    }

    AfterAll {
        $sessions | Remove-PSSession
    }

    It 'are those of this session, bit by bit and in order: <Name>' -ForEach @(
        @{
            Name  = 'a test problem'
            Given = @{ Objective = 'Rosenbrock'; Method = 'Adam', 'NelderMead', 'CMAES'; Seed = 1, 2; MaxIterations = 60 }
        }
        @{ Name = 'a larger problem'; Given = { @{ Objective = (New-Objective -Problem Rosenbrock -Dimension 5); Method = 'LBFGS' } } }
        @{
            Name  = 'a translated block'
            Given = { $k = 3.25; @{ Objective = { param($x, $y) ($x - $k) * ($x - $k) + $y * $y }; Start = 1, 2 } }
        }
        @{
            Name  = 'a block that is invoked, with a table and a function'
            Given = {
                $table = @{ shift = 0.1; list = [double[]](1, 2.5) }
                function Get-Shifted($value) { $value - $table.shift - $table.list.Length }
                @{
                    Objective = { param($x, $y) $s = Get-Shifted $x; $s * $s + $table.list[1] * $y * $y + (Get-Date).Ticks * 0 }
                    Method = 'NelderMead', 'Adam'; Start = 1, 2; MaxIterations = 40
                }
            }
        }
        @{
            Name  = 'a gradient, constraints, a scale, a penalty'
            Given = {
                $sum = 1.5
                $f = New-Objective { param($a, $b) $a * $a + 3 * $b * $b } -Gradient { param($a, $b) (2 * $a), (6 * $b) }
                @{
                    Objective = $f; Method = 'GradientDescent'; Start = 1, 0; LearningRate = 0.02
                    EqualTo = { param($a, $b) $a + $b - $sum }; Within = '0..3'; L2 = 0.1; Scale = 1, 2; MaxIterations = 50
                }
            }
        }
    ) {
        $given = if ($Given -is [scriptblock]) { . $Given } else { $Given }
        $here = Invoke-Optimizer @given -TraceEvery 3
        $there = Invoke-Optimizer @given -TraceEvery 3 -Session $sessions
        @($there).Count | Should -Be @($here).Count
        for ($i = 0; $i -lt @($here).Count; $i++) { Get-Bits @($there)[$i] | Should -Be (Get-Bits @($here)[$i]) }
        @($there)[0].Problem.Objective.CanEvaluate | Should -BeTrue
    }

    It 'say which variable is missing before anything runs' {
        $caught = { Invoke-Optimizer Adam -Objective { param($x) ($x - $nowhere) * $x } -Start 1 -Session $sessions } |
            Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -Match '^VariableMissing,'
        $caught.Exception.Message | Should -Match '\$nowhere'
    }

    It 'say what cannot travel: <Name>' -ForEach @(
        @{
            Name = '$stream'
            Make = { $stream = [System.IO.MemoryStream]::new(); @{ Objective = { param($x) $x * $x + $stream.Length }; Start = 1 } }
        }
        @{
            Name = 'data'
            Make = {
                $rows = 1..5 | ForEach-Object { [pscustomobject]@{ x = $_; y = 2 * $_ } }
                @{ Objective = ($rows | New-Objective -Linear -Target y -Name data) }
            }
        }
        @{ Name = 'Adam'; Make = { @{ Objective = 'Rosenbrock'; LearningRate = { param($step) 0.5 / $step } } } }
        @{ Name = '\$PSScriptRoot'; Make = { @{ Objective = { param($x) $x * $x + "$PSScriptRoot".Length }; Start = 1 } } }
        @{ Name = '\$global:g'; Make = { $global:g = 1; @{ Objective = { param($x) ($x - $global:g) * $x }; Start = 1 } } }
    ) {
        $given = . $Make
        $caught = { Invoke-Optimizer -Method Adam @given -Session $sessions } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -Match '^CannotTravel,'
        $caught.Exception.Message | Should -Match ($Name -replace '^\$', '\$')
    }

    It 'refuse -<Name>' -ForEach @(
        @{ Name = 'ThrottleLimit'; Value = 2 }
        @{ Name = 'CheckpointPath'; Value = 'run.json' }
    ) {
        $more = @{ $Name = $Value }
        { Invoke-Optimizer Adam -Objective Rosenbrock -Session $sessions @more } | Should -Throw -ErrorId 'NotElsewhere,*'
    }

    It 'name a module that is not there' {
        $folder = Join-Path $TestDrive 'Rig'
        $null = New-Item $folder -ItemType Directory
        Set-Content "$folder/Rig.psm1" 'function Get-Rig($x) { $x * $x }'
        New-ModuleManifest "$folder/Rig.psd1" -RootModule Rig.psm1 -ModuleVersion 1.2 -FunctionsToExport Get-Rig
        $rig = Import-Module "$folder/Rig.psd1" -PassThru
        try {
            (Invoke-Optimizer NelderMead -Objective { param($x) Get-Rig $x } -Start 1 -MaxIterations 5 -Session $sessions).Value |
                Should -BeLessThan 1
            Invoke-Command -Session $sessions { Remove-Module Rig -ErrorAction Ignore }
            Update-ModuleManifest "$folder/Rig.psd1" -ModuleVersion 1.3
            $caught = { Invoke-Optimizer NelderMead -Objective { param($x) Get-Rig $x } -Start 1 -Session $sessions } |
                Should -Throw -PassThru
            $caught.Exception.Message | Should -Match 'Session 1 on .* has no module Rig 1\.2'
        }
        finally {
            $rig | Remove-Module
        }
    }

    It 'keep the failures of an evaluation' {
        $f = { param($x) if ($x -lt 0.5) { throw 'too small' }; $x * $x + (Get-Date).Ticks * 0 }
        $run = Invoke-Optimizer NelderMead -Objective $f -Start 1 -OnEvaluationError Worst -MaxIterations 20 `
            -Session $sessions -WarningAction SilentlyContinue
        $run.FailureCount | Should -BeGreaterThan 0
        "$($run.Failures[0])" | Should -Match 'too small'
    }
}

Describe 'Evaluations in processes of this machine' {
    BeforeAll {
        $sessions = New-OptimizerSession -Count 3
        $factor = 3
        function Get-Cost($x, $y) { ($x - 1) * ($x - 1) + $factor * $y * $y }
        $block = { param($x, $y) $null = Get-Date; Get-Cost $x $y }
    }

    AfterAll { Close-Session $sessions }

    It 'give the runs of this session, bit by bit: <_>' -ForEach 'CMAES', 'NelderMead', 'LBFGS', 'Adam' {
        $given = @{ Method = $_; Objective = $block; Start = 3, 2; MaxIterations = 4 }
        $there = Invoke-Optimizer @given -Session $sessions -On Evaluations
        Get-Bits $there | Should -Be (Get-Bits (Invoke-Optimizer @given))
        ($there | Get-Evaluation).Worker | Sort-Object -Unique | ForEach-Object { $_ | Should -BeIn 1, 2, 3 }
    }

    It 'are several at once' {
        $slow = { param($x, $y) Start-Sleep -Milliseconds 200; ($x - 1) * ($x - 1) + $y * $y }
        $rows = Invoke-Optimizer CMAES -Objective $slow -Start 3, 2 -MaxIterations 2 -Session $sessions -On Evaluations | Get-Evaluation
        $rows.Worker | Sort-Object -Unique | Should -Be 1, 2, 3
    }

    It 'keep a gradient, a penalty, constraints, and the errors of a block' {
        $given = @{
            Objective = New-Objective { param($x, $y) $null = Get-Date; $x * $x + $y * $y } -Gradient { param($x, $y) (2 * $x), (2 * $y) }
            Method = 'GradientDescent'; LearningRate = 0.1; Start = 3, 2; MaxIterations = 4
            EqualTo = { param($x, $y) $x + $y - 1 }; L2 = 0.5
        }
        Get-Bits (Invoke-Optimizer @given -Session $sessions -On Evaluations) | Should -Be (Get-Bits (Invoke-Optimizer @given))
        $run = Invoke-Optimizer NelderMead -Objective { param($x) $null = Get-Date; if ($x -gt 3) { throw 'too big' }; $x * $x } -Start 3 `
            -MaxIterations 6 -Session $sessions -On Evaluations -OnEvaluationError Worst -WarningAction SilentlyContinue
        "$($run.Failures[0])" | Should -Match 'too big'
    }

    It 'can be kept in a checkpoint and in a store' {
        $given = @{ Method = 'NelderMead'; Objective = $block; Start = 3, 2; Session = $sessions; On = 'Evaluations' }
        $path = Join-Path $TestDrive 'points.json'
        $null = Invoke-Optimizer @given -MaxIterations 5 -CheckpointPath $path
        $whole = Invoke-Optimizer @given -MaxIterations 9
        $given.Remove('Start')
        (Invoke-Optimizer @given -MaxIterations 9 -Resume $path).Value | Should -Be $whole.Value
        $store = Join-Path $TestDrive 'points.db'
        $kept = Invoke-Optimizer @given -Start 3, 2 -MaxIterations 5 -Store $store
        # The same as one that is made here.
        (Invoke-Optimizer NelderMead -Objective $block -Start 3, 2 -MaxIterations 5 -Store $store -SkipDone).Id | Should -Be $kept.Id
    }

    It 'go to other sessions if one is killed or takes longer than its lease; a point that kills them has failed' {
        $own = New-OptimizerSession -Count 4
        $mark = Join-Path $TestDrive 'deadly'
        $deadly = {
            param($x, $y)
            # Only one of the sessions makes the mark.
            $isFirst = $x -ne 3 -and $(try { [System.IO.File]::Open($mark, 'CreateNew').Dispose(); $true } catch { $false })
            if ($isFirst) { Stop-Process -Id $PID -Force; Start-Sleep 60 }
            ($x - 1) * ($x - 1) + $y * $y
        }
        $run = Invoke-Optimizer CMAES -Objective $deadly -Start 3, 2 -MaxIterations 3 -Session $own -On Evaluations `
            -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'SessionLost: Session \d on localhost is lost: .* The point \[.*\] goes to another one\.'
        Get-Bits $run | Should -Be (Get-Bits (Invoke-Optimizer CMAES -Objective $deadly -Start 3, 2 -MaxIterations 3))

        Remove-Item $mark
        $silent = {
            param($x, $y)
            $isFirst = $x -ne 3 -and $(try { [System.IO.File]::Open($mark, 'CreateNew').Dispose(); $true } catch { $false })
            if ($isFirst) { Start-Sleep 60 }
            ($x - 1) * ($x - 1) + $y * $y
        }
        $killed = [regex]::Match("$warnings", 'Session (\d)').Groups[1].Value - 1
        $alive = @(0..3 | Where-Object { $_ -ne $killed } | ForEach-Object { $own[$_] } | Select-Object -First 2)
        $null = Invoke-Optimizer CMAES -Objective $silent -Start 3, 2 -MaxIterations 2 -Session $alive -On Evaluations -LeaseSeconds 3 `
            -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'it took more than 3 s for a point'
        Close-Session $own

        $last = New-OptimizerSession -Count 2
        $always = { param($x, $y) if ($x -ne 3) { Stop-Process -Id $PID -Force; Start-Sleep 60 }; $x * $x }
        $run = Invoke-Optimizer NelderMead -Objective $always -Start 3, 2 -Session $last -On Evaluations -Retry 1 `
            -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        $run.Outcome.Kind | Should -Be Failed
        "$($run.Outcome.Message)" | Should -Match 'session was lost on this point'
        Close-Session $last

        # Without any session the run ends, and has what was found.
        $one = New-OptimizerSession -Count 1
        $later = {
            param($x, $y)
            if ([Math]::Abs($x) -lt 2) { Stop-Process -Id $PID -Force; Start-Sleep 60 }
            $x * $x + $y * $y
        }
        $run = Invoke-Optimizer NelderMead -Objective $later -Start 3, 2 -Session $one -On Evaluations `
            -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -ErrorVariable errors
        "$($errors[-1].FullyQualifiedErrorId)" | Should -Match '^SessionsLost,'
        $run.Outcome.Kind | Should -Be Cancelled
        $run.Value | Should -BeLessOrEqual 13
        @($run | Get-Evaluation | Where-Object { -not $_.Error }).Count | Should -BeGreaterThan 2
        Close-Session $one
    }
}

Describe 'Runs in sessions that are kept in a store' {
    BeforeAll {
        $sessions = New-OptimizerSession -Count 2
        $given = @{
            Objective = { param($x, $y) ($x - 1) * ($x - 1) + 2 * $y * $y + (Get-Date).Ticks * 0 }
            Method = 'NelderMead', 'PatternSearch'; Start = (3, 2), (5, 1); MaxIterations = 30
        }
    }

    AfterAll { $sessions | Remove-PSSession }

    It 'are those of this session, and are not made again' {
        $store = Join-Path $TestDrive 'kept.db'
        $here = Invoke-Optimizer @given
        $kept = @{ Session = $sessions; Store = $store; Experiment = 'there' }
        $there = Invoke-Optimizer @given @kept
        for ($i = 0; $i -lt 4; $i++) { Get-Bits $there[$i] | Should -Be (Get-Bits $here[$i]) }
        $stored = Get-Run -Store $store
        "$($stored.Id)" | Should -Be "$($there.Id)"
        "$($stored.Outcome)" | Should -Be "$($there.Outcome)"
        $stored.Experiment | Select-Object -Unique | Should -Be 'there'
        $again = Invoke-Optimizer @given @kept -SkipDone
        "$($again.Id)" | Should -Be "$($there.Id)"
        @(Get-Run -Store $store).Count | Should -Be 4
        # What a session has made is resumed here, with more iterations.
        $more = $stored[0] | Resume-Run -Store $store -Objective $given.Objective -MaxIterations 50
        $longer = @{} + $given
        ($longer.MaxIterations, $longer.Method, $longer.Start) = 50, 'NelderMead', (3, 2)
        Get-Bits $more | Should -Be (Get-Bits (Invoke-Optimizer @longer))
    }

    It 'go on in sessions from where a killed process left them' {
        $folder = New-Item (Join-Path $TestDrive 'killed') -ItemType Directory
        $script = Join-Path $folder 'run.ps1'
        Set-Content $script @'
            param($Manifest, $Folder)
            Import-Module $Manifest
            $log = Join-Path $Folder 'evaluations.log'
            $slow = { param($x, $y) Add-Content $log 'x'; Start-Sleep -Milliseconds 30; ($x - 1) * ($x - 1) + 2 * $y * $y }
            $more = @{}
            if ($Folder -notmatch 'here') {
                $more = @{ Session = New-OptimizerSession -Count 1; Store = "$Folder/runs.db"; SkipDone = $true }
            }
            $run = Invoke-Optimizer NelderMead -Objective $slow -Start 3, 2 -MaxIterations 40 @more
            if ($more.Session) { $more.Session | Remove-PSSession }
            Set-Content "$Folder/run.json" $run.Json
'@
        $shell = (Get-Process -Id $PID).Path
        $entry = [Environment]::GetCommandLineArgs()[0]
        $arguments = @(if ($entry.EndsWith('.dll')) { $entry }) + '-NoProfile', '-NonInteractive', '-File', $script, $manifest, $folder
        $log = Join-Path $folder 'evaluations.log'

        $process = Start-Process $shell $arguments -PassThru
        $limit = [datetime]::UtcNow.AddMinutes(2)
        while (@(Get-Content $log -ErrorAction Ignore).Count -lt 60 -and -not $process.HasExited -and [datetime]::UtcNow -lt $limit) {
            Start-Sleep -Milliseconds 50
        }
        $process.HasExited | Should -BeFalse
        # With the session, which is a process of its own.
        $process.Kill($true)
        $process.WaitForExit()
        Start-Sleep -Seconds 1
        (Get-Run -Store "$folder/runs.db").Status | Should -Be Lost
        $first = @(Get-Content $log).Count
        (Start-Process $shell $arguments -PassThru -Wait).ExitCode | Should -Be 0
        $second = @(Get-Content $log).Count - $first

        $here = New-Item (Join-Path $TestDrive 'here') -ItemType Directory
        $arguments[-1] = $here
        (Start-Process $shell $arguments -PassThru -Wait).ExitCode | Should -Be 0
        $whole = Get-Bits @{ Json = Get-Content "$here/run.json" -Raw }
        Get-Bits @{ Json = Get-Content "$folder/run.json" -Raw } | Should -Be $whole.Replace("$here", "$folder")
        $second | Should -BeLessThan @(Get-Content "$here/evaluations.log").Count
        (Get-Run -Store "$folder/runs.db").Status | Should -Be Budget
    }
}

Describe 'The module in a session' {
    It 'must be of the same version, and be there' {
        $copy = Join-Path $TestDrive 'PSOptimize'
        $null = New-Item $copy -ItemType Directory
        # The same files under another version: a session takes no second copy of them.
        (Get-Content $manifest -Raw) -replace "ModuleVersion( +)= '[^']+'", "ModuleVersion`$1= '9.9.9'" -replace
            "'PSOptimize.psm1'", "'$(Split-Path $manifest)/PSOptimize.psm1'" | Set-Content "$copy/PSOptimize.psd1"
        $sessions = New-OptimizerSession -Count 1
        try {
            Invoke-Command -Session $sessions -ArgumentList $copy { Remove-Module PSOptimize; Import-Module "$($args[0])/PSOptimize.psd1" }
            $caught = { Invoke-Optimizer Adam -Objective Rosenbrock -Session $sessions } | Should -Throw -PassThru
            $caught.FullyQualifiedErrorId | Should -Match '^SessionVersion,'
            $caught.Exception.Message | Should -Match 'Session 1 on .* has PSOptimize 9\.9\.9, here is'
        }
        finally {
            $sessions | Remove-PSSession
        }
    }

    It 'is needed: <_> is no session' -ForEach 'node1', 5 {
        { Invoke-Optimizer Adam -Objective Rosenbrock -Session $_ } | Should -Throw -ErrorId 'NoSession,*'
    }
}

BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve
    Import-Module $manifest

    # All that a run is, but for when, where and how long.
    function Get-Bits($run) {
        $text = ($run.Json | ConvertFrom-Json -AsHashtable).content
        foreach ($name in 'id', 'started', 'host', 'runtime', 'elapsedTicks', 'evaluated') { $text.Remove($name) }
        $text | ConvertTo-Json -Depth 20 -Compress
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
            $sessions | Remove-PSSession
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
            $sessions | Remove-PSSession
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
            $sessions | Remove-PSSession
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
            $sessions | Remove-PSSession
        }
    }
}

Describe 'The module in a session' {
    It 'must be of the same version, and be there' {
        $copy = Join-Path $TestDrive 'PSOptimize'
        Copy-Item (Split-Path $manifest) $copy -Recurse
        (Get-Content "$copy/PSOptimize.psd1" -Raw) -replace "ModuleVersion( +)= '[^']+'", "ModuleVersion`$1= '9.9.9'" |
            Set-Content "$copy/PSOptimize.psd1"
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

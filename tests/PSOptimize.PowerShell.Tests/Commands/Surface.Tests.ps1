BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')
    $bowl = { param($a, $b) $a * $a + 3 * $b * $b }
}

Describe 'Points and sets as people write them' {
    It 'bounds as <Within>' -ForEach @(
        @{ Within = '-2..2', '0.5..3' }
        @{ Within = '-2..2 0.5..3' }
        @{ Within = '-2..2, 0.5..3' }
        @{ Within = '-2..2;0.5..3' }
        @{ Within = @{ b = '0.5..3'; a = '-2..2' } }
    ) {
        $run = Invoke-Optimizer LBFGS -Objective $bowl -Start 1, 1 -Within $Within
        "$($run.Point)" | Should -Be '[0 0.5]'
    }

    It 'bounds that are wrong name themselves' {
        { Invoke-Optimizer LBFGS -Objective $bowl -Start 1, 1 -Within '0..1', 'wide' } | Should -Throw "*'0..1 wide' is not a box*"
    }

    It 'a start by the names of columns, whatever their order' {
        $rows = [pscustomobject]@{ b = 1; a = 2; note = 'first' }, [pscustomobject]@{ b = '3'; a = '4'; note = 'second' }
        $runs = $rows | Invoke-Optimizer Adam -Objective $bowl -MaxIterations 2
        "$($runs.Start)" | Should -Be '[2 1] [4 3]'
        $runs.note | Should -Be 'first', 'second'
    }

    It 'no start of the columns of an earlier run, which are where it ended' {
        $earlier = Invoke-Optimizer Adam -Objective $bowl -Start 5, 5 -MaxIterations 2 | ConvertTo-Csv | ConvertFrom-Csv
        { $earlier | Select-Object * -ExcludeProperty Start* | Invoke-Optimizer Adam -Objective $bowl -MaxIterations 2 -ErrorAction Stop } |
            Should -Throw '*has no start*'
    }

    It 'a point by name, for a measurement and for a step' {
        (Measure-Objective -Objective $bowl -Point @{ b = 1; a = 2 }, @{ a = 0; b = 2 }).Value | Should -Be 7, 12
        $step = Step-Optimizer Adam -Start ([ordered] @{ flow = 1; heat = 2 })
        $step.Table[0].PSObject.Properties.Name | Should -Contain flow
        "$($step.Request.Points[0])" | Should -Be '[1 2]'
        "$((Step-Optimizer Adam -Start @{ z = 1; y = 2 }).Request.Points[0])" | Should -Be '[2 1]'
        { Measure-Objective -Objective $bowl -Point @{ a = 1 } -ErrorAction Stop } | Should -Throw '*-Point lacks the coordinate b*'
        { Step-Optimizer Adam -Start @{ a = 1 } -CoordinateName a, b } | Should -Throw '*-Start lacks the coordinate b*'
    }

    It 'text that is no point' {
        { Invoke-Optimizer Adam -Objective $bowl -Start a, b } | Should -Throw "*'a' is no point: give one number per coordinate*"
    }
}

Describe 'Files as people name them' {
    BeforeAll {
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive files))
        $objective = New-Objective -Problem Rosenbrock
        foreach ($name in 'one', 'two') {
            $null = $objective | Invoke-Optimizer Adam -MaxIterations 3 -CheckpointPath "$name.json"
        }
        $null = $objective | Invoke-Optimizer Adam -MaxIterations 3 | Export-Run -LiteralPath 'runs[1].jsonl'
    }
    AfterAll { Pop-Location }

    It 'wildcards and Get-ChildItem resume several runs' {
        @($objective | Invoke-Optimizer -Resume '*.json' -MaxIterations 5).Iterations | Should -Be 5, 5
        @(Get-ChildItem *.json | Invoke-Optimizer -Objective $objective -MaxIterations 7).Iterations | Should -Be 7, 7
        { $objective | Invoke-Optimizer -Resume 'none*.json' -ErrorAction Stop } | Should -Throw '*No file matches none*.json*'
    }

    It 'brackets in names' {
        @(Import-Run -LiteralPath 'runs[1].jsonl').Count | Should -Be 1
        @(Import-Run 'runs[1].jsonl').Count | Should -Be 1
        @(Get-ChildItem *.jsonl | Import-Run).Count | Should -Be 1
        { Import-Run 'none*.jsonl' -ErrorAction Stop } | Should -Throw '*No file matches none*.jsonl*'
    }
}

Describe 'Names that are not known' {
    It 'are followed by a question only if one is near: <Name>' -ForEach @(
        @{ Name = 'Adm'; Meant = 'Adam' }, @{ Name = 'nelder'; Meant = 'NelderMead' }, @{ Name = 'Momentun'; Meant = 'Momentum' }
        @{ Name = 'Bayesian'; Meant = '' }, @{ Name = 'Nope'; Meant = '' }, @{ Name = 'x'; Meant = '' }
    ) {
        $message = { Get-OptimizerMethod $Name -ErrorAction Stop } | Should -Throw -PassThru
        if ($Meant) { "$message" | Should -BeLike "*Did you mean $Meant?*" }
        else { "$message" | Should -Be "There is no method '$Name'. Get-OptimizerMethod lists all." }
    }

    It 'such as 1 for a problem' {
        { 1 | New-Objective -ErrorAction Stop } | Should -Throw "There is no test problem '1'. Get-TestProblem lists all."
    }
}

Describe 'What comes down the pipeline and is of no use' {
    It 'is named by Invoke-Optimizer, with or without an objective' {
        foreach ($given in @{}, @{ Objective = 'Rosenbrock' }) {
            $caught = { [datetime]::Now | Invoke-Optimizer Adam @given -ErrorAction Stop } | Should -Throw -PassThru
            $caught.FullyQualifiedErrorId | Should -BeLike 'UnusableInput,*'
            "$caught" | Should -BeLike 'A DateTime came down the pipeline*'
        }
    }

    It 'is named by <_>' -ForEach 'Get-Trajectory', 'Get-Evaluation', 'Show-Trajectory' {
        { [version] '1.2' | & $_ -ErrorAction Stop } | Should -Throw "*A run is needed. '1.2' is none*"
    }
}

Describe 'Advice and messages' {
    It 'a program is told that methods without gradients suit, and not to remove a redirection' {
        $said = New-Objective { param($x) [double](sh -c "echo $x" 2>$null) } -Verbose 4>&1 | Out-String
        $said | Should -BeLike '*a program, which cannot be differentiated*NelderMead or CMAES*'
        $said | Should -Not -BeLike '*redirection*'
        New-Objective { param($x) $y = Get-Date 2>$null; $x } -Verbose 4>&1 | Out-String | Should -BeLike '*redirection*'
    }

    It 'a time has a unit' {
        $run = Invoke-Optimizer NelderMead -Objective { param($x) Start-Sleep -Milliseconds 3; $x * $x } -Start 3 -MaxTime 0.05
        $run.Message | Should -Match '^Budget exhausted: Time [\d.E-]+ of 0\.05 s\.$'
    }

    It '-Debug does not stop a run, and shows what -Verbose would' {
        $module = Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1' -Resolve
        $script = Join-Path $TestDrive 'debug.ps1'
        $line = '(Invoke-Optimizer GradientDescent -Objective Rosenbrock -LearningRate 1 -Debug).Iterations'
        Set-Content $script "Import-Module '$module'", $line
        $lines = dotnet tool run pwsh -- -NoProfile -NonInteractive -File $script 2>&1 | ForEach-Object { "$_" -replace "`e\[[\d;]*m" }
        $lines -join "`n" | Should -Match 'DEBUG: Rosenbrock: gradient as given'
        $lines -join "`n" | Should -Match 'WARNING: GradientDescent on Rosenbrock: The run diverged'
        $lines[-1] | Should -Match '^\d+$'
    }

    It 'classes that can be separated are told, in the list view' {
        $rows = 1..8 | ForEach-Object { [pscustomobject]@{ x = $_; c = $_ -le 4 ? 'low' : 'high' } }
        $run = $rows | New-Objective -Logistic -Target c | Invoke-Optimizer LBFGS -MaxIterations 100
        "$($run.Advice)" | Should -BeLike '*can be separated*L2 penalty*'
        $run = $rows | New-Objective -Logistic -Target c -L2 0.1 | Invoke-Optimizer LBFGS -MaxIterations 100
        "$($run.Advice)" | Should -Not -BeLike '*can be separated*'
    }
}

Describe 'Parameters that go together' {
    It '<Line> is refused: <Why>' -ForEach @(
        @{ Line = 'Invoke-Optimizer Adam -Objective Booth -CheckpointEvery 3'; Why = '-CheckpointPath or -Resume' }
        @{ Line = 'Invoke-Optimizer Adam -Objective Booth -Sampling Sobol'; Why = '-StartCount' }
        @{ Line = 'Invoke-Optimizer Adam -Objective Booth -Penalty 3'; Why = '-EqualTo or -AtMost' }
        @{ Line = 'Invoke-Optimizer Adam -Objective Booth -Experiment e'; Why = '-Store' }
        @{ Line = 'Measure-Objective -Objective Booth -Point 1, 2 -Confidence 0.9'; Why = '-Fit or -Data' }
        @{ Line = '@{ x = 1; y = 2 } | New-Objective -Linear -Target y -HeldOutSeed 3'; Why = '-HeldOut' }
        @{ Line = '@{ x = 1; y = 2 } | New-Objective -Linear -Target y -HuberDelta 3'; Why = '-Loss Huber' }
        @{ Line = 'Step-Optimizer Adam -Start 1 -Force'; Why = '-Path' }
        @{ Line = 'Invoke-Optimizer Adam -Objective Booth | Compare-Run -Target 1 -Tolerance 0.1'; Why = 'beside -Target' }
    ) {
        { & ([scriptblock]::Create($Line)) } | Should -Throw "*$Why*"
    }

    It 'a column may bring what another one needs' {
        $path = Join-Path $TestDrive 'column.json'
        $run = [pscustomobject]@{ CheckpointPath = $path } | Invoke-Optimizer Adam -Objective Booth -MaxIterations 4 -CheckpointEvery 2
        $run.Iterations | Should -Be 4
        $path | Should -Exist
    }
}

Describe 'Aliases' {
    It '<_> is there' -ForEach 'iopt', 'nobj', 'nopt', 'gtra', 'shtra', 'grun' {
        (Get-Alias $_).ResolvedCommand.Source | Should -Be PSOptimize
    }
}

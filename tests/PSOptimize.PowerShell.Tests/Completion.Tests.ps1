BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1')
    $paths = 'Path', 'LiteralPath', 'CheckpointPath', 'Resume', 'KeyFilePath', 'ModulePath'
    $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
    $values = foreach ($command in Get-Command -Module PSOptimize -CommandType Cmdlet) {
        foreach ($parameter in $command.Parameters.Values) {
            if ($parameter.Name -in $common + $paths -or $parameter.SwitchParameter) { continue }
            @{ Command = $command.Name; Parameter = $parameter.Name }
        }
    }
}

BeforeAll {
    function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
}

Describe 'The parameters that are offered' {
    It 'after <Line> are <Own>, and not <Others>' -ForEach @(
        @{ Line = 'Invoke-Optimizer Adam -'; Own = 'Beta1', 'LearningRate', 'Label', 'Start', 'Verbose'; Others = 'Sigma', 'Momentum' }
        @{ Line = 'Invoke-Optimizer -Method CMAES -'; Own = 'Sigma', 'Population', 'Label'; Others = 'Beta1', 'LearningRate' }
        @{ Line = 'Invoke-Optimizer Adam, CMAES -'; Own = 'Sigma', 'Beta1'; Others = , 'Momentum' }
        @{ Line = 'Invoke-Optimizer -'; Own = 'Sigma', 'Beta1', 'Momentum'; Others = @() }
        @{ Line = '$f | Invoke-Optimizer nelderMead -Start 1, 2 -'; Own = , 'Size'; Others = 'Beta1', 'LearningRate' }
        @{ Line = 'New-Optimizer Momentum -'; Own = 'Momentum', 'Form', 'Label'; Others = 'Beta1', 'Sigma' }
        @{ Line = 'New-Optimizer -Chain ClipByNorm, ScaleByAdam -'; Own = 'ClipNorm', 'Beta1'; Others = 'Sigma', 'Threshold' }
        @{ Line = 'Step-Optimizer LBFGS -Start 3 -'; Own = 'Memory', 'Search'; Others = 'Beta1', 'LearningRate' }
        @{ Line = 'New-Schedule Cosine -'; Own = 'Initial', 'Steps', 'Minimum', 'ByEpoch'; Others = 'Factor', 'Milestones' }
        @{ Line = 'New-Objective -Problem Rosenbrock -'; Own = 'A', 'B', 'Dimension'; Others = 'Eigenvalues', 'Model' }
    ) {
        $offered = (Complete $Line).CompletionText
        foreach ($name in $Own) { $offered | Should -Contain "-$name" }
        foreach ($name in $Others) { $offered | Should -Not -Contain "-$name" }
    }

    It 'are all the hyperparameters of <_>' -ForEach 'Adam', 'LBFGS', 'CMAES', 'Prodigy', 'LevenbergMarquardt' {
        $offered = (Complete "New-Optimizer $_ -").CompletionText
        (Get-OptimizerMethod $_).Parameters.Name | ForEach-Object { $offered | Should -Contain "-$_" }
    }

    It 'have tooltips with their default and range' {
        (Complete 'Invoke-Optimizer Adam -Beta1').ToolTip | Should -BeLike '*default 0.9, at least 0 and below 1'
    }

    It 'are those of all methods when the command runs, so that the error can say whose they are' {
        { Invoke-Optimizer CMAES -Objective Rosenbrock -Beta1 0.5 } | Should -Throw 'CMAES has no hyperparameter Beta1: it has *'
        { New-Schedule Cosine -Factor 2 -Initial 1 -Steps 3 } | Should -Throw '*no parameter Factor*'
    }

    It 'are shown by Get-Command as well' {
        (Get-Command Invoke-Optimizer -ArgumentList Adam).Parameters.Keys | Should -Contain Beta1
        (Get-Command Invoke-Optimizer -ArgumentList Adam).Parameters.Keys | Should -Not -Contain Sigma
    }
}

Describe 'Methods' {
    It 'have tooltips that say what they are good for, then their rule' {
        $tip = (Complete 'Invoke-Optimizer Ada').Where({ $_.CompletionText -eq 'Adam' }).ToolTip
        $tip | Should -Match '^the usual choice for networks'
        $tip | Should -Match 'moving averages'
        Get-OptimizerMethod | Where-Object { -not $_.Use } | Should -BeNullOrEmpty
    }
}

Describe 'The values that are offered' {
    BeforeAll {
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive work))
        Set-Content stray.txt 'a file that no value is'
        'time,"my value"', '1,2' | Set-Content rows.csv
        $null = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 2 -Store runs.db -Experiment 'my rates' -Tag @{ rig = 3 }
        # Completion looks into the session, as it does where somebody types.
        $global:completionRows = Import-Csv rows.csv
    }
    AfterAll {
        Pop-Location
        Remove-Variable completionRows -Scope Global
    }

    It 'for <Line> are <Expected>' -ForEach @(
        @{ Line = 'Invoke-Optimizer Adam -LearningRate '; Expected = '0.001', '(New-Schedule Cosine' }
        @{ Line = 'Invoke-Optimizer Momentum -LearningRate '; Expected = , '0.01' }
        @{ Line = 'Invoke-Optimizer Adam -LearningRate (New-Schedule Cos'; Expected = 'Cosine', 'CosineRestarts' }
        @{ Line = 'Invoke-Optimizer Momentum -Form '; Expected = 'Accumulation', 'Velocity' }
        @{ Line = 'Invoke-Optimizer LBFGS -Search '; Expected = 'StrongWolfe', 'Backtracking' }
        @{ Line = 'Invoke-Optimizer -PatienceMetric Held'; Expected = 'HeldOutLoss', 'HeldOutAccuracy', 'HeldOutR2' }
        @{ Line = '$completionRows | New-Objective -Linear -Target '; Expected = 'time', "'my value'" }
        @{ Line = '$completionRows | New-Objective -Linear -Target time -Feature '; Expected = , "'my value'" }
        @{ Line = 'Import-Csv rows.csv | New-Objective -Linear -Target t'; Expected = , 'time' }
        @{ Line = 'Get-Run '; Expected = , 'runs.db' }
        @{ Line = 'Invoke-Optimizer Adam -Store r'; Expected = , 'runs.db' }
        @{ Line = 'Get-Run runs.db -Experiment '; Expected = , "'my rates'" }
        @{ Line = 'Get-Run -Store runs.db -Tag '; Expected = , "@{ rig = '3' }" }
        @{ Line = 'Get-Run runs.db -Objective '; Expected = , 'Rosenbrock' }
        @{ Line = 'Invoke-Optimizer -Objective Rosenbrock -Start '; Expected = '-1.2, 1', '1, 1' }
        @{ Line = 'Invoke-Optimizer Adam -Within '; Expected = '0..1', '0..' }
    ) {
        $offered = (Complete $Line).CompletionText
        foreach ($value in $Expected) { $offered | Should -Contain $value }
        $offered | Should -Not -BeLike '*stray.txt'
    }

    It 'are the metrics that models have' {
        $rows = 1..40 | ForEach-Object { [pscustomobject]@{ x = $_; y = 2 * $_; c = "$($_ % 2)" } }
        $offered = (Complete 'Invoke-Optimizer -PatienceMetric ').CompletionText
        $objectives = @(
            $rows | New-Objective -Linear -Target y -Feature x -BatchSize 5 -HeldOut 0.3
            $rows | New-Objective -Logistic -Target c -Feature x -BatchSize 5 -HeldOut 0.3
        )
        $objectives.MetricNames | Sort-Object -Unique | Should -Be ($offered | Sort-Object)
    }

    It 'are no files: <Command> -<Parameter>' -ForEach $values {
        $offered = (Complete "$Command -$Parameter ").CompletionText
        $offered | Should -Not -Contain './stray.txt'
        $offered | Should -Not -Contain 'stray.txt'
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1')
}

Describe 'New-Objective' {
    It 'takes one array parameter' {
        $objective = New-Objective { param([double[]] $x) $x[0] + 2 * $x[1] }
        ($objective | Measure-Objective -Point 3, 4).Value | Should -Be 11
    }

    It 'takes one scalar parameter per coordinate, whose names become the columns' {
        $objective = New-Objective { param($a, $b) $a - $b }
        $objective.CoordinateNames | Should -Be 'a', 'b'
        $row = $objective | Invoke-Optimizer GradientDescent 1, 2 -MaxIterations 1 | Get-Trajectory | Select-Object -First 1
        $row.a, $row.b | Should -Be 1, 2
    }

    It 'tells from its use whether a single untyped parameter is a number or an array' -ForEach @(
        @{ Script = { param($x) $x * $x }; Dimension = 1 }
        @{ Script = { param($x) [Math]::Sin($x) }; Dimension = 1 }
        @{ Script = { param([double] $x) $x }; Dimension = 1 }
        @{ Script = { param($x) $x[0] * $x[0] }; Dimension = 0 }
        @{ Script = { param($x) $s = 0.0; foreach ($v in $x) { $s += $v * $v }; $s }; Dimension = 0 }
        @{ Script = { param([double[]] $x) 1.0 }; Dimension = 0 }
    ) {
        (New-Objective $Script).Dimension | Should -Be $Dimension
    }

    It 'takes the name of a test problem in place of a block' {
        (New-Objective Rastrigin -Dimension 4).Dimension | Should -Be 4
        { New-Objective Rastrgin -ErrorAction Stop } | Should -Throw '*Did you mean Rastrigin?*'
    }

    It 'warns where numbers with fractions would be the classes of a network' {
        $rows = 1..9 | ForEach-Object { [pscustomobject] @{ x = $_; y = $_ / 4; n = $_ % 3 } }
        $null = $rows | New-Objective -Network 3 -Target y -Feature x -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike 'FractionsAreClasses: y has numbers with fractions, and each of its 9 values*-Loss Squared*'
        $null = $rows | New-Objective -Network 3 -Target y -Feature x -Loss Squared -WarningVariable warned
        $null = $rows | New-Objective -Network 3 -Target n -Feature x -WarningVariable +warned
        $warned | Should -BeNullOrEmpty
    }

    It 'uses a gradient script block' {
        $objective = New-Objective { param($a, $b) $a * $a + $b } -Gradient { param($a, $b) (2 * $a), 1 }
        $objective.Differentiation | Should -Be 'Given'
        ($objective | Measure-Objective -Point 3, 4).Gradient.ToArray() | Should -Be 6, 1
    }

    It 'reports a gradient of another length than the point' {
        New-Objective { param($a, $b) $a + $b } -Gradient { param($a, $b) $a } |
            Measure-Objective -Point 3, 4 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ScriptGradientLength,*'
    }

    It 'makes a test problem with parameters' {
        $objective = New-Objective -Problem Rosenbrock -B 1 -Name gentle
        $objective.Name | Should -Be 'gentle'
        ($objective | Measure-Objective -Point 0.1, 3).Value | Should -Be (0.9 * 0.9 + 2.99 * 2.99)
    }

    It 'maximises, and shows the values of the function itself' {
        $run = New-Objective { param($x) 5 - ($x - 2) * ($x - 2) } -Maximize |
            Invoke-Optimizer GradientDescent 0 -LearningRate 0.25 -TargetValue 4.9
        $run.Outcome.Kind | Should -Be 'Converged'
        $run.Value | Should -BeGreaterThan 4.9
        $rows = $run | Get-Trajectory
        $rows[0].Value | Should -Be 1
    }

    It 'runs interpreted blocks in the scope of the caller' {
        $weight = 3
        $objective = New-Objective { param($x) $null = Get-Date; $weight * $x * $x }
        $objective.Differentiation | Should -Be 'Central'
        $weight = 4
        ($objective | Measure-Objective -Point 2).Value | Should -Be 16
    }

    It 'says with -Verbose how the gradient is obtained' {
        $text = New-Objective { param($x) $null = Get-Date; $x * $x } -Verbose 4>&1 | Out-String
        $text | Should -Match 'central differences.*because'
    }
}

[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester has one scope.')]
param()

BeforeDiscovery {
    $names = (& (Join-Path $PSScriptRoot 'Get-ProblemScript.ps1')).Keys
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1' -Resolve)
    $scripts = & (Join-Path $PSScriptRoot 'Get-ProblemScript.ps1')

    # Two work in one coordinate only, and four are for least squares alone. Those with curvature end within a few steps, and a script block
    # gives Newton's method exact products where the built-in problem has differences. Powell's lines turn on which of two values is lower.
    $others = 'Brent', 'GoldenSection', 'ClosedForm', 'LevenbergMarquardt', 'Dogleg', 'GaussNewton', 'LBFGS', 'BFGS',
        'ConjugateGradients', 'TrustRegionNewton', 'SQP', 'FISTA', 'QuadraticInterpolation', 'Powell', 'MLSL', 'BasinHopping',
        'DualAnnealing'
    $methods = Get-OptimizerMethod | ForEach-Object Name | Where-Object { $_ -notin $others }

    function Measure-Gap($one, $other) {
        $scale = [Math]::Max(1.0, $one.Norm())
        ($one - $other).Norm() / $scale
    }
}

Describe 'Test problems as script blocks' {
    It 'cover all but those with constraints and those of the collection for methods with curvature' {
        $others = Get-TestProblem | Where-Object { $_.Reference -notlike 'Moré*' -and -not $_.IsConstrained }
        $scripts.Keys | Sort-Object | Should -Be ($others | ForEach-Object Name | Sort-Object)
    }

    It '<_> has the value and the gradient of the built-in problem' -ForEach $names {
        $builtin = New-Objective -Problem $_
        $script = New-Objective $scripts[$_] -Differentiation Exact -ErrorAction Stop
        $random = [Random]::new(7)
        foreach ($k in 1..20) {
            [double[]] $point = foreach ($i in 0..($builtin.Dimension - 1)) {
                $builtin.Problem.Lower[$i] + $random.NextDouble() * ($builtin.Problem.Upper[$i] - $builtin.Problem.Lower[$i])
            }
            $expected = $builtin.ValueAndGradient($point)
            $given = $script.ValueAndGradient($point)
            [Math]::Abs($given.Value - $expected.Value) | Should -BeLessOrEqual (1e-13 * [Math]::Abs($expected.Value))
            ($given.Gradient - $expected.Gradient).Norm() | Should -BeLessOrEqual (1e-13 * $expected.Gradient.Norm())
        }
    }

    It '<_> leads every method along the trajectory of the built-in problem' -ForEach $names {
        $builtin = New-Objective -Problem $_
        $script = New-Objective $scripts[$_] -Differentiation Exact -ErrorAction Stop
        # Away from the usual start, where some partial derivatives are exactly 0 and some methods depend on their signs.
        $i = 0
        $start = foreach ($coordinate in $builtin.Problem.Start.ToArray()) { $coordinate + 0.0731 * ++$i }
        # If a method is chaotic, gradients that differ in the last bit may lead far apart. So trajectories are compared only as long as
        # one from another start, a few units in the last place away, stays within the tolerance itself.
        $nearby = foreach ($coordinate in $start) { $coordinate + 8 * [Math]::Max([Math]::Abs($coordinate), 1.0) * [Math]::Pow(2, -52) }
        $common = @{ MaxIterations = 60; Seed = 3; ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        $ofOne = if ($builtin.Dimension -eq 1) { 'Brent', 'GoldenSection' }
        $full = 0
        $compared = @($methods) + @($ofOne | Where-Object { $_ })
        foreach ($method in $compared) {
            # An iteration of a simplex takes about two trials.
            $common.MaxIterations = $method -eq 'NelderMead' ? 30 : 60
            $expected = @(($builtin | Invoke-Optimizer $method -Start $start @common).Trajectory)
            $given = @(($script | Invoke-Optimizer $method -Start $start @common).Trajectory)
            $other = @(($builtin | Invoke-Optimizer $method -Start $nearby @common).Trajectory)
            $expected.Count | Should -BeGreaterThan 1 -Because $method
            $isChaotic = $false
            for ($k = 0; $k -lt $expected.Count -and -not $isChaotic; $k++) {
                $isChaotic = $k -ge $other.Count -or -not ((Measure-Gap $expected[$k].Point $other[$k].Point) -le 1e-12)
                if ($isChaotic) { break }
                Measure-Gap $expected[$k].Point $given[$k].Point | Should -BeLessOrEqual 1e-12 -Because "$method, iteration $k"
            }
            $k | Should -BeGreaterThan 1 -Because "$method is compared over some steps"
            if (-not $isChaotic) { $full++ }
        }
        $full | Should -BeGreaterThan (0.75 * $compared.Count) -Because 'chaos is the exception'
    }
}

[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester has one scope.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1' -Resolve)
    $valley = New-Objective { param($x, $y) [Math]::Pow(1 - $x, 2) + 100 * [Math]::Pow($y - $x * $x, 2) }
}

Describe 'Methods that use curvature' {
    It '<_> ends by itself at the minimum of a script block' -ForEach 'LBFGS', 'TrustRegionNewton' {
        $run = $valley | Invoke-Optimizer $_ -Start -1.2, 1
        $run.Outcome.Kind | Should -Be Converged
        [Math]::Abs($run.Point[0] - 1) | Should -BeLessThan 1e-8
    }

    It '<_> keeps within bounds' -ForEach 'LBFGS', 'TrustRegionNewton' {
        $run = $valley | Invoke-Optimizer $_ -Start -1.2, 1 -Within '-2..0.5'
        $run.Outcome.Kind | Should -Be Converged
        $run.Point[0] | Should -Be 0.5
    }

    It 'take a search by its name, and say which there are' {
        ($valley | Invoke-Optimizer LBFGS -Search Backtracking -Start -1.2, 1).Outcome.Kind | Should -Be Converged
        { New-Optimizer LBFGS -Search Foo } | Should -Throw '*There is no search*Backtracking, HagerZhang, StrongWolfe*'
    }

    It '<_> says that a function falls without end' -ForEach 'LBFGS', 'TrustRegionNewton' {
        $run = New-Objective { param($x) $x * 3 - 1 } | Invoke-Optimizer $_ -Start 2 -WarningAction SilentlyContinue
        $run.Message | Should -BeLike '*falls without end*'
    }
}

<#
.SYNOPSIS
    Ridge and lasso on the diabetes data: which coefficients survive as the penalty grows.
.DESCRIPTION
    Ridge regression has a closed form and shrinks all coefficients a little; the lasso sets one after the other to exactly 0. Each row is
    one fit: penalty, R², the number of coefficients that are not 0, and the coefficients of the standardised columns.
.EXAMPLE
    examples/lasso-path.ps1 | Format-Table
#>
Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize')

$diabetes = Import-Csv (Join-Path $PSScriptRoot 'data/diabetes.csv')
$lasso = New-Optimizer Momentum -LearningRate 0.1 -Momentum 0.9

foreach ($penalty in 0, 1, 3, 10, 30, 60) {
    $runs = @(
        $diabetes | New-Objective -Linear -Target progression -Standardize -L2 ($penalty / 100) -Name ridge | Invoke-Optimizer ClosedForm
        $diabetes | New-Objective -Linear -Target progression -Standardize -L1 $penalty -Name lasso |
            Invoke-Optimizer $lasso -GradientTolerance 1e-8 -MaxIterations 20000
    )
    foreach ($run in $runs) {
        $row = [ordered]@{ Model = $run.Objective.Name; Penalty = $run.Run.Objective.Options.L1 + $run.Run.Objective.Options.L2 }
        $row.RSquared = ($run | Measure-Objective -Fit).RSquared
        $row.NotZero = @($run.Point.Elements[0..9] -ne 0).Count
        for ($i = 0; $i -lt 10; $i++) { $row[$run.Objective.CoordinateNames[$i]] = $run.Point[$i] }
        [pscustomobject]$row
    }
}

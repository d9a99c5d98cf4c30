<#
.SYNOPSIS
    The die of maximum entropy whose throws have the mean 4.5 (Jaynes 1957): six probabilities under two equations.
.EXAMPLE
    examples/die.ps1
#>
Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize')

$entropy = New-Objective -Name entropy -Maximize { param([double[]] $p) $s = 0.0; foreach ($q in $p) { $s -= $q * [Math]::Log($q) }; $s }
$mean = { param([double[]] $p) $p[0] + 2 * $p[1] + 3 * $p[2] + 4 * $p[3] + 5 * $p[4] + 6 * $p[5] - 4.5 }
$entropy | Invoke-Optimizer GradientDescent -LearningRate 0.02 -Start (, (1 / 6) * 6) -Simplex 1 -EqualTo $mean `
    -StepTolerance 1e-12 -MaxIterations 5000

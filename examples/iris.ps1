<#
.SYNOPSIS
    Tells two species of iris apart by logistic regression (a perceptron with a sigmoid), fitted to seven tenths of the flowers.
.EXAMPLE
    examples/iris.ps1
#>
Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize')

$flowers = Import-Csv (Join-Path $PSScriptRoot 'data/iris.csv') | Where-Object species -In 1, 2

$run = $flowers | New-Objective -Name iris -Logistic -Target species -Standardize -L2 0.01 -HeldOut 0.3 |
    Invoke-Optimizer -Method Momentum -LearningRate 0.5 -GradientTolerance 1e-8

$run | Measure-Objective -Data $flowers

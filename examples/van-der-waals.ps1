<#
.SYNOPSIS
    Fits the van der Waals constants a and b to an isotherm: pressures p (bar) of a gas at 320 K against molar volumes V (litres per mole).
.DESCRIPTION
    The model is a script block, and its exact gradient is derived from the script. With -Sigma the loss is the reduced chi-squared, about
    1 for a good model. -Scale gives the typical sizes of a and b, and the rate falls to 0 over the run, so that it converges.
.EXAMPLE
    examples/van-der-waals.ps1
#>
Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize')

$run = Import-Csv (Join-Path $PSScriptRoot 'data/isotherm.csv') |
    New-Objective -Name isotherm -Target p -Sigma dp -Model {
        param($row, $a, $b)
        0.083145 * 320 / ($row.V - $b) - $a / ($row.V * $row.V)
    } |
    Invoke-Optimizer -Method Adam -Start 3, 0.04 -Scale 1, 0.01 -LearningRate (New-Schedule Cosine -Initial 0.05 -Steps 5000) `
        -MaxIterations 5000 -GradientTolerance 1e-8

$run | Measure-Objective -Fit

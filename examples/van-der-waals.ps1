<#
.SYNOPSIS
    Fits the van der Waals constants a and b to an isotherm: pressures p (bar) of a gas at 320 K against molar volumes V (litres per mole).
.DESCRIPTION
    The model is a script block, and its exact derivatives come from the script. With -Sigma the loss is the reduced chi-squared, about 1
    for a good model. A start is all that the fit needs: residuals are offered, so that Levenberg–Marquardt is chosen.
.EXAMPLE
    examples/van-der-waals.ps1
#>
Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize')

$run = Import-Csv (Join-Path $PSScriptRoot 'data/isotherm.csv') |
    New-Objective -Name isotherm -Target p -Sigma dp -Model {
        param($row, $a, $b)
        0.083145 * 320 / ($row.V - $b) - $a / ($row.V * $row.V)
    } |
    Invoke-Optimizer -Start 3, 0.04

$run | Measure-Objective -Fit

<#
.SYNOPSIS
    Draws a race of five methods over a landscape full of saddles and through Rosenbrock's valley.
.DESCRIPTION
    Writes the picture race.svg and the page race.html, for a browser, and returns both files.
.PARAMETER Out
    The folder for both files, default out/pictures in this repository.
.EXAMPLE
    examples/race.ps1 -Out .
#>
param([string] $Out = (Join-Path $PSScriptRoot '../out/pictures'))

$ErrorActionPreference = 'Stop'
$null = New-Item $Out -ItemType Directory -Force
Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize/PSOptimize.psd1')

$saddles = New-Objective -Name 'sin 2x · cos 2y + (x² + y²) / 8' {
    param($x, $y) [Math]::Sin(2 * $x) * [Math]::Cos(2 * $y) + ($x * $x + $y * $y) / 8
}
$methods = 'GradientDescent', 'Momentum', 'AdaGrad', 'RMSProp', 'Adam'

$runs = @(
    $saddles | Invoke-Optimizer $methods -Start 2.36, 1.55 -LearningRate 0.05 -MaxIterations 300
    Invoke-Optimizer $methods -Objective Rosenbrock -Start -1.2, 1 -LearningRate 0.001 -MaxIterations 2000
)
$runs | Export-TrajectoryPlot (Join-Path $Out 'race.svg') -Force -PassThru
$runs | Export-TrajectoryPlot (Join-Path $Out 'race.html') -Title 'Five methods race' -Force -PassThru

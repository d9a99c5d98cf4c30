<#
.SYNOPSIS
    Draws a curve fitted to a reference data set of NIST, and a network that tells irises apart by two measurements.
.DESCRIPTION
    Writes the picture data.svg and the page data.html, for a browser, and returns both files.
.PARAMETER Out
    The folder for both files, default out/pictures in this repository.
.EXAMPLE
    examples/data.ps1 -Out .
#>
param([string] $Out = (Join-Path $PSScriptRoot '../out/pictures'))

$ErrorActionPreference = 'Stop'
$null = New-Item $Out -ItemType Directory -Force
Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize/PSOptimize.psd1')

# Ultrasonic calibration: the response y at the distance x.
$calibration = Get-Content (Join-Path $PSScriptRoot 'data/nist/Chwirut2.dat') | Select-Object -Skip 60 | ForEach-Object {
    $y, $x = -split $_
    [pscustomobject]@{ x = [double]$x; y = [double]$y }
} | New-Objective -Name 'Ultrasonic calibration (NIST Chwirut2)' -Target y -Model {
    param($row, $b1, $b2, $b3) [Math]::Exp(-$b1 * $row.x) / ($b2 + $b3 * $row.x)
}
$irises = Import-Csv (Join-Path $PSScriptRoot 'data/iris.csv') |
    New-Objective -Name 'Irises by their petals' -Network 6 -Feature petalLength, petalWidth -Target species -Standardize `
        -BatchSize 20 -HeldOut 0.2

$runs = @(
    $calibration | Invoke-Optimizer Adam, NelderMead -Start 0.1, 0.01, 0.02 -Scale 0.1, 0.001, 0.01 -LearningRate 0.1 -MaxIterations 400
    $irises | Invoke-Optimizer Adam -LearningRate 0.02 -MaxEpochs 40
)
$runs | Export-TrajectoryPlot (Join-Path $Out 'data.svg') -Force -PassThru
$runs | Export-TrajectoryPlot (Join-Path $Out 'data.html') -Title 'A fit and a classifier' -Force -PassThru

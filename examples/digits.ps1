<#
.SYNOPSIS
    Trains a small network to read digits: 64 pixels, 32 rectified units, 10 classes, in batches of 128.
.DESCRIPTION
    A fifth of the images is held out; loss and accuracy on them are columns of the trajectory, one row per epoch. The rate falls from
    epoch to epoch, and the run stops when the accuracy on the images held out has not improved for ten epochs. The best epoch is the
    answer.
.PARAMETER Epochs
    The largest number of passes through the images, default 30.
.EXAMPLE
    examples/digits.ps1 | Format-Table
#>
param([int] $Epochs = 30)

Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize')

$network = Import-Csv (Join-Path $PSScriptRoot 'data/digits.csv') |
    New-Objective -Name digits -Network 32 -Target digit -BatchSize 128 -HeldOut 0.2

$run = $network | Invoke-Optimizer -Method Adam -LearningRate (New-Schedule Geometric -Initial 0.01 -Factor 0.98 -ByEpoch) `
    -MaxEpochs $Epochs -ByEpoch -PatienceMetric HeldOutAccuracy -Patience 10

$run | Get-Trajectory | Select-Object Epoch, FullLoss, Accuracy, HeldOutLoss, HeldOutAccuracy

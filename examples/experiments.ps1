<#
.SYNOPSIS
    A week in a laboratory: a table of 60 experiments, made four at a time and kept in a store, and what they show together.
.DESCRIPTION
    Run it twice, or end it in the middle and run it again: what is in the store is not made again.
.PARAMETER Folder
    Where the table, the store and the results are; default a folder in the temporary one.
.PARAMETER Milliseconds
    How long one measurement takes.
.EXAMPLE
    examples/experiments.ps1 -Folder .
#>
param(
    [string] $Folder = (Join-Path ([System.IO.Path]::GetTempPath()) 'PSOptimize-experiments'),
    [int] $Milliseconds = 5
)
$ErrorActionPreference = 'Stop'
$null = New-Item $Folder -ItemType Directory -Force
Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize/PSOptimize.psd1')

# The plan: 3 methods, 5 rates, 4 starts, as a table that anybody can edit.
$plan = Join-Path $Folder 'plan.csv'
$(foreach ($method in 'GradientDescent', 'Momentum', 'Adam') {
        foreach ($rate in 0.001, 0.003, 0.01, 0.03, 0.1) {
            foreach ($start in '0 2', '2 2', '-2 1', '1 -1') {
                [pscustomobject] @{ Method = $method; LearningRate = $rate; Start = $start; Batch = 'A' }
            }
        }
    }) | Export-Csv $plan

# The rig: each measurement takes its time.
$rig = New-Objective -Name rig {
    param($x, $y)
    Start-Sleep -Milliseconds $Milliseconds
    ($x - 1) * ($x - 1) + 10 * ($y + 0.5) * ($y + 0.5)
} -Gradient { param($x, $y) (2 * ($x - 1)), (20 * ($y + 0.5)) }

# The experiments. Rows that the store has are not made again.
$store = Join-Path $Folder 'runs.db'
$runs = Import-Csv $plan |
    Invoke-Optimizer -Objective $rig -MaxIterations 20 -ThrottleLimit 4 -Store $store -Experiment rates -SkipDone -WarningAction Ignore

# What they show.
$runs | Export-Csv (Join-Path $Folder 'runs.csv')
$runs | Sort-Object Value | Select-Object -First 5 | Format-Table
$runs | Compare-Run -By Method, LearningRate | Sort-Object Median | Select-Object -First 5
"$($runs.Count) runs: $Folder"

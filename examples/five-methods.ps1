<#
.SYNOPSIS
    Lets five methods race from one start down Rosenbrock's valley, and writes every step into a CSV file.
.DESCRIPTION
    The objective is an ordinary script block: its parameters name the columns, and its gradient is derived from the script.
.PARAMETER Path
    The CSV file, default out/five-methods.csv beside the built module.
.EXAMPLE
    examples/five-methods.ps1
#>
param([string] $Path = (Join-Path $PSScriptRoot '../out/five-methods.csv'))

Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize')

$rosenbrock = New-Objective -Name Rosenbrock { param($x, $y) [Math]::Pow(1 - $x, 2) + 100 * [Math]::Pow($y - $x * $x, 2) }

$methods = @(
    New-Optimizer GradientDescent -LearningRate 0.001
    New-Optimizer Momentum -LearningRate 0.0005 -Momentum 0.9
    New-Optimizer AdaGrad -LearningRate 0.5
    New-Optimizer RMSProp -LearningRate 0.005
    New-Optimizer Adam -LearningRate 0.05
)
$runs = $rosenbrock | Invoke-Optimizer -Method $methods -Start 0.1, 3 -GradientTolerance 1e-4 -MaxIterations 4000

$runs | Get-Trajectory | Export-Csv $Path
$runs

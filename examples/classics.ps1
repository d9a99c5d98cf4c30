<#
.SYNOPSIS
    The classical demonstrations of gradient descent.
.DESCRIPTION
    A parabola, a paraboloid, and Rosenbrock's valley: with gentle walls (b = 1), where momentum arrives and plain descent crawls, and
    with steep walls (b = 100), where the learning rate is too high for both: the runs diverge, and their outcome says so.
.EXAMPLE
    examples/classics.ps1 | Format-List
#>
param()

Import-Module (Join-Path $PSScriptRoot '../out/PSOptimize')

$plain = New-Optimizer GradientDescent -LearningRate 0.01
$rolling = New-Optimizer Momentum -LearningRate 0.01 -Momentum 0.8 -Form Velocity

New-Objective -Problem Parabola |
    Invoke-Optimizer -Method GradientDescent -Start 5 -LearningRate 0.1 -MaxIterations 25

New-Objective -Problem Sphere |
    Invoke-Optimizer -Method GradientDescent -Start 2.9, -2.9 -LearningRate 0.025 -MaxIterations 100

foreach ($b in 1, 100) {
    New-Objective -Problem Rosenbrock -A 1 -B $b -Name "Rosenbrock b=$b" |
        Invoke-Optimizer -Method $plain, $rolling -Start 0.1, 3 -MaxIterations 1000
}

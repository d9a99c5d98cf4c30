# Makes a page and the CSV of the same runs. The names are hostile on purpose.
param([string] $Module, [string] $Folder)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$runs = @(
    Invoke-Optimizer GradientDescent, Adam -Objective Rosenbrock -Start -1.2, 1 -LearningRate 0.001 -MaxIterations 120
    New-Optimizer Momentum -LearningRate 0.001 -Label '<script>alert(1)</script><b>' | Invoke-Optimizer -Objective Rosenbrock -Start -1.2, 1 -MaxIterations 120
)
$runs | Get-Trajectory | Export-Csv (Join-Path $Folder 'rows.csv')
$runs | Export-TrajectoryPlot (Join-Path $Folder 'page.html') -Title '</script><script>alert(2)</script>'

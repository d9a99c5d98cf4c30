# Makes pages, and CSV files of what they show. The names are hostile on purpose.
param([string] $Module, [string] $Folder)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$runs = @(
    Invoke-Optimizer GradientDescent, Adam -Objective Rosenbrock -Start -1.2, 1 -LearningRate 0.001 -MaxIterations 120
    New-Optimizer Momentum -LearningRate 0.001 -Label '<script>alert(1)</script><b>' |
        Invoke-Optimizer -Objective Rosenbrock -Start -1.2, 1 -MaxIterations 120
)
$runs | Get-Trajectory | Export-Csv (Join-Path $Folder 'rows.csv')
$runs | Export-TrajectoryPlot (Join-Path $Folder 'page.html') -Title '</script><script>alert(2)</script>'

# A curve with errors, a classifier of two features, a regression on several columns.
$data = foreach ($i in 0..19) {
    $t = 0.25 * $i
    [pscustomobject]@{ t = $t; y = 5 * [Math]::Exp(-0.7 * $t) + 0.1 * [Math]::Sin(9 * $i); s = 0.1 + 0.01 * $i }
}
$data | Export-Csv (Join-Path $Folder 'data.csv')
$decay = $data | New-Objective -Model { param($row, $a, $k) $a * [Math]::Exp(-$k * $row.t) } -Target y -Sigma s |
    Invoke-Optimizer Adam, NelderMead -Start 3, 0.3 -LearningRate 0.05 -MaxIterations 300
$decay[0] | Get-Trajectory | Export-Csv (Join-Path $Folder 'decay.csv')

$iris = Import-Csv (Join-Path $PSScriptRoot '../../../examples/data/iris.csv')
$classes = $iris | New-Objective -Softmax -Feature petalLength, petalWidth -Target species -BatchSize 30 -HeldOut 0.2 |
    Invoke-Optimizer Adam -LearningRate 0.05 -MaxEpochs 20 -Seed 1
$classes | Get-Trajectory | Export-Csv (Join-Path $Folder 'learning.csv')

$diabetes = Import-Csv (Join-Path $PSScriptRoot '../../../examples/data/diabetes.csv')
$linear = $diabetes | New-Objective -Linear -Target progression -Standardize | Invoke-Optimizer Adam -LearningRate 1 -MaxIterations 300

# A run that diverges: no browser can draw as far as 10 to the 44.
$gone = Invoke-Optimizer GradientDescent, Adam -Objective Rosenbrock -Start 0.1, 3 -LearningRate 0.01 -MaxIterations 100 `
    -WarningAction SilentlyContinue

@($decay) + $classes + $linear + $gone | Export-TrajectoryPlot (Join-Path $Folder 'data.html') -WarningAction SilentlyContinue
# Five coordinates, a network, sixty runs: pages whose sections differ in number.
$five = New-Objective { param([double[]] $x) $s = 0.0; foreach ($v in $x) { $s += $v * $v - 3 * [Math]::Cos(3 * $v) + 3 }; $s } |
    Invoke-Optimizer CMAES, NelderMead -Start 2, -3, 2, -2, 2 -Seed 1, 2 -MaxIterations 60
$five | Export-TrajectoryPlot (Join-Path $Folder 'five.html')
$iris | New-Objective -Network 8 -Target species -Standardize -BatchSize 30 -HeldOut 0.2 |
    Invoke-Optimizer Adam, Momentum -LearningRate 0.01 -MaxEpochs 5 | Export-TrajectoryPlot (Join-Path $Folder 'network.html')
$sixty = foreach ($rate in 0.0001, 0.0003, 0.001, 0.002, 0.003) {
    foreach ($start in (0.1, 3), (-1.2, 1), (2, 2), (-2, -1)) {
        Invoke-Optimizer GradientDescent, Momentum, Adam -Objective Rosenbrock -Start $start -LearningRate $rate -MaxIterations 1000 `
            -WarningAction SilentlyContinue
    }
}
$sixty | Export-TrajectoryPlot (Join-Path $Folder 'sixty.html') -WarningAction SilentlyContinue

# Whatever a user can name is hostile: objective, coordinates, columns, classes, labels.
$evil = '</script><img src=x onerror=alert(1)><svg onload=alert(2)>'
$bad = New-Objective ([scriptblock]::Create("param(`${x$evil}, `${y$evil}) `${x$evil} * `${x$evil} + `${y$evil} * `${y$evil}")) -Name $evil
$names = @($bad | Invoke-Optimizer (New-Optimizer Adam -Label $evil), NelderMead -Start 1, 2 -MaxIterations 5)
$names += 1..20 | ForEach-Object { [pscustomobject]@{ "a$evil" = $_ % 7; "b$evil" = $_ % 5; "t$evil" = "$($_ % 2)$evil" } } |
    New-Objective -Softmax -Target "t$evil" -Name "fit$evil" -BatchSize 5 | Invoke-Optimizer Adam -MaxEpochs 3
$names += 1..9 | ForEach-Object { [pscustomobject]@{ "a$evil" = $_; "t$evil" = 2 * $_ } } |
    New-Objective -Linear -Target "t$evil" -Name "line$evil" | Invoke-Optimizer Adam -MaxIterations 5
$names | Export-TrajectoryPlot (Join-Path $Folder 'names.html') -Title $evil

@($decay) + $classes + $linear | ForEach-Object { "$($_.Point.ToArray() -join ',')" } | Set-Content (Join-Path $Folder 'points.txt')

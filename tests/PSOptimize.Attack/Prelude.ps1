# What the calls use: sound objects of each kind, and objects that behave badly.
$rosenbrock = New-Objective -Problem Rosenbrock
$any = New-Objective { param([double[]] $x) $sum = 0.0; foreach ($item in $x) { $sum += $item * $item }; $sum } -Name any
$block = { param($x, $y) $x * $x + ($y - 1) * ($y - 1) }
$slow = New-Objective { param($x, $y) $null = Get-Date; $x * $x + $y * $y } -Name slow -Differentiation Central
$kinds = 'left', 'right', 'up'
$rows = 1..6 | ForEach-Object { [pscustomobject]@{ a = $_; b = $_ * $_; y = 2.0 * $_ + 1; sigma = 0.5; kind = $kinds[$_ % 3] } }
$fit = $rows | New-Objective -Linear -Target y -Feature a, b
$run = Invoke-Optimizer Adam -Objective $rosenbrock -MaxIterations 3 -KeepEvaluations 10
$runs = Invoke-Optimizer Adam, RMSProp -Objective $rosenbrock -Seed 0, 1 -MaxIterations 3
$fitRun = $fit | Invoke-Optimizer -MaxIterations 3
$step = Step-Optimizer -Method NelderMead -Start 1, 2
$stepOfFile = Step-Optimizer -Method Adam -Start 1, 2 -Path keep/step.json -Force
$null = Invoke-Optimizer Adam -Objective $rosenbrock -MaxIterations 3 -CheckpointPath keep/run.json -Force
if (-not (Test-Path keep/runs.db)) {
    $null = Invoke-Optimizer Adam, RMSProp -Objective $rosenbrock -MaxIterations 3 -Store keep/runs.db -Tag @{ place = 'here' }
}
$stored = Get-Run keep/runs.db
$runs | Export-Run keep/runs.jsonl -Force
$rows | Export-Csv keep/rows.csv
class Thrower {
    [string] ToString() { throw 'no text' }
    [int] GetHashCode() { throw 'no hash' }
    [bool] Equals([object] $other) { throw "not comparable with a $($other.GetType())" }
}
$thrower = [Thrower]::new()
$throwing = [pscustomobject]@{ Note = 1 }
foreach ($name in 'Method', 'Objective', 'Start', 'Value', 'Name', 'Json', 'a', 'x', 'y', 'Point', 'Run', 'Store') {
    $throwing | Add-Member ScriptProperty $name { throw 'no property' }
}
$cyclic = [Collections.ArrayList]::new()
$null = $cyclic.Add($cyclic)
$cycle = @{ }
$cycle.x = $cycle
$deep = @(1)
foreach ($i in 1..3000) { $deep = , $deep }
if (-not $IsWindows) {
    foreach ($device in @{ Name = 'null'; Number = 3 }, @{ Name = 'zero'; Number = 5 }, @{ Name = 'full'; Number = 7 }) {
        if (-not (Test-Path "keep/$($device.Name)")) { mknod "keep/$($device.Name)" c 1 $device.Number 2>$null }
    }
    # Apart from the files that a pattern matches: whoever reads it waits.
    if (-not (Test-Path aside/pipe)) { $null = New-Item aside -ItemType Directory; mkfifo aside/pipe 2>$null }
    if (-not (Get-Item keep/round -ErrorAction Ignore)) { ln -s nothing/at/all keep/dangling; ln -s round keep/round }
}
# The calls name these.
$null = $any, $block, $slow, $run, $fitRun, $step, $stepOfFile, $stored, $thrower

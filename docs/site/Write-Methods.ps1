<#
.SYNOPSIS
    Writes a page for each method: its rule, its paper, its hyperparameters, when to use it, and its path on three landscapes.
.PARAMETER Folder
    Where the pages go.
.PARAMETER Comments
    The documentation comments of the core.
#>
param([Parameter(Mandatory)] [string] $Folder, [Parameter(Mandatory)] $Comments)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

$kinds = [ordered] @{
    Curvature = 'Curvature'
    LeastSquares = 'Least squares'
    Constrained = 'Equations and inequalities'
    Proximal = 'Sets and L1'
    FirstOrder = 'First order'
    DerivativeFree = 'Without gradients'
    Global = 'The lowest of many minima'
    Methods = 'Linear models'
}

# The landscapes of a method: an objective and a start each.
$usual = @(
    @{ Objective = 'Rosenbrock'; Start = -1.2, 1 }
    @{ Objective = 'Himmelblau'; Start = 0, -2 }
    @{ Objective = New-Objective -Name 'x² + 25y²' { param($x, $y) $x * $x + 25 * $y * $y }; Start = -2, 1 }
)
$squares = @(
    @{ Objective = 'Rosenbrock'; Start = -1.2, 1 }
    @{ Objective = 'Beale'; Start = 1, 1 }
    @{ Objective = 'FreudensteinRoth'; Start = 0.5, -2 }
)
$lines = @(
    @{ Objective = New-Objective -Name 'x⁴ − 3x³ + 2' { param($x) $x * $x * $x * $x - 3 * $x * $x * $x + 2 }; Start = 0 }
    @{ Objective = New-Objective -Name 'eˣ − 2x' { param($x) [Math]::Exp($x) - 2 * $x }; Start = -2 }
    @{ Objective = New-Objective -Name '|x − 1| + x²/4' { param($x) [Math]::Abs($x - 1) + $x * $x / 4 }; Start = -3 }
)
$noise = 0.4, -0.7, 0.2, 0.9, -0.5, 0.1, -0.8, 0.6, 0.3, -0.4, 0.5, -0.2
$tables = @(
    @{ Objective = New-Objective -Name 'A line' -Linear -Target y -InputObject @(
            0..11 | ForEach-Object { [pscustomobject] @{ x = $_; y = 1 + 0.5 * $_ + $noise[$_] } }) }
    @{ Objective = New-Objective -Name 'A line through fewer points' -Linear -Target y -InputObject @(
            0..4 | ForEach-Object { [pscustomobject] @{ x = $_; y = 3 - 0.8 * $_ + $noise[$_] } }) }
    @{ Objective = New-Objective -Name 'Two columns' -Linear -Target y -InputObject @(
            0..11 | ForEach-Object { [pscustomobject] @{ u = $_; v = $_ * $_ % 7; y = $_ - 0.5 * ($_ * $_ % 7) + $noise[$_] } }) }
)

function Get-Landscape($Method) {
    if ($Method.Name -eq 'ClosedForm') { $tables }
    elseif ($Method.Default.Dimension -eq 1) { $lines }
    elseif ("$($Method.Default.Needs)" -match 'Residuals') { $squares }
    else { $usual }
}

$rates = 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3

# The best of the runs of a method on a landscape, one for each rate that it may have.
function Get-BestRun($Method, $Landscape) {
    $settings = $Method.Find('LearningRate') ? @($rates | ForEach-Object { @{ LearningRate = $_ } }) : @(@{})
    $settings | ForEach-Object { Invoke-Optimizer $Method.Name @Landscape @_ -MaxIterations 200 -WarningAction Ignore } |
        Sort-Object Value | Select-Object -First 1
}

# Numbers that a narrow column does not break.
function ConvertTo-Word([string] $Text) { Protect-Markdown ($Text -replace '-', [char] 0x2011 -replace ' ', [char] 0xa0) }

function Get-Path($Method) {
    $runs = Get-Landscape $Method | ForEach-Object { Get-BestRun $Method $_ }
    $runs | Export-TrajectoryPlot (Join-Path $Folder "$($Method.Name).svg") -Resolution 80 -Force -WarningAction Ignore
    $runs | Export-TrajectoryPlot (Join-Path $Folder "$($Method.Name).dark.svg") -Theme Dark -Resolution 80 -Force -WarningAction Ignore
    Get-Picture $Method.Name "The path of $($Method.Name) on three landscapes"
    ''
    $rows = foreach ($run in $runs) {
        $row = [ordered] @{ On = ConvertTo-Word "$($run.Objective)"; From = ConvertTo-Word "$($run.Start)" }
        if ($Method.Find('LearningRate')) { $row.Rate = "$($run.LearningRate)" }
        $row + [ordered] @{ Iterations = $run.Iterations; Evaluations = $run.Evaluations
            Value = ConvertTo-Word $run.Value.ToString('G4', [cultureinfo]::InvariantCulture); Outcome = $run.Outcome }
    }
    ConvertTo-Table $rows
    if ($Method.Find('LearningRate')) { "The rate is the one of $($rates -join ', ') that is best after at most 200 iterations."; '' }
}

$null = New-Item $Folder -ItemType Directory -Force
$methods = Get-OptimizerMethod
$groups = $methods | Group-Object { $_.Default.GetType().Namespace -replace '.*\.' } -AsHashTable
foreach ($method in $methods) {
    $type = $method.Default.GetType().FullName
    $comment = $Comments["T:$type"]
    $shared = @($method.Parameters | Where-Object SharedBy)
    $page = @(
        ConvertTo-Code $method.Summary; ''
        ConvertFrom-Comment $comment summary; ''
        '## When to use it', ''; "$(Protect-Markdown $method.Use)." -replace '^.', { "$_".ToUpperInvariant() }; ''
        '## Its path', ''; Get-Path $method
        '## Source', ''
        $comment.SelectSingleNode('remarks') ? (ConvertFrom-Comment $comment remarks) : "$(Protect-Markdown $method.Reference)."; ''
        '## Hyperparameters', ''
        Get-ParameterTable ($method.Parameters | Where-Object { -not $_.SharedBy }) $Comments
        if ($shared) { "$($shared[0].SharedBy) has these too:"; ''; Get-ParameterTable $shared $Comments }
        '## Use', ''
        "```````powershell", "Invoke-Optimizer $($method.Name) -Objective Rosenbrock", "New-Optimizer $($method.Name)", '```', ''
        'In C#:'; ''
        ConvertFrom-Comment $comment example; ''
        "API: [$($type -replace '.*\.')](xref:$type)"
    )
    Write-Page (Join-Path $Folder "$($method.Name).md") $method.Name $page
}

$contents = @('- name: All methods', '  href: index.md')
if ($new = $groups.Keys | Where-Object { $_ -notin $kinds.Keys }) { throw "The kind of methods $new has no heading yet." }
$index = foreach ($kind in $kinds.Keys) {
    $name = $kinds[$kind]
    "## $name", ''
    ConvertTo-Table @($groups[$kind] | ForEach-Object {
            [ordered] @{ Method = "[$($_.Name)]($($_.Name).md)"; Rule = ConvertTo-Code $_.Summary; Source = Protect-Markdown $_.Reference }
        })
    $contents += "- name: $name", '  items:'
    $groups[$kind] | ForEach-Object { $contents += "  - name: $($_.Name)", "    href: $($_.Name).md" }
}
$contents | Set-Content (Join-Path $Folder toc.yml)
$intro = 'Without `-Method`, [Invoke-Optimizer](../cmdlets/Invoke-Optimizer.md) takes the method that suits the problem; '
$intro += '[which one, and how a run ends](../topics/methods.md). In the rules, x is the point, g the gradient, ε the rate, and a hat '
$intro += 'means that the start of an average at 0 is corrected.'
Write-Page (Join-Path $Folder index.md) Methods (@($intro, '') + $index)

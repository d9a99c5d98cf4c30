<#
.SYNOPSIS
    Writes the page of the test problems, with a picture of those that have one or two coordinates.
.PARAMETER Folder
    Where the page goes.
#>
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

# A list of numbers or points, without the brackets around a list of points.
function Get-NumberList($Numbers) { "$Numbers" -replace '^\[\]$' -replace '^\[(?=\[)|(?<=\])\]$' | ConvertTo-Code }

# Formulas as code, one a line.
function ConvertTo-Formula($Formulas) { @($Formulas | Where-Object { $_ } | ForEach-Object { ConvertTo-Code $_ }) -join '<br>' }

function Get-Landscape($Problem) {
    $run = Invoke-Optimizer -Objective $Problem.Name -WarningAction Ignore
    $name = "problem-$($Problem.Name)"
    $run | Export-TrajectoryPlot (Join-Path $Folder "$name.svg") -Force -Resolution 80 -WarningAction Ignore
    $run | Export-TrajectoryPlot (Join-Path $Folder "$name.dark.svg") -Theme Dark -Force -Resolution 80 -WarningAction Ignore
    Get-Picture $name "$($run.Method) on $($Problem.Name)"
}

$null = New-Item $Folder -ItemType Directory -Force

$lines = foreach ($problem in Get-TestProblem) {
    "## $($problem.Name)", ''
    ConvertTo-Code $problem.Formula; ''
    $facts = [ordered] @{
        Coordinates = $problem.Dimension
        Equations = ConvertTo-Formula $problem.Equations.Name
        Inequalities = ConvertTo-Formula $problem.Inequalities.Name
        Within = $problem.Within ? (ConvertTo-Code $problem.Within.ToString()) : ''
        'Sum of squares' = $problem.Residuals ? "of $($problem.Residuals) residuals" : ''
        Minimum = [string]::Format([cultureinfo]::InvariantCulture, '{0:G10}', $problem.Minimum)
        'Other minima' = Get-NumberList $problem.OtherMinima
        Minimisers = Get-NumberList $problem.Minimizers
        Start = Get-NumberList $problem.Start
        Domain = "$(Get-NumberList $problem.Lower) to $(Get-NumberList $problem.Upper)"
        Convex = ($problem.IsConvex ? 'yes' : 'no') + ($problem.Convexity ? ": $(Protect-Markdown $problem.Convexity)" : '')
        Source = Protect-Markdown $problem.Reference
    }
    ConvertTo-Table @($facts.GetEnumerator() | Where-Object Value | ForEach-Object { [ordered] @{ ' ' = $_.Key; '  ' = $_.Value } })
    if ($problem.Dimension -le 2) { Get-Landscape $problem; '' }
}
$intro = 'Functions with known minima, some of them under constraints. [Get-TestProblem](cmdlets/Get-TestProblem.md) lists them, '
$intro += '[Invoke-Optimizer](cmdlets/Invoke-Optimizer.md) `-Objective Rosenbrock` takes one by its name, and '
$intro += '[New-Objective](cmdlets/New-Objective.md) `-Problem` makes one with other parameters.'
Write-Page (Join-Path $Folder problems.md) 'Test problems' (@($intro, '') + $lines)

<#
.SYNOPSIS
    Writes the page of the test problems, with a picture of those that have one or two coordinates.
.PARAMETER Folder
    Where the page goes.
.PARAMETER WithoutPictures
    Leaves out the pictures, which need runs.
#>
param([Parameter(Mandatory)] [string] $Folder, [switch] $WithoutPictures)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

# A list of numbers or points, without the brackets around a list of points.
function Get-Numbers($Numbers) { "$Numbers" -replace '^\[\]$' -replace '^\[(?=\[)|(?<=\])\]$' | ConvertTo-Code }

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
        'Sum of squares' = $problem.Residuals ? "of $($problem.Residuals) residuals" : ''
        Minimum = [string]::Format([cultureinfo]::InvariantCulture, '{0:G10}', $problem.Minimum)
        'Other minima' = Get-Numbers $problem.OtherMinima
        Minimisers = Get-Numbers $problem.Minimizers
        Start = Get-Numbers $problem.Start
        Domain = "$(Get-Numbers $problem.Lower) to $(Get-Numbers $problem.Upper)"
        Convex = ($problem.IsConvex ? 'yes' : 'no') + ($problem.Convexity ? ": $(Protect-Markdown $problem.Convexity)" : '')
        Source = Protect-Markdown $problem.Reference
    }
    ConvertTo-Table @($facts.GetEnumerator() | Where-Object Value | ForEach-Object { [ordered] @{ ' ' = $_.Key; '  ' = $_.Value } })
    if (-not $WithoutPictures -and $problem.Dimension -le 2) { Get-Landscape $problem; '' }
}
$intro = 'Functions with known minima. [Get-TestProblem](cmdlets/Get-TestProblem.md) lists them, '
$intro += '[Invoke-Optimizer](cmdlets/Invoke-Optimizer.md) `-Objective Rosenbrock` takes one by its name, and '
$intro += '[New-Objective](cmdlets/New-Objective.md) `-Problem` makes one with other parameters.'
Set-Page (Join-Path $Folder problems.md) 'Test problems' (@($intro, '') + $lines)

<#
.SYNOPSIS
    Writes the page of the test problems, with a picture of each landscape that has two coordinates.
.PARAMETER Folder
    Where the page goes.
#>
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

function Get-Vector($Vector) { ConvertTo-Code "$Vector" }

$lines = foreach ($problem in Get-TestProblem) {
    "## $($problem.Name)", ''
    ConvertTo-Code $problem.Formula; ''
    $facts = [ordered] @{
        Coordinates = $problem.Dimension
        'Sum of squares' = $problem.Residuals ? "of $($problem.Residuals) residuals" : ''
        Minimum = [string]::Format([cultureinfo]::InvariantCulture, '{0:G10}', $problem.Minimum)
        'Other minima' = @($problem.OtherMinima).Count ? (Get-Vector $problem.OtherMinima) : ''
        Minimisers = @($problem.Minimizers | ForEach-Object { Get-Vector $_ }) -join ', '
        Start = Get-Vector $problem.Start
        Domain = "$(Get-Vector $problem.Lower) to $(Get-Vector $problem.Upper)"
        Convex = ($problem.IsConvex ? 'yes' : 'no') + ($problem.Convexity ? ": $(Protect-Markdown $problem.Convexity)" : '')
        Source = Protect-Markdown $problem.Reference
    }
    ConvertTo-Table @($facts.GetEnumerator() | Where-Object Value | ForEach-Object { [ordered] @{ ' ' = $_.Key; '  ' = $_.Value } })
}
$intro = 'Functions with known minima. [Get-TestProblem](cmdlets/Get-TestProblem.md) lists them, '
$intro += '[Invoke-Optimizer](cmdlets/Invoke-Optimizer.md) `-Objective Rosenbrock` takes one by its name, and '
$intro += '[New-Objective](cmdlets/New-Objective.md) `-Problem` makes one with other parameters.'
Set-Page (Join-Path $Folder problems.md) 'Test problems' (@($intro, '') + $lines)

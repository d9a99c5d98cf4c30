<#
.SYNOPSIS
    Writes the table of docs/script-blocks.md: which of the blocks in the manner of public scripts are not exact, and why.
.EXAMPLE
    dotnet tool run pwsh -- -NoProfile -File tests/PSOptimize.PowerShell.Tests/Blocks/Show-Realistic.ps1
#>
Import-Module (Join-Path $PSScriptRoot '../../../out/PSOptimize/PSOptimize.psd1' -Resolve)
$blocks = . $PSScriptRoot/Realistic.ps1
$rows = foreach ($name in $blocks.Keys) {
    $reason = (New-Objective $blocks[$name][1] -WarningAction SilentlyContinue).OutsideExact
    if ($reason) { "| $name | $($reason -replace '\|', '\|' -replace ' at line \d+, column \d+') |" }
}
"Exact are $($blocks.Count - @($rows).Count) of $($blocks.Count)$(if ($rows) { '. The others:' } else { '.' })"
if ($rows) { '', '| block | outside |', '|---|---|' + $rows }

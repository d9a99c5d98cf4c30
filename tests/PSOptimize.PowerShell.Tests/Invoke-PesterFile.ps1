<#
.SYNOPSIS
    Runs one Pester file on the built module and writes a report that says how many tests passed, and what failed and why.
#>
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Report
)
$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
Import-Module $Module

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration

$failed = @($result.Failed) + @($result.FailedBlocks) + @($result.FailedContainers) | Where-Object { $_ }
$failures = foreach ($item in $failed) {
    $name = if ($item.PSObject.Properties['ExpandedPath']) { $item.ExpandedPath } else { "$($item.Item)" }
    foreach ($record in $item.ErrorRecord) { "$name`n$($record.Exception.Message)`n$($record.ScriptStackTrace)" }
}
@{ Passed = $result.PassedCount; Failures = @($failures) } | ConvertTo-Json -Depth 3 | Set-Content -LiteralPath $Report -Encoding utf8NoBOM

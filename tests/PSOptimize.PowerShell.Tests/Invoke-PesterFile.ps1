<#
.SYNOPSIS
    Runs one Pester file on the built module, with the Pester that the build of these tests laid out.
.DESCRIPTION
    Shows every test as it runs. With -Report it writes them into a file instead: a list of objects with Name, Result, Seconds and Message.
.PARAMETER Path
    The Pester file.
.PARAMETER Report
    The JSON file to write.
.EXAMPLE
    dotnet tool run pwsh -- -File tests/PSOptimize.PowerShell.Tests/Invoke-PesterFile.ps1 tests/PSOptimize.PowerShell.Tests/Module.Tests.ps1
#>
param(
    [Parameter(Mandatory)] [string] $Path,
    [string] $Report
)
$ErrorActionPreference = 'Stop'
# By their paths: by name, another version that is installed on the machine would come first.
Get-Item "$PSScriptRoot/bin/*/*/Modules/Pester/Pester.psd1" | Sort-Object LastWriteTime | Select-Object -Last 1 | Import-Module
Import-Module (Join-Path $PSScriptRoot '../../out/PSOptimize/PSOptimize.psd1' -Resolve)

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $Report ? 'None' : 'Detailed'
$configuration.Output.RenderMode = $Report ? 'Plaintext' : 'Auto'
$result = Invoke-Pester -Configuration $configuration
if (-not $Report) { exit $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount }

$items = @($result.Tests) + @($result.FailedBlocks) + @($result.FailedContainers) | Where-Object { $_ }
$rows = foreach ($item in $items) {
    @{
        Name = $item.PSObject.Properties['ExpandedPath'] ? $item.ExpandedPath : "$($item.Item)"
        Result = "$($item.Result)"
        Seconds = $item.Duration.TotalSeconds
        Message = @($item.ErrorRecord | ForEach-Object { "$($_.Exception.Message)`n$($_.ScriptStackTrace)".Trim() }) -join "`n`n"
    }
}
ConvertTo-Json -InputObject @($rows) | Set-Content -LiteralPath $Report -Encoding utf8NoBOM

<#
.SYNOPSIS
    The tasks of the repository at a PowerShell prompt.
.EXAMPLE
    ./build.ps1
    Builds everything, and lays out the module in out/PSOptimize.
.EXAMPLE
    ./build.ps1 -Task Package
    Builds, and packs the module into out/PSOptimize.<version>.zip.
#>
[CmdletBinding()]
param(
    # Build; Test, all tests; Demo, the example in C#; Bench, the tables of docs/benchmarks.md; Package, the module as a file.
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Package')]
    [string] $Task = 'Build'
)
$ErrorActionPreference = 'Stop'

function Invoke-DotNet([string[]] $Argument) {
    & dotnet @Argument
    if ($LASTEXITCODE -ne 0) { throw "dotnet $Argument failed with exit code $LASTEXITCODE." }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet -Argument build }
        'Test' { Invoke-DotNet -Argument test }
        'Demo' { Invoke-DotNet -Argument run, --project, examples/QuickStart }
        'Bench' { Invoke-DotNet -Argument run, --configuration, Release, --project, tests/PSOptimize.Benchmarks, '--', times }
        'Package' {
            Invoke-DotNet -Argument build
            $version = (Import-PowerShellDataFile out/PSOptimize/PSOptimize.psd1).ModuleVersion
            Compress-Archive -Path out/PSOptimize -DestinationPath "out/PSOptimize.$version.zip" -Force -PassThru
        }
    }
}
finally {
    Pop-Location
}

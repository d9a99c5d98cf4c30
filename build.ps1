<#
.SYNOPSIS
    The tasks of the repository at a PowerShell prompt.
.EXAMPLE
    ./build.ps1
    Builds everything, and lays out the module in out/PSOptimize.
.EXAMPLE
    ./build.ps1 -Task Test -Filter VectorTests
    Builds and runs the tests of the core whose names contain VectorTests, in seconds.
.EXAMPLE
    ./build.ps1 -Task Test -Project PowerShell -Filter Module.Tests.ps1
    Builds the module and runs one Pester file on it.
.EXAMPLE
    ./build.ps1 -Debuggable
    Builds without optimisation, so that a debugger can step through the module.
.EXAMPLE
    ./build.ps1 -Task Package
    Builds, and packs the module into out/PSOptimize.<version>.zip.
.EXAMPLE
    ./build.ps1 -Task Site
    Builds, makes the site in out/site, and visits its pages if there is a Chromium.
#>
[CmdletBinding()]
param(
    # Build; Test, all tests; Demo, the quick start; Bench, the tables of docs/benchmarks.md; Package, the module as a file; Site, its
    # pages.
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Package', 'Site')]
    [string] $Task = 'Build',

    # Test: only tests whose full names contain this text. Of the core, unless -Project says otherwise.
    [string] $Filter,

    # Test: only the tests of one part.
    [ValidateSet('Core', 'FSharp', 'PowerShell', 'Storage')]
    [string] $Project = $Filter ? 'Core' : '',

    # Build, Test, Demo: without optimisation. The next build without this switch is fast again.
    [switch] $Debuggable
)
$ErrorActionPreference = 'Stop'

function Invoke-DotNet([string[]] $Argument) {
    & dotnet @Argument
    if ($LASTEXITCODE -ne 0) { throw "dotnet $Argument failed with exit code $LASTEXITCODE." }
}

$properties = @(if ($Debuggable) { '-p:Debuggable=true' })
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet -Argument (@('build') + $properties) }
        'Test' {
            $tests = @(
                if ($Project) { "tests/PSOptimize.$Project.Tests" }
                if ($Filter) { '--filter', "DisplayName~$Filter" }
            )
            Invoke-DotNet -Argument (@('test') + $tests + $properties)
        }
        'Demo' { Invoke-DotNet -Argument (@('run', '--project', 'examples/QuickStart') + $properties) }
        'Bench' { Invoke-DotNet -Argument run, --configuration, Release, --project, tests/PSOptimize.Benchmarks, '--', times }
        'Package' {
            Invoke-DotNet -Argument build
            $version = (Import-PowerShellDataFile out/PSOptimize/PSOptimize.psd1).ModuleVersion
            Compress-Archive -Path out/PSOptimize -DestinationPath "out/PSOptimize.$version.zip" -Force -PassThru
        }
        'Site' {
            Invoke-DotNet -Argument build
            Invoke-DotNet -Argument tool, restore
            $address = dotnet msbuild src/PSOptimize.Core -getProperty:ProjectAddress
            Invoke-DotNet -Argument tool, run, pwsh, '--', -NoProfile, -File, docs/site/Build-Site.ps1, -Address, $address
            Invoke-DotNet -Argument tool, run, pwsh, '--', -NoProfile, -File, docs/site/Test-Site.ps1
        }
    }
}
finally {
    Pop-Location
}

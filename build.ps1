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
    ./build.ps1 -Task Attack -Seed 7
    Builds, and makes the long attack on the module, whose figures go to docs/attack.md.
.EXAMPLE
    ./build.ps1 -Task Package
    Builds, and packs the module into out/PSOptimize.<version>.zip.
#>
[CmdletBinding()]
param(
    # Build; Test, all tests; Demo, the quick start; Bench, the tables of docs/benchmarks.md; Attack, the long attack of
    # docs/attack.md; Package, the module as a file.
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Attack', 'Package')]
    [string] $Task = 'Build',

    # Test: only tests whose full names contain this text. Of the core, unless -Project says otherwise.
    [string] $Filter,

    # Test: only the tests of one part.
    [ValidateSet('Core', 'FSharp', 'PowerShell', 'Storage')]
    [string] $Project = $Filter ? 'Core' : '',

    # Attack: the seed of all that is drawn.
    [int] $Seed = 1,

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
        'Attack' {
            $env:PSOPTIMIZE_ATTACK = 'long'
            $env:PSOPTIMIZE_SEED = $Seed
            $chosen = @(if ($Filter) { '--filter', "DisplayName~$Filter" })
            try {
                Invoke-DotNet -Argument (@('test', 'tests/PSOptimize.Attack') + $chosen)
            }
            finally {
                Remove-Item Env:PSOPTIMIZE_ATTACK, Env:PSOPTIMIZE_SEED
            }
        }
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

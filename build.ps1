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
    ./build.ps1 -Task Fuzz -Count 50000 -Seed 14
    Builds, and compares 50,000 random script blocks with PowerShell itself: docs/script-blocks.md.
.EXAMPLE
    ./build.ps1 -Task Compare -Base main
    Measures what a change does to the time of a step, an iteration and a fit.
.EXAMPLE
    ./build.ps1 -Task Package
    Builds, and packs the module and the libraries into out/packages.
.EXAMPLE
    ./build.ps1 -Task Package -Property Version=0.3.0-preview1, ProjectAddress=https://github.com/owner/PSOptimize
    Packs a preview that says where the project lives.
.EXAMPLE
    ./build.ps1 -Task Publish -Repository PSGallery -ApiKey $key -WhatIf
    Says which of the packages in out/packages would go there.
.EXAMPLE
    ./build.ps1 -Task Site
    Builds, makes the pages of the project in out/site, and visits them if there is a Chromium.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Build; Test, all tests; Demo, the quick start; Format, white space as .editorconfig has it; Cover, how much of the core its tests run
    # through; Tables, docs/conformance.md, which is the same every time; Bench, the tables of docs/benchmarks.md; Compare, the times of
    # this version and another; Attack, the long attack of docs/attack.md; Fuzz, random script blocks against PowerShell, and how many of
    # them are translated; Package, module and libraries as packages; Publish, those packages to a repository; Site, the pages of the
    # project.
    [ValidateSet('Build', 'Test', 'Demo', 'Format', 'Cover', 'Tables', 'Bench', 'Compare', 'Attack', 'Fuzz', 'Package', 'Publish',
        'Site')]
    [string] $Task = 'Build',

    # Test: only tests whose full names contain this text. Of the core, unless -Project says otherwise.
    [string] $Filter,

    # Test: only the tests of one part.
    [ValidateSet('Core', 'FSharp', 'PowerShell', 'Storage')]
    [string] $Project = $Filter ? 'Core' : '',

    # Attack, Fuzz: the seed of all that is drawn.
    [int] $Seed = 1,

    # Fuzz: how many script blocks.
    [int] $Count = 50000,

    # Fuzz: the manifest of another version of the module, of which only the shares are told.
    [string] $Module,

    # Build, Test, Demo: without optimisation. The next build without this switch is fast again.
    [switch] $Debuggable,

    # Format, Tables: change nothing, and fail if there is something to change.
    [switch] $Check,

    # Compare: the commit, tag or branch to compare with.
    [string] $Base = 'main',

    # Compare: the ratio of times from which on a benchmark counts as slower. Machines that others use too are noisy.
    [double] $Limit = 1.3,

    # Package: of what was built before.
    [switch] $NoBuild,

    # Properties of the build, such as ProjectAddress=https://… or PackageValidationBaselineVersion=0.2.0.
    [string[]] $Property = @(),

    # Package, Publish: the folder of the packages.
    [string] $Path = "$PSScriptRoot/out/packages",

    # Publish: where to. A folder takes all packages; a repository that Get-PSResourceRepository knows, such as PSGallery, the module;
    # any other name or address, such as nuget.org, is a source of NuGet and takes the libraries.
    [string] $Repository,

    # Publish: the key to that repository. A folder needs none.
    [string] $ApiKey
)
$ErrorActionPreference = 'Stop'

function Invoke-DotNet([string[]] $Argument) {
    & dotnet @Argument
    if ($LASTEXITCODE -ne 0) { throw "dotnet $Argument failed with exit code $LASTEXITCODE." }
}

function Measure-Coverage {
    # Just below what the tests reach, so that a change without tests is noticed.
    $floor = 95
    $folder = "$PSScriptRoot/out/coverage"
    if (Test-Path $folder) { Remove-Item $folder -Recurse }
    $only = 'DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Include=[PSOptimize.Core]*'
    Invoke-DotNet -Argument test, tests/PSOptimize.Core.Tests, --collect, 'XPlat Code Coverage', --results-directory, $folder, '--', $only
    [xml] $report = Get-Content "$folder/*/coverage.cobertura.xml" -Raw
    $report.coverage.packages.package.classes.class | Group-Object filename | ForEach-Object {
        $lines = @($_.Group.lines.line)
        [pscustomobject]@{ File = $_.Name; Lines = $lines.Count; Missed = @($lines | Where-Object hits -EQ 0).Count }
    } | Sort-Object Missed -Descending | Select-Object -First 15
    $reached = 100 * [double]$report.coverage.'line-rate'
    if ($reached -lt $floor) { throw "The tests run through $('{0:F1}' -f $reached) % of the lines of the core; the floor is $floor %." }
    Write-Information "The tests run through $('{0:F1}' -f $reached) % of the lines of the core; the floor is $floor %." -InformationAction Continue
}

function Update-Table {
    $made = Invoke-DotNet -Argument run, --configuration, Release, --project, tests/PSOptimize.Benchmarks, '--', conformance
    $old = Get-Content docs/conformance.md
    if (-not $Check) { Set-Content docs/conformance.md $made }
    elseif (Compare-Object $old $made) { throw 'docs/conformance.md is not what its command makes: ./build.ps1 -Task Tables' }
}

# A table of benchmarks for two versions, which run by turns on this machine; of each the least of three counts.
function Compare-Benchmark {
    $other = "$PSScriptRoot/out/base"
    if (Test-Path $other) { git worktree remove --force $other }
    git worktree add --detach $other $Base
    if ($LASTEXITCODE -ne 0) { throw "git knows no $Base here." }
    try {
        if (-not (Test-Path "$other/tests/PSOptimize.Benchmarks/Comparison.cs")) {
            Write-Warning "$Base is from before there was something to compare."
            return
        }
        $programs = foreach ($root in $other, $PSScriptRoot) {
            $null = Invoke-DotNet -Argument build, "$root/tests/PSOptimize.Benchmarks", --configuration, Release
            "$root/tests/PSOptimize.Benchmarks/bin/Release/net10.0/PSOptimize.Benchmarks.dll"
        }
        $times = @{}, @{}
        foreach ($round in 1..3) {
            Write-Information "Round $round of 3" -InformationAction Continue
            foreach ($i in 0, 1) {
                foreach ($line in Invoke-DotNet -Argument $programs[$i], compare) {
                    $name, $time = $line -split '\t'
                    if ($time) { $times[$i][$name] = [Math]::Min($times[$i][$name] ?? [double]::PositiveInfinity, [double]$time) }
                }
            }
        }
    }
    finally {
        git worktree remove --force $other
    }
    $rows = $times[1].Keys | Where-Object { $times[0].ContainsKey($_) } | Sort-Object | ForEach-Object {
        [pscustomobject]@{ Benchmark = $_; Base = $times[0][$_]; Now = $times[1][$_]; Ratio = [Math]::Round($times[1][$_] / $times[0][$_], 2) }
    }
    $rows | Format-Table | Out-String
    $slower = @($rows | Where-Object Ratio -GT $Limit)
    if ($slower) { throw "Slower by more than ${Limit}: $($slower.Benchmark -join ', ')." }
}

function New-Package {
    if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
        throw 'Packing needs a PowerShell with Compress-PSResource: dotnet tool run pwsh -- -File ./build.ps1 -Task Package'
    }
    if (-not $NoBuild) { Invoke-DotNet -Argument (@('build') + $properties) }
    $folder = (New-Item -ItemType Directory $Path -Force).FullName
    Remove-Item "$folder/*" -Recurse -Force
    foreach ($library in 'PSOptimize.Core', 'PSOptimize.Storage') {
        # In the configuration that everything else is built and tested in.
        Invoke-DotNet -Argument (@('pack', "src/$library", '--no-build', '--configuration', 'Debug', '--output', $folder) + $properties)
    }
    $layout = '-target:LayOutModule', '-p:BuildProjectReferences=false', "-p:ModuleOutput=$folder/PSOptimize/", '-verbosity:quiet'
    Invoke-DotNet -Argument (@('msbuild', 'src/PSOptimize.PowerShell') + $layout + $properties)
    if (-not (Test-Path "$folder/PSOptimize/assets/plotly.min.js")) {
        Write-Warning 'npm could not fetch Plotly.js, so the packed module draws no pages. It is not fit to be published.'
    }
    Compress-PSResource -Path "$folder/PSOptimize" -DestinationPath $folder
    Remove-Item "$folder/PSOptimize" -Recurse
    Get-ChildItem $folder
}

function Publish-Package {
    if (-not $Repository) { throw 'Publish needs -Repository: a folder, PSGallery for the module, or nuget.org for the libraries.' }
    $isFolder = Test-Path $Repository -PathType Container
    if (-not ($isFolder -or $ApiKey)) { throw "Publish needs -ApiKey, the key to $Repository; only a folder needs none." }
    $packages = @(Get-Item "$Path/*.nupkg" -ErrorAction Ignore)
    if ($packages.Count -eq 0) { throw "There are no packages in ${Path}: make them first, by -Task Package." }
    $module = $packages | Where-Object Name -Match '^PSOptimize\.\d'
    $libraries = $packages | Where-Object Name -NotMatch '^PSOptimize\.\d'

    if ($isFolder) {
        foreach ($package in $packages) {
            if ($PSCmdlet.ShouldProcess($Repository, "copy $($package.Name)")) { Copy-Item $package $Repository -PassThru }
        }
    }
    elseif (Get-PSResourceRepository $Repository -ErrorAction Ignore) {
        if ([System.IO.Compression.ZipFile]::OpenRead($module).Entries.FullName -notcontains 'assets/plotly.min.js') {
            throw "$($module.Name) has no Plotly.js, so it draws no pages: pack it where npm can fetch it."
        }
        if ($PSCmdlet.ShouldProcess($Repository, "publish $($module.Name)")) {
            Publish-PSResource -NupkgPath $module -Repository $Repository -ApiKey $ApiKey
        }
    }
    else {
        foreach ($package in $libraries) {
            if ($PSCmdlet.ShouldProcess($Repository, "publish $($package.Name) with its symbols")) {
                Invoke-DotNet -Argument nuget, push, $package, '--source', $Repository, '--api-key', $ApiKey, '--skip-duplicate'
            }
        }
    }
}

$properties = @(if ($Debuggable) { '-p:Debuggable=true' }) + @($Property | ForEach-Object { "-p:$_" })
# A relative path is one of the caller's.
$Path = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
if ($Repository -and (Test-Path $Repository)) { $Repository = (Resolve-Path $Repository).ProviderPath }
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
        'Format' {
            # The build holds the other rules of style; F# has no formatter here.
            Invoke-DotNet -Argument (@('format', 'whitespace') + @(if ($Check) { '--verify-no-changes' }))
        }
        'Cover' { Measure-Coverage }
        'Tables' { Update-Table }
        'Compare' { Compare-Benchmark }
        'Bench' { Invoke-DotNet -Argument run, --configuration, Release, --project, tests/PSOptimize.Benchmarks, '--', times }
        'Attack' {
            $env:PSOPTIMIZE_ATTACK = 'long'
            $env:PSOPTIMIZE_SEED = $Seed
            try {
                Invoke-DotNet -Argument (@('test', 'tests/PSOptimize.Attack') + @(if ($Filter) { '--filter', "DisplayName~$Filter" }))
            }
            finally {
                Remove-Item Env:PSOPTIMIZE_ATTACK, Env:PSOPTIMIZE_SEED
            }
        }
        'Fuzz' {
            $env:PSOPTIMIZE_FUZZ = $Count
            $env:PSOPTIMIZE_SEED = $Seed
            if ($Module) { $env:PSOPTIMIZE_FUZZ_MODULE = $Module }
            try {
                $options = '--filter', 'FullyQualifiedName~ScriptFuzz', '--logger', 'console;verbosity=detailed'
                Invoke-DotNet -Argument (@('test', 'tests/PSOptimize.PowerShell.Tests') + $options)
            }
            finally {
                Remove-Item Env:PSOPTIMIZE_FUZZ, Env:PSOPTIMIZE_SEED
                Remove-Item Env:PSOPTIMIZE_FUZZ_MODULE -ErrorAction Ignore
            }
        }
        'Package' { New-Package }
        'Publish' { Publish-Package }
        'Site' {
            Invoke-DotNet -Argument (@('build') + $properties)
            Invoke-DotNet -Argument tool, restore
            $address = "$(Invoke-DotNet -Argument (@('msbuild', 'src/PSOptimize.Core', '-getProperty:ProjectAddress') + $properties))"
            Invoke-DotNet -Argument tool, run, pwsh, '--', -NoProfile, -File, docs/site/Build-Site.ps1, -Address, $address
            Invoke-DotNet -Argument tool, run, pwsh, '--', -NoProfile, -File, docs/site/Test-Site.ps1
        }
    }
}
finally {
    Pop-Location
}

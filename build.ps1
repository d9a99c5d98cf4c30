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
    Builds, and packs the module and the libraries into out/packages.
.EXAMPLE
    ./build.ps1 -Task Package -Property Version=0.3.0-preview1, ProjectAddress=https://github.com/owner/PSOptimize
    Packs a preview that says where the project lives.
.EXAMPLE
    ./build.ps1 -Task Publish -Repository PSGallery -ApiKey $key -WhatIf
    Says which of the packages in out/packages would go there.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # Build; Test, all tests; Demo, the quick start; Bench, the tables of docs/benchmarks.md; Package, module and libraries as packages;
    # Publish, those packages to a repository.
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Package', 'Publish')]
    [string] $Task = 'Build',

    # Test: only tests whose full names contain this text. Of the core, unless -Project says otherwise.
    [string] $Filter,

    # Test: only the tests of one part.
    [ValidateSet('Core', 'FSharp', 'PowerShell', 'Storage')]
    [string] $Project = $Filter ? 'Core' : '',

    # Build, Test, Demo: without optimisation. The next build without this switch is fast again.
    [switch] $Debuggable,

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
        'Bench' { Invoke-DotNet -Argument run, --configuration, Release, --project, tests/PSOptimize.Benchmarks, '--', times }
        'Package' { New-Package }
        'Publish' { Publish-Package }
    }
}
finally {
    Pop-Location
}

# Packs what was built, and uses the packages as a stranger would: in a PowerShell with a home and a module path of its own, and in small
# projects. With PSOPTIMIZE_PACKAGES, a folder, those that lie there are tested.
BeforeDiscovery {
    # Windows gives no process another home, so the repository of this test would be registered for the user.
    $cannotInstall = $IsWindows -and -not $env:CI
}

BeforeAll {
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    $program = [Environment]::ProcessPath
    $assembly = @(if ((Split-Path $program -LeafBase) -eq 'dotnet') { "$PSHOME/pwsh.dll" })

    function Invoke-Shell([string[]] $Argument) { & $program @assembly -NoProfile -NonInteractive @Argument 2>&1 }

    # The same with an empty home and module path, so that it neither finds nor changes what the user has.
    function Invoke-ShellOfStranger([string[]] $Argument) {
        $own = @{ PSModulePath = ''; XDG_DATA_HOME = ''; XDG_CONFIG_HOME = ''; XDG_CACHE_HOME = ''; HOME = "$TestDrive/home" }
        $null = New-Item -ItemType Directory $own.HOME -Force
        $before = @{}
        foreach ($name in $own.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $own[$name])
        }
        try { Invoke-Shell $Argument }
        finally { foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) } }
    }

    function New-TestPackage([string] $Name, [string[]] $Property) {
        $folder = Join-Path $TestDrive $Name
        $with = $Property ? "-Property $($Property -join ', ')" : ''
        $said = Invoke-Shell '-Command', "& '$root/build.ps1' -Task Package -NoBuild -Path '$folder' $with"
        $LASTEXITCODE | Should -Be 0 -Because ($said | Out-String)
        $folder
    }

    function Read-Entry([string] $Package, [string] $Name) {
        $zip = [System.IO.Compression.ZipFile]::OpenRead((Get-Item $Package).FullName)
        try { [System.IO.StreamReader]::new($zip.GetEntry($Name).Open()).ReadToEnd() } finally { $zip.Dispose() }
    }

    function Get-Entry([string] $Package) {
        $zip = [System.IO.Compression.ZipFile]::OpenRead((Get-Item $Package).FullName)
        # Beside what every package has of its own.
        try { $zip.Entries.FullName -notmatch '^(_rels/|package/|\[Content_Types\])' | Sort-Object } finally { $zip.Dispose() }
    }

    $version = "$(([xml](Get-Content "$root/Directory.Build.props" -Raw)).Project.PropertyGroup.Version)".Trim()
    $packages = $env:PSOPTIMIZE_PACKAGES ? (Resolve-Path $env:PSOPTIMIZE_PACKAGES).ProviderPath : (New-TestPackage packages)
}

Describe 'The packages' {
    It 'are the module and the libraries with their symbols, of one version' {
        (Get-ChildItem $packages).Name | Sort-Object | Should -Be @(
            foreach ($name in 'PSOptimize', 'PSOptimize.Core', 'PSOptimize.Storage') {
                "$name.$version.nupkg"
                if ($name -ne 'PSOptimize') { "$name.$version.snupkg" }
            }
        )
    }

    It 'of the module holds what a user needs, and nothing else' {
        $there = @(Get-Entry "$packages/PSOptimize.$version.nupkg")
        $natives = $there -match '/native/'
        $natives.Count | Should -Be 7 -Because 'SQLite comes for seven platforms'
        $natives | Should -Contain 'bin/runtimes/win-x64/native/e_sqlite3.dll'
        $natives | Should -Contain 'bin/runtimes/osx-arm64/native/libe_sqlite3.dylib'
        $natives | Should -Contain 'bin/runtimes/linux-musl-x64/native/libe_sqlite3.so'
        $topics = (Get-ChildItem "$root/module/en-US/*.help.txt").Name | ForEach-Object { "en-US/$_" }
        $expected = @(
            'LICENSE', 'THIRD-PARTY-NOTICES.md', 'licences/Apache-2.0.txt'
            'PSOptimize.nuspec', 'PSOptimize.psd1', 'PSOptimize.psm1', 'PSOptimize.Views.psd1'
            'PSOptimize.Format.ps1xml', 'PSOptimize.Types.ps1xml'
            'en-US/PSOptimize.PowerShell.dll-Help.xml'
            if (Test-Path "$root/out/PSOptimize/assets/plotly.min.js") { 'assets/plotly.min.js' }
        ) + $topics
        $there -notmatch '^bin/' | Should -Be ($expected | Sort-Object)
        $there -match '^bin/[^/]*$' -notmatch '\.dll$' | Should -BeNullOrEmpty
        $there | Should -Contain 'bin/PSOptimize.Core.dll'
        $there -match '^bin/runtimes/[^/]+/lib/' -replace '^bin/runtimes/[^/]+/lib/' | Should -Be @(
            'PSOptimize.Core.dll', 'PSOptimize.PowerShell.dll', 'PSOptimize.Storage.dll'
        ) -Because 'they are compiled ahead for the platform that packs'
    }

    It 'of <_> holds its licences, a readme, an icon and its documentation' -ForEach 'PSOptimize.Core', 'PSOptimize.Storage' {
        Get-Entry "$packages/$_.$version.nupkg" | Should -Be (@(
            'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.md', 'icon.png', "lib/net10.0/$_.dll", "lib/net10.0/$_.xml", "$_.nuspec"
        ) | Sort-Object)
        Get-Entry "$packages/$_.$version.snupkg" | Should -Contain "lib/net10.0/$_.pdb"
    }

    It 'names in its notices whatever the module brings along' {
        $notices = Read-Entry "$packages/PSOptimize.$version.nupkg" 'THIRD-PARTY-NOTICES.md'
        $others = @(Get-Entry "$packages/PSOptimize.$version.nupkg") -match '^bin/[^/]*\.dll$' -notmatch '/PSOptimize\.' |
            ForEach-Object { ((Split-Path $_ -LeafBase) -split '\.')[0..1] -join '.' -replace '\.(Extensions|batteries_v2|core|provider)$' }
        $others.Count | Should -BeGreaterThan 8
        foreach ($name in $others) { $notices | Should -Match ([regex]::Escape($name)) }
    }

    It 'have the notes of their version, which the galleries take' {
        [xml] $nuspec = Read-Entry "$packages/PSOptimize.$version.nupkg" PSOptimize.nuspec
        $notes = $nuspec.package.metadata.releaseNotes.Trim()
        $changelog = (Get-Content "$root/CHANGELOG.md" -Raw).Replace("`r", '')
        $released = "\n## $([regex]::Escape(($version -split '-')[0])) - \d{4}-\d\d-\d\d\n"
        $heading = $changelog -match $released ? $Matches[0] : "`n## Unreleased`n"
        $changelog | Should -Match ([regex]::Escape("$heading`n$notes".Replace("`r", '')))
        $notes | Should -Not -Match '(?m)^## '
        $notes.Length | Should -BeIn (50..10000) -Because 'the PowerShell Gallery takes 10,000 characters'
        [xml] $library = Read-Entry "$packages/PSOptimize.Core.$version.nupkg" PSOptimize.Core.nuspec
        $library.package.metadata.releaseNotes.Trim() -replace '\r' | Should -Be ($notes -replace '\r')
    }

    It 'of the libraries belong together' {
        [xml] $nuspec = Read-Entry "$packages/PSOptimize.Storage.$version.nupkg" PSOptimize.Storage.nuspec
        $nuspec.package.metadata.dependencies.group.dependency | Where-Object id -EQ PSOptimize.Core | ForEach-Object version |
            Should -Be "[$version]" -Because 'it sees internals of the core'
    }
}

Describe 'Addresses' {
    It 'are in no package as long as none is given' -Skip:([bool]$env:PSOPTIMIZE_PACKAGES) {
        foreach ($name in 'PSOptimize', 'PSOptimize.Core', 'PSOptimize.Storage') {
            $metadata = ([xml](Read-Entry "$packages/$name.$version.nupkg" "$name.nuspec")).package.metadata
            $metadata.ChildNodes.Name | Should -Not -BeIn 'projectUrl', 'iconUrl'
            "$($metadata.repository.url)" | Should -BeNullOrEmpty
            "$($metadata.licenseUrl)" | Should -BeIn '', 'https://licenses.nuget.org/MIT'
        }
        Read-Entry "$packages/PSOptimize.$version.nupkg" PSOptimize.psd1 | Should -Not -Match '\bhttp|Uri *='
    }

    It 'are everywhere if one is given, and a version may have a label' {
        $address = 'https://github.com/example/PSOptimize'
        $addressed = New-TestPackage addressed "ProjectAddress=$address", 'Version=9.8.7-preview1'
        foreach ($name in 'PSOptimize', 'PSOptimize.Core', 'PSOptimize.Storage') {
            $metadata = ([xml](Read-Entry "$addressed/$name.9.8.7-preview1.nupkg" "$name.nuspec")).package.metadata
            $metadata.projectUrl | Should -Be $address
            if ($name -ne 'PSOptimize') { $metadata.repository.url | Should -Be $address }
        }
        $folder = Join-Path $TestDrive unpacked
        Expand-Archive "$addressed/PSOptimize.9.8.7-preview1.nupkg" $folder
        $manifest = Test-ModuleManifest "$folder/PSOptimize.psd1"
        $manifest.Version | Should -Be 9.8.7
        $manifest.PrivateData.PSData.Prerelease | Should -Be preview1
        $manifest.ProjectUri | Should -Be $address
        $manifest.LicenseUri | Should -Be "$address/blob/main/LICENSE"
        $manifest.IconUri | Should -Be "$address/raw/main/docs/images/icon.png"
        Get-Content "$folder/en-US/PSOptimize.PowerShell.dll-Help.xml" -Raw |
            Should -Match 'https://example\.github\.io/PSOptimize/cmdlets/Invoke-Optimizer\.html'
        foreach ($uri in $manifest.LicenseUri, $manifest.IconUri) {
            "$root/$(([uri]$uri).AbsolutePath -replace '^/example/PSOptimize/[^/]+/main/')" | Should -Exist
        }
    }
}

Describe 'The module, installed' {
    BeforeAll {
        $script:said = $null
        if ($cannotInstall) { return }
        $place = (New-Item -ItemType Directory "$TestDrive/place/out" -Force).Parent.FullName
        Copy-Item $packages "$place/out/packages" -Recurse
        $null = New-Item -ItemType Directory "$place/examples"
        Copy-Item "$root/examples/data" "$place/examples/data" -Recurse
        foreach ($file in Get-Item "$root/examples/*.ps1") {
            (Get-Content $file -Raw) -replace 'Import-Module \(Join-Path .*\)', 'Import-Module PSOptimize' |
                Set-Content "$place/examples/$($file.Name)"
        }
        @'
param($Root, $Place)
$ErrorActionPreference = 'Stop'
Set-Location $Place
@(Get-Module -ListAvailable PSOptimize).Count
$readme = "$Root/README.md"
$install = [regex]::Match((Get-Content $readme -Raw), '(?s)```powershell\r?\n([^`]*Install-PSResource.*?)```').Groups[1].Value
if ((Get-Item ./out/packages/PSOptimize.*.nupkg).BaseName -match '-') { $PSDefaultParameterValues['Install-PSResource:Prerelease'] = $true }
. ([scriptblock]::Create($install))
$manifest = Test-ModuleManifest (Get-Module -ListAvailable PSOptimize).Path
$run = "$Root/tests/PSOptimize.PowerShell.Tests/Invoke-Readme.ps1"
$parts = & $run -Readme $readme -Examples ./examples -Module PSOptimize -Folder $Place
@{
    Base      = (Get-Module PSOptimize).ModuleBase
    Assembly  = (Get-Command Invoke-Optimizer).ImplementingType.Assembly.Location
    Version   = "$($manifest.Version)"
    Shell     = "$($manifest.PowerShellVersion)"
    Manifest  = $manifest | Select-Object Name, Guid, Author, CompanyName, Copyright, Description, Tags, ReleaseNotes
    Exported  = @($manifest.ExportedCmdlets.Keys)
    Commands  = @((Get-Command -Module PSOptimize).Name)
    Synopsis  = (Get-Help Invoke-Optimizer).Synopsis
    Topic     = (Get-Help about_PSOptimize | Out-String).Length
    Installed = (Get-InstalledPSResource PSOptimize).Version.ToString()
    Parts     = @($parts)
} | ConvertTo-Json -Depth 5 -Compress
'@ | Set-Content "$place/session.ps1"
        $said = @(Invoke-ShellOfStranger '-File', "$place/session.ps1", $root, $place)
        $failure = $LASTEXITCODE -eq 0 ? '' : ($said | Out-String)
        $session = $failure ? $null : ($said[-1] | ConvertFrom-Json)
    }

    BeforeEach {
        if ($cannotInstall) { Set-ItResult -Skipped -Because 'Windows gives no user another home, in which to register a repository' }
        $failure | Should -BeNullOrEmpty
    }

    It 'was not there before, and comes from the folder as the README says' {
        $said[0] | Should -Be 0
        $session.Installed | Should -Be ($version -split '-')[0]
        if (-not $IsWindows) {
            $session.Base | Should -BeLike "$TestDrive/home/*/PSOptimize/*"
            $session.Assembly | Should -BeLike "$($session.Base)*"
        }
    }

    It 'has a complete manifest' {
        $manifest = $session.Manifest
        $manifest.Name, $session.Shell, $session.Version | Should -Be 'PSOptimize', '7.6', ($version -split '-')[0]
        foreach ($property in 'Author', 'CompanyName', 'Copyright', 'Description', 'ReleaseNotes', 'Guid') {
            $manifest.$property | Should -Not -BeNullOrEmpty -Because $property
        }
        foreach ($tag in 'optimization', 'PSEdition_Core', 'Linux', 'Windows', 'MacOS') { $manifest.Tags | Should -Contain $tag }
        $session.Commands | Sort-Object | Should -Be ($session.Exported | Sort-Object)
    }

    It 'has help' {
        $session.Synopsis | Should -Match '^\w.*\.$'
        $session.Topic | Should -BeGreaterThan 1000
    }

    It 'gives what the README shows' {
        $session.Parts.Count | Should -BeGreaterThan 10
        foreach ($part in $session.Parts) { $part.Given | Should -Be $part.Shown -Because $part.Command }
    }
}

Describe 'The libraries, restored by a project' {
    BeforeAll {
        # What the packages need has been restored by the build; its folder is a source as well.
        $restored = (dotnet nuget locals global-packages --list --force-english-output) -replace '^.*?: '
        $folder = (New-Item -ItemType Directory "$TestDrive/projects").FullName
        Set-Content "$folder/NuGet.config" @"
<configuration>
  <packageSources><clear /><add key="packed" value="$packages" /><add key="restored" value="$restored" /></packageSources>
  <packageSourceMapping>
    <packageSource key="packed"><package pattern="PSOptimize.*" /></packageSource>
    <packageSource key="restored"><package pattern="*" /></packageSource>
  </packageSourceMapping>
  <config><add key="globalPackagesFolder" value="$folder/cache" /></config>
</configuration>
"@
        $fsharp = ([xml](Get-Content "$root/Directory.Packages.props" -Raw)).SelectSingleNode('//PackageVersion[@Include="FSharp.Core"]')

        # The code of a language in the readme of a package, with what it brings into scope at the top.
        function Get-Code([string] $Language, [string[]] $Package) {
            $lines = foreach ($name in $Package) {
                $readme = Read-Entry "$packages/$name.$version.nupkg" README.md
                [regex]::Match($readme, "(?s)``````$Language\r?\n(.*?)``````").Groups[1].Value -split '\r?\n'
            }
            @($lines -match '^(using [\w.]+;|open )') + @($lines -notmatch '^(using [\w.]+;|open )')
        }

        function Invoke-Project([string] $Kind, [string[]] $Package, [string[]] $Code) {
            $own = (New-Item -ItemType Directory "$folder/$Kind").FullName
            Set-Content "$own/Program.$($Kind[0])s" $Code
            Set-Content "$own/Sample.${Kind}proj" @"
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseAppHost>false</UseAppHost>
  </PropertyGroup>
  <ItemGroup>
    $(if ($Kind -eq 'fs') { "<Compile Include='Program.fs' /><PackageReference Update='FSharp.Core' Version='$($fsharp.Version)' />" })
    <PackageReference Include="$Package" Version="$version" />
  </ItemGroup>
</Project>
"@
            Push-Location $own
            try { dotnet run 2>&1 | Out-String } finally { Pop-Location }
            $LASTEXITCODE | Should -Be 0
        }
    }

    It 'run the examples of their readmes in C#' {
        $said = Invoke-Project cs PSOptimize.Storage (Get-Code csharp PSOptimize.Core, PSOptimize.Storage)
        $said | Should -Match 'QuadraticInterpolation: .*converged.*\[1(\.0+\d*)? 1(\.0+\d*)?\]|\[0\.99\d* 0\.99\d*\]'
    }

    It 'run the examples of their readmes in F#' {
        $said = Invoke-Project fs PSOptimize.Core (Get-Code fsharp PSOptimize.Core)
        @($said -split '\r?\n' -match '^\[').Count | Should -Be 3 -Because $said
    }
}

Describe 'build.ps1 -Task Publish' {
    It 'refuses <Case>' -ForEach @(
        @{ Case = 'without a repository'; With = ''; Says = 'Publish needs -Repository*' }
        @{ Case = 'without a key'; With = '-Repository nuget.org'; Says = 'Publish needs -ApiKey, the key to nuget.org*' }
        @{ Case = 'without packages'; With = '-Repository . -Path ./none'; Says = '*make them first, by -Task Package*' }
    ) {
        { & ([scriptblock]::Create("& '$root/build.ps1' -Task Publish $With")) } | Should -Throw $Says
    }

    It 'copies the packages into a folder, but not with -WhatIf' {
        $shelf = (New-Item -ItemType Directory "$TestDrive/shelf").FullName
        & "$root/build.ps1" -Task Publish -Path $packages -Repository $shelf -WhatIf
        Get-ChildItem $shelf | Should -BeNullOrEmpty
        $null = & "$root/build.ps1" -Task Publish -Path $packages -Repository $shelf
        (Get-ChildItem $shelf).Name | Should -Be (Get-ChildItem "$packages/*.nupkg").Name
    }

    It 'would send only the module to PSGallery, and only the libraries to nuget.org' {
        $said = Invoke-ShellOfStranger '-Command', (@(
            foreach ($repository in 'PSGallery', 'nuget.org') {
                "& '$root/build.ps1' -Task Publish -Path '$packages' -Repository $repository -ApiKey none -WhatIf"
            }
        ) -join '; ')
        @($said -match 'What if').Count | Should -Be 3
        @($said -match "PSOptimize\.$version\.nupkg.*PSGallery").Count | Should -Be 1
        @($said -match "PSOptimize\.(Core|Storage)\.$version\.nupkg.*nuget\.org").Count | Should -Be 2
    }
}

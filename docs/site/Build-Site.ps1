<#
.SYNOPSIS
    Builds the site in out/site: from the help, the documentation comments, the documents and runs of the module that was built.
.DESCRIPTION
    Writes the pages as Markdown into out/pages, and lets docfx make a site of them. `./build.ps1 -Task Site` builds the module before.
.PARAMETER Address
    Where the repository is; empty if that is not known.
.EXAMPLE
    docs/site/Build-Site.ps1
#>
param([string] $Address)
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot Markdown.ps1)

$root = (Resolve-Path (Join-Path $PSScriptRoot ../..)).Path
$pages, $site = 'pages', 'site' | ForEach-Object { Join-Path $root out $_ }
$pages, $site | Where-Object { Test-Path $_ } | Remove-Item -Recurse -Force
Import-Module (Join-Path $root out/PSOptimize/PSOptimize.psd1)
$PSStyle.OutputRendering = 'PlainText'
$comments = Read-Comment @('Core', 'Storage' | ForEach-Object { Join-Path $root "src/PSOptimize.$_/bin/Debug/net10.0/PSOptimize.$_.xml" })

& (Join-Path $PSScriptRoot Write-Cmdlets.ps1) (Join-Path $pages cmdlets)
& (Join-Path $PSScriptRoot Write-Methods.ps1) (Join-Path $pages methods) $comments
& (Join-Path $PSScriptRoot Write-Topics.ps1) (Join-Path $pages topics)
& (Join-Path $PSScriptRoot Write-Documents.ps1) (Join-Path $pages docs) $Address
& (Join-Path $PSScriptRoot Write-Schedules.ps1) $pages $comments
& (Join-Path $PSScriptRoot Write-Problems.ps1) $pages
& (Join-Path $PSScriptRoot Write-Errors.ps1) $pages $comments (Join-Path $root src/PSOptimize.PowerShell)

& (Join-Path $PSScriptRoot Write-Tutorial.ps1) (Join-Path $PSScriptRoot index.md) $pages
$tutorials = [ordered] @{
    'Minimise a function' = 'minimise'; 'Fit a curve' = 'fit'; 'Race methods' = 'race'; 'A week of experiments' = 'experiments'
}
foreach ($name in $tutorials.Values) {
    & (Join-Path $PSScriptRoot Write-Tutorial.ps1) (Join-Path $PSScriptRoot "tutorials/$name.md") (Join-Path $pages tutorials)
}
$contents = [ordered] @{}
$tutorials.Keys | ForEach-Object { $contents[$_] = "$($tutorials[$_]).md" }
Set-Contents (Join-Path $pages tutorials) $contents

$places = [ordered] @{
    Tutorials = 'tutorials/'; Cmdlets = 'cmdlets/'; Methods = 'methods/'; Schedules = 'schedules.md'; Problems = 'problems.md'
    Errors = 'errors.md'; Topics = 'topics/'; Documents = 'docs/'; API = 'api/'
}
if ($Address) { $places.Source = $Address }
Set-Contents $pages $places
$null = New-Item (Join-Path $pages images) -ItemType Directory
Copy-Item (Join-Path $root docs/images/icon.svg) (Join-Path $pages images)

Push-Location $PSScriptRoot
try {
    dotnet tool restore --verbosity quiet
    dotnet tool run docfx docfx.json --warningsAsErrors --logLevel warning
    if ($LASTEXITCODE -ne 0) { throw "docfx failed with exit code $LASTEXITCODE." }
}
finally {
    Pop-Location
}
# Maps of docfx's own scripts, for those who work on docfx.
Get-ChildItem $site -Recurse -Filter '*.map' | Remove-Item
"$(@(Get-ChildItem $site -Recurse -Filter '*.html').Count) pages: $site"
